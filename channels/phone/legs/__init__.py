"""What every leg is made of, whatever brings the sound: the beat, sound going out, sound coming in."""
