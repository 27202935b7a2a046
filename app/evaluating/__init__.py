"""How good are the answers? Dialogues → noise → asked of the running system → outcomes → figures → results.json and a page."""
