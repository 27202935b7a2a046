"""What a report tells already, so that nobody is asked for it again: where it is, and since when."""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from vntext import fold

# Named, that is with a capital letter or a number; "trước nhà" is no place that anybody finds.
_NAMED_PLACE = re.compile(
    r"\b(?:đường|hẻm|ngõ|ấp|khu phố|kp|tổ|xã|phường|thôn|chợ|cầu|trường|ngã ba|ngã tư|số nhà|nhà số"
    r"|duong|hem|ap|khu pho|xa|phuong|cho|cau|truong)"
    r"\s+(?-i:[A-ZĐÀ-Ỹ]|\d)",
    re.IGNORECASE,
)
# Written small: a road's name has two syllables at least, and does not begin with what roads are or have.
_NOT_NAMES = "nay|kia|do|day|nha|bi|hu|hong|xau|lun|nut|toi|truoc|sau|vao|ra|qua|khong|ko|co|ong|day|dien|thoat|lon|nho|la|rat|nhieu"
_ROAD = re.compile(rf"\bduong (?!(?:{_NOT_NAMES})\b)[^\W\d]\w+ \w+")
_SINCE = re.compile(
    r"\btu (?:hom|toi|sang|trua|chieu|dem|khuya|dau|giua|cuoi|tuan|thang|nam|luc|hoi|bua|ngay|\d)"
    r"|\bhom (?:qua|kia|nay|roi)\b|\b(?:sang|trua|chieu|toi|dem|khuya) (?:nay|qua|hom)\b"
    r"|\b(?:\d+|may|ca|hai|ba|bon|nam|mot|nua|chuc) (?:ngay|bua|hom|tuan|thang|tieng|gio|phut|dem|nam)\b"
    r"|\b(?:tuan|thang|bua|nay) (?:nay|truoc|roi|gio)\b|\bmoi (?:ngay|dem|toi|khi|lan)\b"
    r"|\bsuot (?:ngay|dem|tuan)\b|\b(?:\d+)h\b|\bbay gio\b"
)


def tells_place(tracker: Tracker) -> bool:
    message = tracker.latest_message
    if any(entity.get("entity") == "place" for entity in message.get("entities") or []):
        return True
    text = str(message.get("text") or "")
    return bool(_NAMED_PLACE.search(text) or _ROAD.search(fold(text)))


def tells_time(tracker: Tracker) -> bool:
    return _SINCE.search(fold(str(tracker.latest_message.get("text") or ""))) is not None
