"""/fake/…: whoever tests acts as a citizen, or as an official at the vendor's own page. The whole API stands in the package's docstring."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request

from channels.zalo_fake import payloads
from channels.zalo_fake.control_schemas import AnyEvent, Block, Console, Info, NewCitizen, Storm
from channels.zalo_fake.gate import world_of
from channels.zalo_fake.phones import Citizen, shown
from channels.zalo_fake.said import Said, attachment_of
from channels.zalo_fake.storm import storm

Answer = dict[str, Any]

_LEFT = -213

router = APIRouter(prefix="/fake")


@router.get("/citizens")
async def citizens(request: Request) -> list[Answer]:
    world = world_of(request)
    return [
        {
            "user_id": each.user_id,
            "name": each.name,
            "is_follower": each.is_follower,
            "refuses": each.refuses,
            "charged": each.charged,
            "messages": len(each.messages),
            "last_interaction": world.clock.shown(each.last_interaction) if each.last_interaction is not None else None,
            "last_text": each.messages[-1].text if each.messages else "",
        }
        for each in world.citizens.values()
    ]


@router.post("/citizens")
async def add_citizen(request: Request, asked: NewCitizen) -> Answer:
    citizen = world_of(request).add_citizen(asked.name, asked.user_id)
    return {"user_id": citizen.user_id, "name": citizen.name, "user_id_by_app": citizen.user_id_by_app}


@router.post("/citizens/{user_id}/messages")
async def say(request: Request, user_id: str, said: Said) -> Answer:
    world = world_of(request)
    attachment = attachment_of(said, world.own_url)
    message, webhook = world.citizen_says(_citizen(request, user_id), said.kind, said.text, attachment, said.quote_msg_id)
    return {"message": shown(message, world.clock), "webhook": webhook.number}


@router.get("/citizens/{user_id}/messages")
async def messages(request: Request, user_id: str, after: int = 0, wait: Annotated[float, Query(ge=0, le=30)] = 0.0) -> Answer:
    found = await _citizen(request, user_id).messages_after(max(0, after), wait)
    return {"messages": [shown(message, world_of(request).clock) for message in found]}


@router.post("/citizens/{user_id}/submit-info")
async def submit_info(request: Request, user_id: str, info: Info) -> Answer:
    citizen = _citizen(request, user_id)
    webhook = world_of(request).tell(citizen, payloads.submitted(citizen, info.told()), is_interaction=True)
    return {"webhook": webhook.number}


@router.post("/citizens/{user_id}/block")
async def block(request: Request, user_id: str, asked: Block) -> Answer:
    citizen = _citizen(request, user_id)
    citizen.refuses = asked.code
    return {"refuses": citizen.refuses}


@router.post("/citizens/{user_id}/{deed}")
async def act(request: Request, user_id: str, deed: Literal["follow", "unfollow", "withdraw", "click-chatnow"]) -> Answer:
    world, citizen = world_of(request), _citizen(request, user_id)
    match deed:
        case "follow" | "unfollow":
            citizen.is_follower = deed == "follow"
            citizen.refuses = None if deed == "follow" else _LEFT
            webhook = world.tell(citizen, payloads.followed(citizen, deed), is_interaction=deed == "follow")
        case "withdraw":
            webhook = world.tell(citizen, payloads.about(citizen, "user_withdraw"))
        case "click-chatnow":
            webhook = world.tell(citizen, payloads.about(citizen, "user_click_chatnow"), is_interaction=True)
    return {"webhook": webhook.number}


@router.post("/console/{user_id}")
async def write_at_the_console(request: Request, user_id: str, asked: Console) -> Answer:
    world = world_of(request)
    message = world.account_says(_citizen(request, user_id), "console", "text", asked.text)
    return {"message": shown(message, world.clock)}


@router.post("/events")
async def send_event(request: Request, asked: AnyEvent) -> Answer:
    return {"webhook": world_of(request).webhooks.post(asked.event, asked.user_id).number}


@router.post("/storm")
async def start_storm(request: Request, asked: Storm) -> Answer:
    world = world_of(request)
    user_ids = [world.add_citizen("", None).user_id for _ in range(asked.citizens)]
    world.webhooks.later(storm(world, user_ids, asked.messages, asked.seconds, asked.texts))
    return {"user_ids": user_ids}


def _citizen(request: Request, user_id: str) -> Citizen:
    return world_of(request).citizen(user_id)
