"""Telephone calls: one row each, the sealed recording, and passes with which a page joins one."""
