"""Ready-made replies, filters that members keep for themselves, and the switch that makes the bot leave things to people."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, status

from conversations.bot_pauses import BotPauses
from desk.access.dependencies import desk_router, require
from desk.furniture.canned_replies import CannedReplies, Draft
from desk.furniture.pausable import Pausable
from desk.furniture.saved_filters import SavedFilters
from desk.furniture.schemas import CannedReplyIn, CannedReplyOut, FilterIn, FilterOut, PauseIn, PauseOut
from staff.permissions import Permission
from staff.sessions import SignedIn


@dataclass(frozen=True)
class FurnitureParts:
    """Lies in `app.state.desk_furniture`."""

    canned_replies: CannedReplies
    saved_filters: SavedFilters
    bot_pauses: BotPauses
    pausable: Pausable


async def _parts(request: Request) -> FurnitureParts:
    parts: FurnitureParts = request.app.state.desk_furniture
    return parts


Parts = Annotated[FurnitureParts, Depends(_parts)]
_Reader = Depends(require(Permission.ANSWER_CITIZENS, Permission.EDIT_CANNED_REPLIES))
_Editor = Annotated[SignedIn, Depends(require(Permission.EDIT_CANNED_REPLIES))]
_Answerer = Annotated[SignedIn, Depends(require(Permission.ANSWER_CITIZENS))]
_Watcher = Depends(require(Permission.ANSWER_CITIZENS, Permission.PAUSE_BOT))
_Pauser = Annotated[SignedIn, Depends(require(Permission.PAUSE_BOT))]

router = desk_router()


@router.get("/canned-replies", dependencies=[_Reader])
async def list_canned_replies(parts: Parts) -> list[CannedReplyOut]:
    return [CannedReplyOut.model_validate(reply) for reply in await parts.canned_replies.list_all()]


@router.post("/canned-replies", status_code=status.HTTP_201_CREATED)
async def add_canned_reply(parts: Parts, signed: _Editor, body: CannedReplyIn) -> CannedReplyOut:
    return CannedReplyOut.model_validate(await parts.canned_replies.add(_draft(body), signed.member.id))


@router.put("/canned-replies/{reply_id}")
async def change_canned_reply(parts: Parts, signed: _Editor, reply_id: uuid.UUID, body: CannedReplyIn) -> CannedReplyOut:
    return CannedReplyOut.model_validate(await parts.canned_replies.change(reply_id, _draft(body), signed.member.id))


@router.delete("/canned-replies/{reply_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove_canned_reply(parts: Parts, signed: _Editor, reply_id: uuid.UUID) -> None:
    await parts.canned_replies.remove(reply_id, signed.member.id)


@router.get("/filters")
async def list_filters(parts: Parts, signed: _Answerer) -> list[FilterOut]:
    return [FilterOut.model_validate(saved) for saved in await parts.saved_filters.list_of(signed.member.id)]


@router.post("/filters", status_code=status.HTTP_201_CREATED)
async def add_filter(parts: Parts, signed: _Answerer, body: FilterIn) -> FilterOut:
    return FilterOut.model_validate(await parts.saved_filters.add(signed.member.id, body.name, body.criteria))


@router.delete("/filters/{filter_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove_filter(parts: Parts, signed: _Answerer, filter_id: uuid.UUID) -> None:
    await parts.saved_filters.remove(signed.member.id, filter_id)


@router.get("/bot-pauses", dependencies=[_Watcher])
async def list_bot_pauses(parts: Parts) -> list[PauseOut]:
    return [PauseOut.model_validate(pause) for pause in await parts.bot_pauses.list_active()]


@router.post("/bot-pauses", status_code=status.HTTP_201_CREATED)
async def start_bot_pause(parts: Parts, signed: _Pauser, body: PauseIn) -> PauseOut:
    value = await parts.pausable.check(body.scope, body.value)
    return PauseOut.model_validate(await parts.bot_pauses.start(body.scope, value, body.reason, signed.member.id))


@router.delete("/bot-pauses/{pause_id}", status_code=status.HTTP_204_NO_CONTENT)
async def end_bot_pause(parts: Parts, signed: _Pauser, pause_id: uuid.UUID) -> None:
    await parts.bot_pauses.end(pause_id, signed.member.id)


def _draft(body: CannedReplyIn) -> Draft:
    return Draft(body.shortcut, body.title, body.text)
