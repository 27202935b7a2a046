"""Addresses of web pages and mailboxes: "dichvucong.gov.vn" → "dịch vụ công chấm gov chấm vê en"."""

from __future__ import annotations

import re

from vntext.aloud.numbers import letters
from vntext.aloud.rules import rule

_KNOWN = {
    "dichvucong": "dịch vụ công", "thutuc": "thủ tục", "dongnai": "Đồng Nai", "binhphuoc": "Bình Phước", "tongdai": "tổng đài",
    "chinhphu": "chính phủ", "baohiemxahoi": "bảo hiểm xã hội", "bocongan": "bộ công an", "hanhchinhcong": "hành chính công", "gov": "gốp",
    "com": "com", "org": "o gờ", "net": "nét", "edu": "e đu", "gmail": "gi meo", "zalo": "za lô", "me": "mi", "vneid": "vi en ai đi",
    "luatvietnam": "luật Việt Nam", "www": "",
}  # fmt: skip
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
_ENDS = r"(?:vn|com|org|net|me|info|asia)"
_HOST = rf"(?:{_LABEL}\.)+{_ENDS}"
_PATH = r"(?:[/?#][^\s,;()<>«»\"”]*)?"
_SPELLED_UP_TO = 3


def _page(match: re.Match[str]) -> str:
    """The page within the site is left out: nobody could note it down."""
    ends = match["path"][-1:] if match["path"] and match["path"][-1] in ".!?:" else ""
    return _host(match["host"]) + ends


def _mailbox(match: re.Match[str]) -> str:
    name = " chấm ".join(_label(part) for part in match["name"].split("."))
    return f"{name} a còng {_host(match['host'])}"


def _host(host: str) -> str:
    return " chấm ".join(said for label in host.lower().split(".") if (said := _label(label)))


def _label(label: str) -> str:
    known = _KNOWN.get(label.lower())
    if known is not None:
        return known
    parts = re.findall(r"[^\W\d_]+|\d+", label)
    return " ".join(_KNOWN.get(part.lower()) or (letters(part) if _is_spelled(part) else part.lower()) for part in parts)


def _is_spelled(part: str) -> bool:
    return part.isdecimal() or len(part) <= _SPELLED_UP_TO


RULES = (
    rule(rf"(?P<name>[a-zA-Z0-9][\w.+-]*)@(?P<host>{_HOST})", _mailbox),
    rule(rf"(?:https?://)?(?P<host>{_HOST})(?P<path>{_PATH})", _page, re.IGNORECASE),
)
