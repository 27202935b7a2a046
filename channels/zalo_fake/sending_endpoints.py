"""The account writes to a citizen, and what it uploads for that."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from channels.zalo_fake.gate import answer, world_of
from channels.zalo_fake.vendor_errors import VendorError
from channels.zalo_fake.world import World

MOST_CHARACTERS = 2000
_MOST_ELEMENTS = 5
_MOST_BUTTONS = 5
_UPLOADED_AS = {"image": "attachment_id", "gif": "attachment_id", "file": "token"}

router = APIRouter()


async def body_of(request: Request) -> dict[str, Any]:
    """An object, or an empty one: the vendor answers what is missing in it with an error of its own."""
    try:
        body = json.loads(await request.body())
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


@router.post("/v3.0/oa/message/cs")
async def send(request: Request) -> Response:
    body = await body_of(request)
    user_id = _recipient(body)
    return await answer(request, "send", partial(_send, world_of(request), user_id, _object(body, "message")), user_id)


@router.post("/v2.0/oa/message")
async def react(request: Request) -> Response:
    """Only reactions still come this way."""
    body = await body_of(request)
    user_id = _recipient(body)
    return await answer(request, "react", partial(_react, world_of(request), user_id, _object(body, "sender_action")), user_id)


@router.post("/v2.0/oa/upload/{kind}")
async def upload(request: Request, kind: str) -> Response:
    async with request.form() as form:
        file = form.get("file")
        name, content = (file.filename or "", await file.read()) if isinstance(file, UploadFile) else ("", b"")
    return await answer(request, "upload", partial(_upload, world_of(request), kind, name, content))


def _send(world: World, user_id: str, message: dict[str, Any]) -> dict[str, Any]:
    text, attachment = message.get("text", ""), message.get("attachment")
    if not isinstance(text, str) or not (text.strip() or attachment):
        raise VendorError(-201, "message.text is invalid!")
    if len(text) > MOST_CHARACTERS:
        raise VendorError(-210, f"text exceeds {MOST_CHARACTERS} characters")
    citizen = world.citizen(user_id)
    kind, shown = _attachment(world, attachment) if attachment else ("text", None)
    quota = citizen.quota(world.clock.now())
    if quota is None:
        citizen.charged += 1
    sent = world.account_says(citizen, "oa", kind, text, shown, str(message.get("quote_message_id", "")))
    told = {"message_id": sent.message_id, "user_id": user_id, "sent_time": str(world.clock.shown(sent.moment))}
    return told | ({"quota": quota} if quota else {})


def _attachment(world: World, attachment: Any) -> tuple[str, dict[str, Any]]:
    if not isinstance(attachment, dict) or not isinstance(payload := attachment.get("payload"), dict):
        raise VendorError(-201, "message.attachment is invalid!")
    if attachment.get("type") == "file":
        token = str(payload.get("token", ""))
        asset = world.assets.live(token)
        return "file", {"url": _uploaded(world, token), "name": asset.name, "size": str(len(asset.content)), "type": asset.media_type}
    elements = payload.get("elements")
    if attachment.get("type") != "template" or not isinstance(elements, list) or not 1 <= len(elements) <= _MOST_ELEMENTS:
        raise VendorError(-233)
    template, first = payload.get("template_type"), elements[0]
    if template == "media" and isinstance(first, dict):
        return _medium(world, first)
    if template == "request_user_info" and len(elements) == 1:
        return "request_user_info", payload
    if template == "list" and len(payload.get("buttons", [])) <= _MOST_BUTTONS:
        return "list", payload
    raise VendorError(-233)


def _medium(world: World, element: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    kind, url, asset_id = str(element.get("media_type", "")), element.get("url"), element.get("attachment_id")
    if kind not in ("image", "gif", "sticker") or bool(url) == bool(asset_id):
        raise VendorError(-201, "message.attachment.payload.elements is invalid!")
    if kind == "sticker" or not asset_id:
        return kind, {"url": str(url or ""), "id": str(asset_id or "")}
    world.assets.live(str(asset_id))
    return kind, {"url": _uploaded(world, str(asset_id)), "thumbnail": _uploaded(world, str(asset_id))}


def _upload(world: World, kind: str, name: str, content: bytes) -> dict[str, Any]:
    if kind not in _UPLOADED_AS or not content:
        raise VendorError(-201, "file is invalid!")
    return {_UPLOADED_AS[kind]: world.assets.add(kind, name, content)}


def _react(world: World, user_id: str, action: dict[str, Any]) -> dict[str, Any]:
    citizen = world.citizen(user_id)
    if not action.get("react_icon"):
        raise VendorError(-240)
    named = str(action.get("react_message_id", ""))
    if not any(message.message_id == named for message in citizen.messages):
        raise VendorError(-201, "react_message_id is invalid!")
    return {"message_id": named, "user_id": user_id}


def _uploaded(world: World, asset_id: str) -> str:
    return f"{world.own_url}/uploads/{asset_id}"


def _recipient(body: dict[str, Any]) -> str:
    return str(_object(body, "recipient").get("user_id", ""))


def _object(body: dict[str, Any], key: str) -> dict[str, Any]:
    value = body.get(key)
    return value if isinstance(value, dict) else {}
