"""What the program may ask: who somebody is, what may be sent, what was said, who the account is."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from channels.zalo_fake.gate import answer, world_of
from channels.zalo_fake.identity import OA_ID, OA_NAME
from channels.zalo_fake.phones import Citizen, PhoneMessage
from channels.zalo_fake.sending_endpoints import body_of
from channels.zalo_fake.vendor_errors import VendorError
from channels.zalo_fake.world import World

_MOST_IN_HISTORY = 10
# The history names some kinds in other words than the webhooks.
_HISTORY_TYPES = {"image": "photo", "audio": "voice", "gif": "GIF", "link": "links"}

router = APIRouter()


@router.get("/v3.0/oa/user/detail")
async def detail(request: Request) -> Response:
    return await _asked(request, "detail", _detail)


@router.get("/v2.0/oa/conversation")
async def conversation(request: Request) -> Response:
    return await _asked(request, "history", _conversation)


@router.get("/v2.0/oa/listrecentchat")
async def recent(request: Request) -> Response:
    return await _asked(request, "recent", _recent)


@router.post("/v3.0/oa/quota/message")
async def quota(request: Request) -> Response:
    asked = await body_of(request)
    return await answer(request, "quota", partial(_quota, world_of(request), asked), str(asked.get("user_id", "")))


@router.get("/v2.0/oa/getoa")
async def account(request: Request) -> Response:
    return await answer(request, "oa", partial(_account, world_of(request)))


async def _asked(request: Request, operation: str, act: Callable[[World, dict[str, Any]], Any]) -> Response:
    """The question stands as JSON in the address."""
    try:
        asked = json.loads(request.query_params.get("data", ""))
    except ValueError:
        asked = {}
    asked = asked if isinstance(asked, dict) else {}
    return await answer(request, operation, partial(act, world_of(request), asked), str(asked.get("user_id", "")))


def _detail(world: World, asked: dict[str, Any]) -> dict[str, Any]:
    citizen = world.citizen(str(asked.get("user_id", "")))
    return {
        "user_id": citizen.user_id,
        "user_id_by_app": citizen.user_id_by_app,
        "user_external_id": "",
        "display_name": citizen.name,
        "user_alias": citizen.name,
        "is_sensitive": False,
        "user_last_interaction_date": _date(world, citizen),
        "user_is_follower": citizen.is_follower,
        "avatar": f"{world.own_url}/media/avatar.jpg",
        "avatars": {"120": f"{world.own_url}/media/avatar.jpg", "240": f"{world.own_url}/media/avatar.jpg"},
        "dynamic_param": "",
        "tags_and_notes_info": {"notes": [], "tag_names": []},
        "shared_info": {"address": "", "city": "", "district": "", "phone": "", "name": ""},
    }


def _date(world: World, citizen: Citizen) -> str:
    if citizen.last_interaction is None:
        return ""
    return time.strftime("%d/%m/%Y", time.localtime(world.clock.shown(citizen.last_interaction) / 1000))


def _quota(world: World, asked: dict[str, Any]) -> dict[str, Any]:
    citizen = world.citizen(str(asked.get("user_id", "")))
    last = citizen.last_interaction
    try:
        free = citizen.quota(world.clock.now())
    except VendorError:
        free = None
    return {
        "last_interaction": str(world.clock.shown(last)) if last is not None else "",
        "cs_reply": free or {},
        "promotion": {},
    }


def _conversation(world: World, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Newest first."""
    citizen = world.citizen(str(asked.get("user_id", "")))
    said = [message for message in citizen.messages if message.kind != "reaction"]
    return [_entry(world, citizen, message) for message in _page(said[::-1], asked)]


def _recent(world: World, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The last message of each conversation, newest first."""
    return [_entry(world, citizen, citizen.messages[-1]) for citizen in _page(list(world.newest_first()), asked)]


def _page[T](all_of_them: list[T], asked: dict[str, Any]) -> list[T]:
    offset, count = asked.get("offset", 0), asked.get("count", _MOST_IN_HISTORY)
    if not isinstance(offset, int) or not isinstance(count, int) or offset < 0:
        raise VendorError(-201, "offset is invalid!")
    if not 0 < count <= _MOST_IN_HISTORY:
        raise VendorError(-210, f"count exceeds {_MOST_IN_HISTORY}")
    return all_of_them[offset : offset + count]


def _entry(world: World, citizen: Citizen, message: PhoneMessage) -> dict[str, Any]:
    is_citizens = message.sender == "citizen"
    here, there = (citizen.user_id, citizen.name), (OA_ID, OA_NAME)
    sender, recipient = (here, there) if is_citizens else (there, here)
    entry: dict[str, Any] = {
        "src": 1 if is_citizens else 0,
        "time": world.clock.shown(message.moment),
        "type": _HISTORY_TYPES.get(message.kind, message.kind),
        "message": message.text,
        "message_id": message.message_id,
        "from_id": sender[0],
        "to_id": recipient[0],
        "from_display_name": sender[1],
        "to_display_name": recipient[1],
        "from_avatar": "",
        "to_avatar": "",
    }
    payload = message.attachment or {}
    if "coordinates" in payload:
        entry["location"] = json.dumps(payload["coordinates"])
    return entry | {
        to: payload[given] for given, to in (("url", "url"), ("thumbnail", "thumb"), ("description", "description")) if given in payload
    }


def _account(world: World) -> dict[str, Any]:
    return {
        "oa_id": OA_ID,
        "oa_alias": "tongdai1022thu",
        "name": OA_NAME,
        "description": "",
        "is_verified": True,
        "oa_type": 4,
        "cate_name": "Cơ quan nhà nước",
        "num_follower": sum(citizen.is_follower for citizen in world.citizens.values()),
        "avatar": f"{world.own_url}/media/avatar.jpg",
        "cover": "",
        "package_name": "Nâng cao",
        "package_valid_through_date": "31/12/2030",
        "package_auto_renew_date": "",
        "linked_ZCA": "",
    }
