"""The operators' border: the board, what happens live, and heartbeats."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request, status
from fastapi.responses import StreamingResponse
from sqlalchemy.exc import OperationalError

from conversations.attachments.service import AttachmentService
from conversations.bot_pauses import BotPauses
from conversations.models import Sender
from conversations.typing import Typing, announce_typing
from core.clock import utc_now
from core.db import Database
from core.words import Words
from desk.access.dependencies import Signed, desk_router, require
from desk.access.parts import Access
from desk.operators.colleagues import colleagues_now
from desk.operators.feed import Desk, Feed
from desk.operators.notes import Notes
from desk.operators.presence import Heartbeat, announce_presence
from desk.operators.rows import rows_on_board
from desk.operators.schemas import BoardOut, HeartbeatIn
from desk.operators.service import OperatorService
from staff import duty
from staff.permissions import Permission
from staff.sessions import Sessions, SignedIn
from tickets.desk_reading import TicketReader


@dataclass(frozen=True)
class OperatorParts:
    database: Database
    service: OperatorService
    notes: Notes
    feed: Feed
    pauses: BotPauses
    tickets: TicketReader
    attachments: AttachmentService
    words: Words
    silent_for: timedelta
    heartbeat_seconds: float = 15.0


def _parts(request: Request) -> OperatorParts:
    parts: OperatorParts = request.app.state.operators
    return parts


Parts = Annotated[OperatorParts, Depends(_parts)]

router = desk_router()
_ANSWERS = [Depends(require(Permission.ANSWER_CITIZENS))]


@router.get("/board", dependencies=_ANSWERS)
async def read_board(parts: Parts, me: Signed) -> BoardOut:
    async with parts.database.session() as session:
        now = utc_now()
        return BoardOut(
            server_time=now,
            rows=await rows_on_board(session),
            staff=await colleagues_now(session, parts.silent_for, now),
            can_pause_bot=Permission.PAUSE_BOT in me.permissions,
            bot_paused=await parts.pauses.applies(session, procedure_codes=(), sectors=()) is not None,
        )


@router.get("/events", dependencies=_ANSWERS)
async def follow(parts: Parts, access: Access, me: Signed) -> StreamingResponse:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(parts, access.sessions, me), media_type="text/event-stream", headers=headers)


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
        await announce_presence(session, heartbeat)
        if body.typing_in is not None:
            await announce_typing(session, Typing(body.typing_in, Sender.OPERATOR, on=True))


async def _events(parts: OperatorParts, sessions: Sessions, me: SignedIn) -> AsyncIterator[str]:
    """Ends when the page is too slow to follow, and with the session: the page comes back, and is let in or not."""
    with parts.feed.follow(me.member.id, frozenset(me.permissions)) as desk:
        yield _event("hello", json.dumps({"server_time": utc_now().isoformat()}))
        while not desk.missed and await _is_live(sessions, me):
            async for name, data in _told_within(desk, parts.heartbeat_seconds):
                yield _event(name, data)
            yield ": heartbeat\n\n"


async def _told_within(desk: Desk, seconds: float) -> AsyncIterator[tuple[str, str]]:
    clock = asyncio.get_running_loop().time
    until = clock() + seconds
    while not desk.missed and clock() < until:
        try:
            yield await asyncio.wait_for(desk.events.get(), until - clock())
        except TimeoutError:
            return


async def _is_live(sessions: Sessions, me: SignedIn) -> bool:
    try:
        return await sessions.is_live(me)
    except OperationalError:
        # Nobody knows while the database is away; asked again with the next heartbeat.
        return True


def _event(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"
