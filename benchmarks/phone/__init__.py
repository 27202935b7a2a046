"""The telephone tried from outside: human speech, telephones that call in, and what they measure. Journeys use them too."""
