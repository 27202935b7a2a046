"""One call from its greeting to its end: who speaks when, what was meant, what is said, and what is kept of it."""
