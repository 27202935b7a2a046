"""Who calls, as the line announces it: asserted by the carrier before what the telephone says of itself (RFC 3325)."""

from __future__ import annotations

import re

from aiosipua.message import SipRequest

_USER = re.compile(r"tel:([^;>\s]+)|sips?:([^@;>\s]+)@", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d+", re.ASCII)
# Vietnam's own numbers, dialled from anywhere.
_VIETNAM = re.compile(r"^(?:\+84|0084|84(?=\d{9,10}$))0?")
_WITHHELD = {"anonymous", "unavailable", "unknown", "restricted", "private", "asterisk"}
_LONGEST = 40


def caller_of(invite: SipRequest) -> str:
    """A number without blanks, Vietnam's own as 0…; the name of an extension; empty when withheld."""
    privacy = (invite.headers.get_first("privacy") or "").lower()
    if "id" in re.split(r"[;,\s]+", privacy):
        return ""
    for name in ("p-asserted-identity", "remote-party-id", "from"):
        found = _USER.search(invite.headers.get_first(name) or "")
        if found is not None:
            return _as_dialled(found[1] or found[2])
    return ""


def _as_dialled(user: str) -> str:
    kept = re.sub(r"[^\w+*#.-]", "", user)[:_LONGEST]
    if kept.lower() in _WITHHELD:
        return ""
    digits = re.sub(r"[.-]", "", kept)
    return _VIETNAM.sub("0", digits) if _NUMBER.fullmatch(digits) else kept
