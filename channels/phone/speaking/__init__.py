"""What the caller hears of us."""
