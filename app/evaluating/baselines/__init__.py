"""What simpler ways make of the same questions, so that progress is a ratio."""
