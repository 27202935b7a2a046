"""An entry of the vendor's history, made into the webhook that should have told of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

_FROM_CITIZEN = "1"
_TEXT = "text"
# The history names some kinds in other words than webhooks do.
_KINDS = {"photo": "image", "voice": "audio", "gif": "gif", "links": "link"}
_LATEST_MILLISECONDS = 4_102_444_800_000  # the year 2100


@dataclass(frozen=True)
class Entry:
    user_id: str
    message_id: str
    is_from_citizen: bool
    sent_at: datetime
    fields: Mapping[str, Any]

    @property
    def key(self) -> str:
        """As channels.zalo.payloads names it, so that the same message is stored once by whatever way it comes."""
        return f"msg:{self.message_id}"


def read_entry(fields: Mapping[str, Any]) -> Entry | None:
    """None for what cannot be read: the shape of the history is documented nowhere in full."""
    is_from_citizen = str(fields.get("src")) == _FROM_CITIZEN
    user_id, message_id = str(fields.get("from_id" if is_from_citizen else "to_id") or ""), str(fields.get("message_id") or "")
    moment = str(fields.get("time") or "")
    if not user_id or not message_id or not (moment.isascii() and moment.isdecimal()) or int(moment) > _LATEST_MILLISECONDS:
        return None
    return Entry(user_id, message_id, is_from_citizen, datetime.fromtimestamp(int(moment) / 1000, UTC), fields)


def webhook_of(entry: Entry, app_id: str, oa_id: str) -> bytes:
    """Of a citizen's message."""
    given = str(entry.fields.get("type") or _TEXT).lower()
    kind = _KINDS.get(given, given)
    message: dict[str, Any] = {"msg_id": entry.message_id, "text": str(entry.fields.get("message") or "")}
    if kind != _TEXT:
        message["attachments"] = [{"type": kind, "payload": _payload(entry.fields)}]
    body = {
        "app_id": app_id,
        "sender": {"id": entry.user_id},
        "recipient": {"id": oa_id},
        "event_name": f"user_send_{kind}",
        "message": message,
        "timestamp": str(int(entry.sent_at.timestamp() * 1000)),
    }
    return json.dumps(body, ensure_ascii=False).encode()


def _payload(fields: Mapping[str, Any]) -> dict[str, Any]:
    names = (("url", "url"), ("thumb", "thumbnail"), ("description", "description"), ("name", "name"))
    payload: dict[str, Any] = {to: str(fields[given]) for given, to in names if fields.get(given)}
    coordinates = _coordinates(fields.get("location"))
    return payload | ({"coordinates": coordinates} if coordinates else {})


def _coordinates(location: object) -> Mapping[str, Any] | None:
    """Written as JSON inside of JSON."""
    if isinstance(location, str):
        try:
            location = json.loads(location)
        except ValueError:
            return None
    return location if isinstance(location, dict) else None
