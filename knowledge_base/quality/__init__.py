"""Watching over what is published: what is said twice, what is missing, out of date or contradicted, and what a new decree changes."""
