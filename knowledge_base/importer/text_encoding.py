"""Bytes → text for files that people save from many programs: UTF-8 with or without a mark, or UTF-16."""

from __future__ import annotations

import codecs

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_utf16(data: bytes) -> bool:
    """By its mark, or by the zero byte beside an ASCII first character."""
    return data.startswith(_MARKS) or (len(data) >= 2 and (data[0] == 0) != (data[1] == 0))


def decode_utf8(data: bytes) -> str | None:
    """None where the bytes are no UTF-8; a mark at the head is dropped."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def decode_text(data: bytes) -> str | None:
    """None where the bytes are no text."""
    if not is_utf16(data):
        return decode_utf8(data)
    encoding = "utf-16" if data.startswith(_MARKS) else "utf-16-le" if data[1] == 0 else "utf-16-be"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
