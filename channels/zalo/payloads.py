"""What a webhook's body says, read without trust: fields may be missing, unknown, or numbers where strings belong."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from vntext import normalise

_MOST_ATTACHMENTS = 10
_MOST_RECEIPTS = 100
_MOST_ID_CHARACTERS = 100
_LATEST_SECONDS = 4_102_444_800  # the year 2100: what is later is no time
_FROM_CITIZEN, _FROM_ACCOUNT = "user_send_", "oa_send_"
# Sent for the account, about a citizen who is the recipient.
_ABOUT_RECIPIENT = frozenset({"user_received_message", "user_seen_message", "oa_reacted_message"})


class BadPayload(Exception):
    """The body is no JSON object with a name and a time."""


@dataclass(frozen=True)
class Item:
    """One attachment of a message; what its kind has not is empty."""

    kind: str
    url: str = ""
    name: str = ""
    description: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Info:
    """What a citizen filled into the vendor's form."""

    name: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class Event:
    name: str
    app_id: str
    oa_id: str
    user_id: str
    timestamp: str
    sent_at: datetime
    msg_id: str
    text: str
    items: tuple[Item, ...] = ()
    # A member of staff who wrote at the vendor's own console.
    admin_id: str = ""
    quoted_id: str = ""
    receipt_ids: tuple[str, ...] = ()
    info: Info = Info()
    # Of a message to a phone number (ZNS), which is no affair of the account's conversations.
    is_phone_receipt: bool = False

    @property
    def is_from_citizen(self) -> bool:
        return self.name.startswith(_FROM_CITIZEN)

    @property
    def is_from_account(self) -> bool:
        return self.name.startswith(_FROM_ACCOUNT) and not self.name.startswith("oa_send_anonymous") and self.name != "oa_send_consent"


def read_event(body: bytes) -> Event:
    """Raises BadPayload."""
    data = _object(body)
    name, timestamp = _id(data.get("event_name")), text_of(data.get("timestamp"))
    if not name:
        raise BadPayload("event_name")
    message = _mapping(data.get("message"))
    sender = _mapping(data.get("sender"))
    is_phone_receipt = "delivery_time" in message
    return Event(
        name=name,
        app_id=_id(data.get("app_id")),
        oa_id=_oa_id(name, data),
        # The recipient of such a receipt is a phone number.
        user_id="" if is_phone_receipt else _user_id(name, data),
        timestamp=timestamp,
        sent_at=_time(timestamp),
        msg_id=_id(message.get("msg_id")),
        text=normalise(text_of(message.get("text"))),
        items=tuple(_items(message.get("attachments"))),
        admin_id=_id(sender.get("admin_id")),
        quoted_id=_id(message.get("quote_msg_id")),
        receipt_ids=_receipt_ids(message),
        info=_info(data.get("info")),
        is_phone_receipt=is_phone_receipt,
    )


def key_of(event: Event, body: bytes) -> str:
    """The same for everything that tells of the same thing twice."""
    if event.msg_id and event.is_from_citizen:
        return f"msg:{event.msg_id}"
    if event.msg_id and event.is_from_account:
        return f"echo:{event.msg_id}"
    return hashlib.sha256(body).hexdigest()


def text_of(value: object) -> str:
    """Strings as they are, whole numbers as their digits, all else as nothing."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        data = json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise BadPayload("not JSON") from error
    if not isinstance(data, dict):
        raise BadPayload("no object")
    return data


def _time(timestamp: str) -> datetime:
    """Milliseconds of the epoch; seconds where they can be nothing else."""
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 16):
        raise BadPayload("timestamp")
    number = int(timestamp)
    seconds = number / 1000 if number > _LATEST_SECONDS else float(number)
    if seconds > _LATEST_SECONDS:
        raise BadPayload("timestamp")
    return datetime.fromtimestamp(seconds, UTC)


def _user_id(name: str, data: Mapping[str, Any]) -> str:
    if name in _ABOUT_RECIPIENT or name.startswith("oa_send_"):
        return _id(_mapping(data.get("recipient")).get("id"))
    follower, sender = _mapping(data.get("follower")), _mapping(data.get("sender"))
    return _id(follower.get("id")) or _id(data.get("user_id")) or _id(sender.get("id"))


def _oa_id(name: str, data: Mapping[str, Any]) -> str:
    named = _id(data.get("oa_id"))
    side = "sender" if name in _ABOUT_RECIPIENT or name.startswith("oa_send_") else "recipient"
    return named or _id(_mapping(data.get(side)).get("id"))


def _receipt_ids(message: Mapping[str, Any]) -> tuple[str, ...]:
    several = message.get("msg_ids")
    given = several[:_MOST_RECEIPTS] if isinstance(several, list) else [message.get("msg_id")]
    return tuple(filter(None, map(_id, given)))


def _items(attachments: object) -> Iterator[Item]:
    for attachment in attachments[:_MOST_ATTACHMENTS] if isinstance(attachments, list) else ():
        one = _mapping(attachment)
        payload = _mapping(one.get("payload"))
        place = _mapping(payload.get("coordinates"))
        yield Item(
            kind=text_of(one.get("type")),
            url=text_of(payload.get("url")),
            name=normalise(text_of(payload.get("name"))),
            description=normalise(text_of(payload.get("description"))),
            latitude=_degrees(place.get("latitude"), 90),
            longitude=_degrees(place.get("longitude"), 180),
        )


def _info(value: object) -> Info:
    info = _mapping(value)
    full = _mapping(info.get("full_address"))
    parts = [text_of(full.get(key)) for key in ("user_address", "user_ward", "user_district", "user_city")]
    given = [normalise(part) for part in parts if part] or [normalise(text_of(info.get("address")))]
    return Info(normalise(text_of(info.get("name"))), text_of(info.get("phone")).strip(), ", ".join(filter(None, given)))


def _degrees(value: object, most: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        degrees = float(value)
    except (ValueError, OverflowError):
        return None
    return degrees if -most <= degrees <= most else None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _id(value: object) -> str:
    """Letters, digits and the like: a name that cannot be one is none."""
    found = text_of(value).strip()
    return found if len(found) <= _MOST_ID_CHARACTERS and found.isprintable() else ""
