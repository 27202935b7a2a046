"""The code of a request about one's own data: told at once, kept by the citizen, looked for by staff."""

from __future__ import annotations

import secrets

from tickets.tracking_codes import SYMBOLS

# Unlike the code of a ticket, which begins with a letter of its own alphabet: D and L are not in it.
_PREFIX = "DL"


def new_request_code() -> str:
    """ "DL-7K04-T9XA": sayable on the phone like a ticket's, and never mistaken for one."""
    drawn = "".join(secrets.choice(SYMBOLS) for _ in range(8))
    return f"{_PREFIX}-{drawn[:4]}-{drawn[4:]}"
