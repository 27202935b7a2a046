"""Sound over UDP: packets in order and without doubles, keys, codecs, and whom to believe (RFC 3550, 3551, 4733)."""
