"""/fake/…: bad luck on demand, and the logs. The whole API stands in the package's docstring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Literal, Protocol

from fastapi import APIRouter, Request

from channels.zalo_fake.control_schemas import Advance, GrantAsked
from channels.zalo_fake.faults import Faults, Rule
from channels.zalo_fake.gate import world_of
from channels.zalo_fake.identity import OA_ID

Answer = dict[str, Any]

router = APIRouter(prefix="/fake")


class _Numbered(Protocol):
    number: int


@router.get("/faults")
async def faults(request: Request) -> Faults:
    return world_of(request).faults.now


@router.put("/faults")
async def set_faults(request: Request, asked: Faults) -> Faults:
    world_of(request).faults.replace(asked)
    return asked


@router.post("/faults/rules")
async def add_rule(request: Request, rule: Rule) -> Faults:
    now = world_of(request).faults.now
    now.rules = [*(each for each in now.rules if each.times != 0), rule]
    return now


@router.post("/clock")
async def advance(request: Request, asked: Advance) -> Answer:
    clock = world_of(request).clock
    clock.advance(asked.advance_seconds)
    return {"ahead_seconds": clock.ahead}


@router.post("/grant")
async def grant(request: Request, asked: GrantAsked) -> Answer:
    return {"code": world_of(request).grants.new_code(asked.code_challenge), "oa_id": OA_ID}


@router.post("/tokens/{deed}")
async def end_tokens(request: Request, deed: Literal["expire", "kill"]) -> Answer:
    grants = world_of(request).grants
    if deed == "expire":
        grants.expire_access()
    else:
        grants.kill()
    return {"is_granted": grants.live is not None}


@router.post("/reset")
async def reset(request: Request) -> Answer:
    await world_of(request).reset()
    return {}


@router.get("/webhooks")
async def webhooks(request: Request, after: int = 0, message_id: str = "", event: str = "") -> Answer:
    sender = world_of(request).webhooks
    found = [each for each in _since(sender.log, after) if message_id in ("", each.message_id) and event in ("", each.event_name)]
    return {"webhooks": [each.shown() for each in found], "is_subscribed": sender.is_subscribed}


@router.post("/webhooks/subscribe")
async def subscribe(request: Request) -> Answer:
    world_of(request).webhooks.is_subscribed = True
    return {"is_subscribed": True}


@router.get("/calls")
async def calls(request: Request, after: int = 0, operation: str = "") -> Answer:
    return {"calls": [asdict(each) for each in _since(world_of(request).calls, after) if operation in ("", each.operation)]}


@router.get("/state")
async def state(request: Request) -> Answer:
    world = world_of(request)
    grants, live = world.grants, world.grants.live
    return {
        "citizens": len(world.citizens),
        "webhooks": len(world.webhooks.log),
        "last_webhook": world.webhooks.log[-1].number if world.webhooks.log else 0,
        "webhooks_open": sum(each.state in ("sending", "waiting") for each in world.webhooks.log),
        "calls": len(world.calls),
        "last_call": world.calls[-1].number if world.calls else 0,
        "is_subscribed": world.webhooks.is_subscribed,
        "ahead_seconds": world.clock.ahead,
        "is_granted": live is not None,
        "access_until": world.clock.shown(live.access_until) if live else None,
        "refresh_until": world.clock.shown(live.refresh_until) if live else None,
        "refreshes": grants.refreshes,
        "refused_grants": grants.refused,
    }


def _since[T: _Numbered](log: Iterable[T], after: int) -> list[T]:
    return [each for each in log if each.number > after]
