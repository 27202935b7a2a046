"""Calls over SIP (RFC 3261), on UDP: from a trunk that is known by its address, or as an extension of a PBX."""
