"""Addresses in what is published: opened now and then, to see whether they lead somewhere."""
