"""The operators' border: the board, what happens live, and heartbeats."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, status
from fastapi.responses import StreamingResponse

from conversations.attachments.service import AttachmentService
from conversations.models import Sender
from conversations.typing import Typing, announce_typing
from core.clock import utc_now
from core.db import Database
from core.words import Words
from desk.access.dependencies import Signed, desk_router, require
from desk.operators.board import BoardReader
from desk.operators.feed import Feed
from desk.operators.notes import Notes
from desk.operators.presence import Heartbeat, announce_presence
from desk.operators.schemas import BoardOut, HeartbeatIn
from desk.operators.service import OperatorService
from staff import duty
from staff.permissions import Permission
from tickets.desk_reading import TicketReader

_HEARTBEAT_SECONDS = 15.0


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


def _parts(request: Request) -> OperatorParts:
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
async def follow(parts: Parts, me: Signed) -> StreamingResponse:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(parts, me), media_type="text/event-stream", headers=headers)


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
        await duty.heartbeat(session, me.member.id)
        await announce_presence(session, heartbeat)
        if body.typing_in is not None:
            await announce_typing(session, Typing(body.typing_in, Sender.OPERATOR, on=True))


async def _events(parts: OperatorParts, me: Signed) -> AsyncIterator[str]:
    with parts.feed.follow(me.member.id, frozenset(me.permissions)) as desk:
        yield _event("hello", json.dumps({"server_time": utc_now().isoformat()}))
        while not desk.missed:
            try:
                first = await asyncio.wait_for(desk.events.get(), _HEARTBEAT_SECONDS)
            except TimeoutError:
                yield ": heartbeat\n\n"
            else:
                yield "".join(_event(name, data) for name, data in (first, *desk.waiting()))
    # Too slow to follow: the page comes back and loads the board anew.


def _event(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"
