"""The operators' border: the board, what happens live, and heartbeats."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request, status
from fastapi.responses import StreamingResponse
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.attachments.service import AttachmentService
from conversations.models import Sender
from conversations.repository import ConversationRepository
from conversations.typing import Typing, announce_typing
from core.clock import utc_now
from core.db import Database
from core.server_sent_events import HEADERS, HEARTBEAT, MEDIA_TYPE, event
from core.words import Words
from desk.access.dependencies import Signed, desk_router, require
from desk.access.parts import Access
from desk.operators.board import BoardReader
from desk.operators.feed import Feed
from desk.operators.leaving import Leaving, leaving_of
from desk.operators.notes import Notes
from desk.operators.presence import Heartbeat, announce_presence
from desk.operators.schemas import BoardOut, HeartbeatIn, PageClosedIn
from desk.operators.service import OperatorService
from staff import duty
from staff.permissions import Permission
from staff.sessions import Sessions
from tickets.desk_reading import TicketReader


@dataclass(frozen=True)
class OperatorParts:
    database: Database
    service: OperatorService
    notes: Notes
    feed: Feed
    board: BoardReader
    tickets: TicketReader
    attachments: AttachmentService
    words: Words
    alert_words: Words
    silent_for: timedelta
    # How often a stream says that it is there, and asks whether whoever listens is still signed in.
    stream_heartbeat: timedelta = timedelta(seconds=15)


async def _parts(request: Request) -> OperatorParts:
    parts: OperatorParts = request.app.state.operators
    return parts


Parts = Annotated[OperatorParts, Depends(_parts)]

router = desk_router()
_ANSWERS = [Depends(require(Permission.ANSWER_CITIZENS))]


@router.get("/board", dependencies=_ANSWERS)
async def read_board(parts: Parts, me: Signed) -> BoardOut:
    board = await parts.board.read()
    return BoardOut(
        server_time=board.read_at,
        rows=board.rows,
        staff=board.staff,
        can_pause_bot=Permission.PAUSE_BOT in me.permissions,
        bot_paused=board.is_bot_paused,
    )


@router.get("/events", dependencies=_ANSWERS)
async def follow(parts: Parts, access: Access, me: Signed) -> StreamingResponse:
    return StreamingResponse(_events(parts, access.sessions, me), media_type=MEDIA_TYPE, headers=HEADERS)


@router.get("/duty/leaving", dependencies=_ANSWERS)
async def ask_before_leaving(parts: Parts, me: Signed) -> Leaving:
    async with parts.database.session() as session:
        return await leaving_of(session, me.member.id, utc_now(), parts.silent_for)


@router.post("/duty/page-closed", dependencies=_ANSWERS, status_code=status.HTTP_204_NO_CONTENT)
async def close_page(parts: Parts, me: Signed, body: PageClosedIn) -> None:
    last = Heartbeat(
        staff_id=me.member.id, display_name=me.member.display_name, tab=body.tab, conversation_ids=[], typing_in=None, is_last=True
    )
    async with parts.database.session() as session:
        if not parts.feed.presence.is_elsewhere(me.member.id, body.tab):
            await duty.page_closed(session, me.member.id, silent_for=parts.silent_for)
        await _tell_citizens(session, parts.feed.presence.typed_in(me.member.id, body.tab), last)
        await announce_presence(session, last)


@router.post("/heartbeat", dependencies=_ANSWERS, status_code=status.HTTP_204_NO_CONTENT)
async def beat(parts: Parts, me: Signed, body: HeartbeatIn) -> None:
    heartbeat = Heartbeat(
        staff_id=me.member.id,
        display_name=me.member.display_name,
        tab=body.tab,
        conversation_ids=body.conversation_ids,
        typing_in=body.typing_in,
    )
    async with parts.database.session() as session:
        await duty.heartbeat(session, me.member.id, silent_for=parts.silent_for)
        await _tell_citizens(session, parts.feed.presence.typed_in(me.member.id, body.tab), heartbeat)
        await announce_presence(session, heartbeat)


async def _tell_citizens(session: AsyncSession, before: uuid.UUID | None, beat: Heartbeat) -> None:
    """That their operator types, and that typing has ended, as soon as it has: nobody else's typing concerns them."""
    repository = ConversationRepository(session)
    for conversation_id in {one for one in (before, beat.typing_in) if one is not None}:
        conversation = await repository.find(conversation_id)
        if conversation is not None and conversation.owner_id == beat.staff_id:
            await announce_typing(session, Typing(conversation_id, Sender.OPERATOR, on=conversation_id == beat.typing_in))


async def _events(parts: OperatorParts, sessions: Sessions, me: Signed) -> AsyncIterator[str]:
    clock, every = asyncio.get_running_loop().time, parts.stream_heartbeat.total_seconds()
    with parts.feed.follow(me.member.id, frozenset(me.permissions), me.member.group_name) as desk:
        yield event("hello", json.dumps({"server_time": utc_now().isoformat()}))
        look_again = clock() + every
        while not desk.missed:
            try:
                name, data = await asyncio.wait_for(desk.events.get(), look_again - clock())
            except TimeoutError:
                if not await _may_stay(sessions, me):
                    return
                look_again = clock() + every
                yield HEARTBEAT
            else:
                yield "".join(event(*told) for told in ((name, data), *desk.waiting()))


async def _may_stay(sessions: Sessions, me: Signed) -> bool:
    """Whoever has signed out, or lost the account or a role, hears no more of citizens."""
    try:
        return await sessions.is_live(me)
    except OperationalError:
        return True  # asked again as soon as the database answers
