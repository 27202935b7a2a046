"""Bodies of webhooks, in the vendor's shapes. Every id and every timestamp is a string."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from channels.zalo_fake.identity import ADMIN_ID, APP_ID, OA_ID, OA_SECRET_KEY
from channels.zalo_fake.phones import Citizen, PhoneMessage

Body = dict[str, Any]

_ATTACHMENT_TYPES = {"business_card": "link"}


def signature(raw: bytes, timestamp: str, first: str = APP_ID) -> str:
    """A plain hash of a concatenation, over the bytes as they are sent."""
    return hashlib.sha256(first.encode() + raw + timestamp.encode() + OA_SECRET_KEY.encode()).hexdigest()


def raw_of(body: Body) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def citizen_sent(citizen: Citizen, message: PhoneMessage) -> Body:
    if message.kind == "reaction":
        return _between(citizen, "user_reacted_message", {"msg_id": message.quote_msg_id, "react_icon": message.text})
    told: Body = {"text": message.text} if message.text or message.kind == "text" else {}
    if message.attachment is not None:
        kind = _ATTACHMENT_TYPES.get(message.kind, message.kind)
        told["attachments"] = [{"type": kind, "payload": message.attachment}]
    told["msg_id"] = message.message_id
    if message.quote_msg_id:
        told["quote_msg_id"] = message.quote_msg_id
    return _between(citizen, f"user_send_{message.kind}", told)


def account_sent(citizen: Citizen, message: PhoneMessage) -> Body:
    """The echo of what the account sent; an official at the vendor's own page is told by `admin_id`."""
    told: Body = {"msg_id": message.message_id}
    if message.text or message.kind == "text":
        told["text"] = message.text
    if message.attachment is not None:
        told["attachments"] = [{"type": message.kind, "payload": message.attachment}]
    sender = {"id": OA_ID} | ({"admin_id": ADMIN_ID} if message.sender == "console" else {})
    return _named(f"oa_send_{message.kind}") | {
        "sender": sender,
        "recipient": {"id": citizen.user_id},
        "message": told,
        "user_id_by_app": citizen.user_id_by_app,
    }


def receipt(citizen: Citizen, event: str, told: Body) -> Body:
    """`user_received_message` names one message, `user_seen_message` an array of them; both come from the account's side."""
    return _named(event) | {
        "sender": {"id": OA_ID},
        "recipient": {"id": citizen.user_id},
        "message": told,
        "user_id_by_app": citizen.user_id_by_app,
    }


def followed(citizen: Citizen, event: str) -> Body:
    source = {"source": "oa_profile"} if event == "follow" else {}
    return _named(event) | {"oa_id": OA_ID, "follower": {"id": citizen.user_id}, "user_id_by_app": citizen.user_id_by_app} | source


def about(citizen: Citizen, event: str) -> Body:
    """`user_click_chatnow`, `user_withdraw`."""
    return _named(event) | {"oa_id": OA_ID, "user_id": citizen.user_id, "user_id_by_app": citizen.user_id_by_app}


def submitted(citizen: Citizen, info: Body) -> Body:
    body = _between(citizen, "user_submit_info", {})
    del body["message"]
    return body | {"info": info}


def _between(citizen: Citizen, event: str, message: Body) -> Body:
    return _named(event) | {
        "sender": {"id": citizen.user_id},
        "recipient": {"id": OA_ID},
        "message": message,
        "user_id_by_app": citizen.user_id_by_app,
    }


def _named(event: str) -> Body:
    return {"app_id": APP_ID, "event_name": event}
