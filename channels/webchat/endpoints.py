"""The web chat's HTTP border: open, send, read, follow. Whoever holds a conversation's token may use it, nobody else."""

from __future__ import annotations

import asyncio
import hmac
import json
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, status
from fastapi.responses import StreamingResponse

from channels.webchat.live import Live
from channels.webchat.pace import Pace
from channels.webchat.schemas import AcceptedOut, HistoryOut, MessageIn, MessageOut, OpenedOut, Welcome
from conversations.models import TRIAL_CHANNEL, Message
from conversations.service import ConversationService
from core.errors import NotAllowed
from core.words import Words

CHANNEL = "webchat"
_SUGGESTIONS = ("suggestion_1", "suggestion_2", "suggestion_3", "suggestion_4")
_HEARTBEAT_SECONDS = 15.0
_LAST_SEQ = 2**31 - 1
# Also for a body whose length is not announced.
_MAX_BODY_BYTES = 512 * 1024


@dataclass(frozen=True)
class WebchatParts:
    conversations: ConversationService
    live: Live
    words: Words
    pace: Pace
    province_name: str
    hotline_number: str
    reassure_after: timedelta
    private_token: str
    late: set[asyncio.Task[None]] = field(default_factory=set)

    def reassure_later(self, message: Message) -> None:
        """Tell the citizen that the answer is late, if it is by then, whatever holds it up."""
        task = asyncio.create_task(self._reassure(message))
        self.late.add(task)
        task.add_done_callback(self.late.discard)

    async def _reassure(self, message: Message) -> None:
        await asyncio.sleep(self.reassure_after.total_seconds())
        await self.conversations.reassure(message.id)


def _parts(request: Request) -> WebchatParts:
    parts: WebchatParts = request.app.state.webchat
    return parts


Parts = Annotated[WebchatParts, Depends(_parts)]


async def _authorised(conversation_id: uuid.UUID, parts: Parts, authorization: Annotated[str, Header()] = "") -> uuid.UUID:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotAllowed("no_token", parts.words.say("not_yours"))
    await parts.conversations.authorise(conversation_id, token)
    return conversation_id


Authorised = Annotated[uuid.UUID, Depends(_authorised)]
After = Annotated[int, Query(ge=0, le=_LAST_SEQ)]

router = APIRouter(prefix="/api/conversations", max_body_size=_MAX_BODY_BYTES)


@router.post("", status_code=status.HTTP_201_CREATED)
async def open_conversation(request: Request, parts: Parts, authorization: Annotated[str, Header()] = "") -> OpenedOut:
    # The program's own evaluation opens hundreds in a minute, shows its token, and leaves nothing for people to answer.
    is_trial = hmac.compare_digest(authorization.encode(), f"Bearer {parts.private_token}".encode())
    if not is_trial:
        parts.pace.check(request.client.host if request.client else "")
    opened = await parts.conversations.open(TRIAL_CHANNEL if is_trial else CHANNEL)
    welcome = Welcome(text=parts.words.say("welcome"), suggestions=[parts.words.say(key) for key in _SUGGESTIONS])
    return OpenedOut(
        id=opened.conversation_id,
        token=opened.token,
        welcome=welcome,
        province_name=parts.province_name,
        hotline_number=parts.hotline_number,
    )


@router.get("/{conversation_id}/messages")
async def read_messages(conversation_id: Authorised, parts: Parts, after: After = 0) -> HistoryOut:
    history = await parts.conversations.read(conversation_id, after)
    return HistoryOut(messages=[MessageOut.of(message) for message in history.messages], typing=history.is_waiting)


@router.post("/{conversation_id}/messages", status_code=status.HTTP_202_ACCEPTED)
async def send_message(conversation_id: Authorised, parts: Parts, body: MessageIn) -> AcceptedOut:
    message = await parts.conversations.receive(conversation_id, body.client_id, body.text)
    parts.reassure_later(message)
    return AcceptedOut(message=MessageOut.of(message))


@router.get("/{conversation_id}/events")
async def follow(conversation_id: Authorised, parts: Parts, after: After = 0) -> StreamingResponse:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(parts, conversation_id, after), media_type="text/event-stream", headers=headers)


async def _events(parts: WebchatParts, conversation_id: uuid.UUID, after: int) -> AsyncIterator[str]:
    typing: bool | None = None
    with parts.live.news(conversation_id) as news:
        while True:
            news.clear()
            history = await parts.conversations.read(conversation_id, after)
            for message in history.messages:
                after = message.seq
                yield _event("message", MessageOut.of(message).model_dump_json())
            if history.has_more:
                continue
            if history.is_waiting != typing:
                typing = history.is_waiting
                yield _event("typing", json.dumps({"on": typing}))
            try:
                await asyncio.wait_for(news.wait(), _HEARTBEAT_SECONDS)
            except TimeoutError:
                yield ": heartbeat\n\n"


def _event(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"
