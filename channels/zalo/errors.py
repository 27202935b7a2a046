"""What the vendor's error numbers mean for the message that was to be sent. They come with HTTP 200, in the body's `error`."""

from __future__ import annotations

from channels.contract import Trouble

# The access token is not valid, or not any more: refreshed, and tried once more.
STALE_TOKEN = frozenset({-216, -220})
# Too many calls in this minute, of the whole app.
TOO_MANY_CALLS = -32

_BACK_OFF = frozenset({TOO_MANY_CALLS, -100, -200})
# The vendor says no more than this; replies within 48 hours need no quota, so others' may still be taken.
_OUT_OF_QUOTA = frozenset({-211})
# Not followed, blocked, took enough, banned or inactive, no interaction in time, restricts this kind.
_UNREACHABLE = frozenset({-213, -217, -218, -227, -230, -232, -244})
# The account is disabled or gone, the app is not active or not allowed, a package is missing, the proof is wrong, unpaid.
_NEEDS_ADMIN = frozenset({-204, -205, -209, -212, -219, -221, -223, -224, -235, -242, -320, -321})
# A field is wrong or too long, no such kind of message, an old call, against the platform's standards.
_OUR_FAULT = frozenset({-201, -210, -233, -234, -240, -248})


def trouble_of(error: int) -> Trouble | None:
    """None for a number that nobody has told of."""
    if error in _BACK_OFF:
        return Trouble.BACK_OFF
    if error in _OUT_OF_QUOTA:
        return Trouble.OUT_OF_QUOTA
    if error in _UNREACHABLE:
        return Trouble.UNREACHABLE
    if error in _NEEDS_ADMIN or error in STALE_TOKEN:
        return Trouble.NEEDS_ADMIN
    return Trouble.OUR_FAULT if error in _OUR_FAULT else None
