"""Who calls, as the line announces it: asserted by the carrier before what the telephone says of itself (RFC 3325)."""

from __future__ import annotations

import re

from aiosipua.headers import parse_address, parse_uri
from aiosipua.message import SipRequest

_WITHHELD = {"anonymous", "unavailable", "unknown", "restricted", "private", "asterisk"}
_LONGEST = 40


def caller_of(invite: SipRequest) -> str:
    """A number without blanks, Vietnam's own as 0…; the name of an extension; empty when withheld."""
    privacy = (invite.headers.get_first("privacy") or "").lower()
    if "id" in re.split(r"[;,\s]+", privacy):
        return ""
    for name in ("p-asserted-identity", "remote-party-id", "from"):
        user = _user(invite.headers.get_first(name) or "")
        if user:
            return "" if user.lower() in _WITHHELD else user
    return ""


def _user(header: str) -> str:
    address = parse_address(header)
    uri = parse_uri(header[header.find(":") - 3 :]) if header.lower().startswith("tel:") else address.uri
    user = (uri.user or (uri.host if "tel:" in header.lower() else "")).removeprefix("tel:").split(";")[0]
    kept = re.sub(r"[^\w+*#.-]", "", user)[:_LONGEST]
    digits = re.sub(r"[.-]", "", kept)
    if not re.fullmatch(r"\+?\d+", digits):
        return kept
    return re.sub(r"^(?:\+84|0084|84(?=\d{9,10}$))0?", "0", digits)
