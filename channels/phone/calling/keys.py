"""What each key means: one table, by what is open in that moment. Speaking comes first; keys always work."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from channels.phone.calling.wishes import Wish


class Open(StrEnum):
    """What the caller was asked last."""

    NOTHING = "nothing"
    # One of several, by its number.
    CHOICE = "choice"
    YES_OR_NO = "yes_or_no"
    # A number, key by key: then 0 is a digit, and means a person only when nothing follows it.
    DIGITS = "digits"
    # Whether they go on waiting.
    WAITING = "waiting"


# Always, but where a line below says otherwise.
_ALWAYS: dict[str, Wish] = {
    "0": Wish.PERSON,
    "8": Wish.NOT_RECORDED,
    "9": Wish.SLOWER,
    "*": Wish.AGAIN,
    "#": Wish.MORE,
}
KEYS: Mapping[Open, Mapping[str, Wish]] = {
    Open.NOTHING: _ALWAYS | {"1": Wish.AGAIN, "2": Wish.MORE, "3": Wish.SEND},
    Open.CHOICE: _ALWAYS,
    Open.YES_OR_NO: _ALWAYS | {"1": Wish.YES, "2": Wish.NO},
    Open.DIGITS: {},
    Open.WAITING: _ALWAYS | {"1": Wish.CALL_BACK},
}


def wish_of_key(digit: str, open_: Open) -> Wish | None:
    return KEYS[open_].get(digit)


def chosen_by_key(digit: str, count: int) -> int | None:
    """Of so many options, which; counted from 0."""
    return int(digit) - 1 if digit.isdecimal() and 1 <= int(digit) <= count else None
