"""What an alarm about a channel is called, and what a person can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.words import Words

_NEEDS_ADMIN = "needs_admin:"
# What the vendor answers while an administrator has to put something right.
_CODES = frozenset(
    {"-204", "-205", "-209", "-212", "-219", "-221", "-223", "-224", "-242", "-320", "-321", "not_connected", "grant_dead"},
)
_KINDS = frozenset(
    {"not_connected", "grant_dead", "grant_ends_soon", "no_tokens_now", "silent", "not_told", "bad_signatures", "out_of_quota", "our_fault"}
)
_NO_NUMBER = "?"


class AlarmWords:
    def __init__(self, words: Words) -> None:
        self._words = words

    def title(self, kind: str, details: Mapping[str, Any]) -> str:
        return self._say("title", kind, details)

    def instruction(self, kind: str, details: Mapping[str, Any]) -> str:
        return self._say("remedy", kind, details)

    def _say(self, part: str, kind: str, details: Mapping[str, Any]) -> str:
        values = {name: details.get(name, _NO_NUMBER) for name in ("minutes", "days", "count")}
        return self._words.say(f"{_known(kind)}_{part}", code=details.get("code", kind.removeprefix(_NEEDS_ADMIN)), **values)


def _known(kind: str) -> str:
    """The name under which there are words for it."""
    if not kind.startswith(_NEEDS_ADMIN):
        return kind if kind in _KINDS else "unknown"
    code = kind.removeprefix(_NEEDS_ADMIN)
    return code if code in _CODES else "needs_admin"
