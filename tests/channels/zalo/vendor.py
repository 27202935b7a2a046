"""What the vendor sends, written from its documentation: bodies as bytes, signed as it signs them."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import datetime
from typing import Any

from core.clock import utc_now

APP_ID, OA_ID, OA_SECRET_KEY = "360846524940903967", "388613280878808645", "oa_secret_key"
USER = "246845883529197922"


def millis(at: datetime | None = None) -> str:
    return str(int((at or utc_now()).timestamp() * 1000))


def raw(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def mac(body: bytes, *, app_id: str = APP_ID, key: str = OA_SECRET_KEY) -> str:
    timestamp = str(json.loads(body)["timestamp"])
    return hashlib.sha256(app_id.encode() + body + timestamp.encode() + key.encode()).hexdigest()


def signed(body: bytes) -> dict[str, str]:
    return {"X-ZEvent-Signature": f"mac={mac(body)}", "Content-Type": "application/json"}


def said(text: str = "message", *, user: str = USER, msg_id: str = "", at: datetime | None = None, **message: Any) -> bytes:
    return from_citizen("user_send_text", {"text": text} | message, user=user, msg_id=msg_id, at=at)


def sent(kind: str, *payloads: dict[str, Any], text: str = "", user: str = USER, msg_id: str = "", at: datetime | None = None) -> bytes:
    """A message with attachments of one kind."""
    of_kind = "link" if kind == "business_card" else kind
    message: dict[str, Any] = {"attachments": [{"type": of_kind, "payload": payload} for payload in payloads]}
    return from_citizen(f"user_send_{kind}", message | ({"text": text} if text else {}), user=user, msg_id=msg_id, at=at)


def from_citizen(name: str, message: dict[str, Any], *, user: str = USER, msg_id: str = "", at: datetime | None = None) -> bytes:
    return raw(
        {
            "app_id": APP_ID,
            "sender": {"id": user},
            "user_id_by_app": "552177279717587730",
            "recipient": {"id": OA_ID},
            "event_name": name,
            "message": message | {"msg_id": msg_id or uuid.uuid4().hex},
            "timestamp": millis(at),
        }
    )


def echo(text: str, *, user: str = USER, msg_id: str = "", admin_id: str = "", at: datetime | None = None, **message: Any) -> bytes:
    """What the account said; with `admin_id` a person did, at the vendor's console."""
    return raw(
        {
            "app_id": APP_ID,
            "sender": {"id": OA_ID} | ({"admin_id": admin_id} if admin_id else {}),
            "recipient": {"id": user},
            "event_name": "oa_send_text",
            "message": {"text": text, "msg_id": msg_id or uuid.uuid4().hex} | message,
            "user_id_by_app": "552177279717587730",
            "timestamp": millis(at),
        }
    )


def followed(name: str = "follow", *, user: str = USER, at: datetime | None = None) -> bytes:
    return raw(
        {
            "oa_id": OA_ID,
            "follower": {"id": user},
            "user_id_by_app": "552172779717587730",
            "event_name": name,
            "source": "oa_profile",
            "app_id": APP_ID,
            "timestamp": millis(at),
        }
    )


def chat_opened(user: str = USER) -> bytes:
    return raw({"oa_id": OA_ID, "user_id": user, "event_name": "user_click_chatnow", "app_id": APP_ID, "timestamp": millis()})


def withdrawn(user: str = USER) -> bytes:
    return raw({"user_id": user, "user_id_by_app": "5521", "event_name": "user_withdraw", "app_id": APP_ID, "timestamp": millis()})


def receipt(*msg_ids: str, seen: bool, user: str = USER) -> bytes:
    message: dict[str, Any] = {"msg_ids": list(msg_ids)} if seen else {"msg_id": msg_ids[0]}
    name = "user_seen_message" if seen else "user_received_message"
    data = {"sender": {"id": OA_ID}, "recipient": {"id": user}, "event_name": name, "message": message}
    return raw(data | {"app_id": APP_ID, "timestamp": millis()})


def phone_receipt(phone: str = "84912345678") -> bytes:
    message = {"delivery_time": "1540368141908", "tracking_id": "phieu-1", "msg_id": "zns-1"}
    data = {"sender": {"id": OA_ID}, "recipient": {"id": phone}, "event_name": "user_received_message", "message": message}
    return raw(data | {"app_id": APP_ID, "timestamp": millis()})


def submitted(*, user: str = USER, **info: Any) -> bytes:
    data = {"sender": {"id": user}, "recipient": {"id": OA_ID}, "event_name": "user_submit_info", "app_id": APP_ID, "info": info}
    return raw(data | {"timestamp": millis()})
