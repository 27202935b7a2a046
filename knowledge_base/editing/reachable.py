"""Whether a telephone number or an address on the web, as typed, is one that citizens can use."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pydantic import AnyHttpUrl, TypeAdapter, ValidationError

# Numbers of Vietnam as they are dialled, without blanks, dots and brackets: emergency and short numbers, hotlines, landlines, mobiles.
_NUMBER = re.compile(r"1\d{2,4}|1[89]00\d{4,6}|1800\d{4}|02\d{8,9}|0[35789]\d{8}")
_REMARK = re.compile(r"\([^()\d]*\)")
_EXTENSION = re.compile(r"[\s,–-]*(?:nhánh|máy lẻ|số nội bộ|ext\.?)\s*\d{1,5}$", re.IGNORECASE)
_BETWEEN = re.compile(r"[;,/\n]|\bhoặc\b|\bvà\b|\s[–-]\s", re.IGNORECASE)
_WRITTEN = re.compile(r"[\s.()\-–]+")
_HTTP = TypeAdapter(AnyHttpUrl)


def is_phone(text: str) -> bool:
    """One number or several: "0271 3 879 123, nhánh 2; 1900 1234 (giờ hành chính)"."""
    said = _REMARK.sub("", text)
    parts = [part.strip() for part in re.split(r"[;\n]", said)]
    numbers = [number for part in parts for number in _BETWEEN.split(_EXTENSION.sub("", part))]
    given = [number for number in numbers if number.strip()]
    return bool(given) and all(_is_number(number) for number in given)


def _is_number(text: str) -> bool:
    bare = _WRITTEN.sub("", text)
    local = f"0{bare[3:]}" if bare.startswith("+84") else bare
    return bool(_NUMBER.fullmatch(local))


def is_web_address(text: str) -> bool:
    """http or https, with a host that has a name on the net."""
    if any(character.isspace() for character in text):
        return False
    try:
        _HTTP.validate_python(text)
        parts = urlsplit(text)
    except (ValidationError, ValueError):
        return False
    host = parts.hostname or ""
    return parts.scheme in {"http", "https"} and "." in host.strip(".") and parts.username is None
