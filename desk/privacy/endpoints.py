"""The desk's border for citizens' requests about their own data: what is open until when; asking for somebody, carrying out, refusing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, status
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database
from core.errors import NotFound
from core.words import Words
from desk.access.dependencies import desk_router, require
from desk.privacy.schemas import DataRequestIn, DataRequestOut, DataRequestsOut, SettleIn
from privacy.deadlines import RequestDeadlines
from privacy.models import DataRequest, Origin, RequestState
from privacy.repository import RequestRepository
from privacy.service import ByStaff, PrivacyService
from staff.name_repository import NameRepository
from staff.permissions import Permission
from staff.sessions import SignedIn

_MOST_SETTLED = 200


@dataclass(frozen=True)
class PrivacyParts:
    """Lies in `app.state.desk_privacy`."""

    database: Database
    service: PrivacyService
    deadlines: RequestDeadlines
    words: Words
    clock: Clock = utc_now


async def _parts(request: Request) -> PrivacyParts:
    parts: PrivacyParts = request.app.state.desk_privacy
    return parts


Parts = Annotated[PrivacyParts, Depends(_parts)]
Answering = Annotated[SignedIn, Depends(require(Permission.HANDLE_DATA_REQUESTS))]

router = desk_router(dependencies=[Depends(require(Permission.HANDLE_DATA_REQUESTS))])


@router.get("/data-requests")
async def list_requests(parts: Parts) -> DataRequestsOut:
    """Open ones first, the nearest deadline at the top; then what was settled, the newest first."""
    async with parts.database.session() as session:
        return DataRequestsOut(requests=await _shown(session, parts, await RequestRepository(session).list_all(_MOST_SETTLED)))


@router.post("/conversations/{conversation_id}/data-requests", status_code=status.HTTP_201_CREATED)
async def ask_for_citizen(parts: Parts, me: Answering, conversation_id: uuid.UUID, body: DataRequestIn) -> DataRequestOut:
    async with parts.database.session() as session:
        if await ConversationRepository(session).find(conversation_id) is None:
            raise NotFound("no_conversation", parts.words.say("no_conversation"))
        asked = await parts.service.ask(session, conversation_id, body.kind, Origin.DESK, by=ByStaff(me.member.id, body.reason))
        [shown] = await _shown(session, parts, [asked.request])
        return shown


@router.post("/data-requests/{request_id}/carry-out")
async def carry_out(parts: Parts, me: Answering, request_id: uuid.UUID, body: SettleIn) -> DataRequestOut:
    async with parts.database.session() as session:
        [shown] = await _shown(session, parts, [await parts.service.carry_out(session, request_id, ByStaff(me.member.id, body.reason))])
        return shown


@router.post("/data-requests/{request_id}/refuse")
async def refuse(parts: Parts, me: Answering, request_id: uuid.UUID, body: SettleIn) -> DataRequestOut:
    async with parts.database.session() as session:
        [shown] = await _shown(session, parts, [await parts.service.refuse(session, request_id, ByStaff(me.member.id, body.reason))])
        return shown


async def _shown(session: AsyncSession, parts: PrivacyParts, requests: list[DataRequest]) -> list[DataRequestOut]:
    staff = {one for request in requests for one in (request.asked_by, request.done_by) if one is not None}
    names = await NameRepository(session).names_of(staff)
    channels = await RequestRepository(session).channels_of([request.conversation_id for request in requests])
    now = parts.clock()
    return [
        DataRequestOut.of(
            request,
            channel=channels[request.conversation_id],
            asked_by=names[request.asked_by] if request.asked_by else "",
            done_by=names[request.done_by] if request.done_by else "",
            used_percent=parts.deadlines.used_percent(request, now) if request.state == RequestState.OPEN else 0,
        )
        for request in requests
    ]
