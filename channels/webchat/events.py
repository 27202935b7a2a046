"""The stream that a page follows: new messages, who has the conversation, who is typing, each as soon as it is known."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from channels.webchat.parts import After, Authorised, Parts, WebchatParts
from channels.webchat.reading import read_page
from channels.webchat.schemas import StatusOut, TypingOut

_HEARTBEAT_SECONDS = 15.0

router = APIRouter(prefix="/api/conversations")


@router.get("/{conversation_id}/events")
async def follow(conversation_id: Authorised, parts: Parts, after: After = 0) -> StreamingResponse:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(parts, conversation_id, after), media_type="text/event-stream", headers=headers)


async def _events(parts: WebchatParts, conversation_id: uuid.UUID, after: int) -> AsyncIterator[str]:
    typing: TypingOut | None = None
    status: StatusOut | None = None
    with parts.live.news(conversation_id) as news, parts.operator_typing.watched(conversation_id, news):
        while True:
            news.clear()
            page = await read_page(parts, conversation_id, after)
            for message in page.messages:
                after = message.seq
                yield _event("message", message)
            if page.has_more:
                continue
            if page.status != status:
                status = page.status
                yield _event("status", status)
            if page.typing != typing:
                typing = page.typing
                yield _event("typing", typing)
            try:
                await asyncio.wait_for(news.wait(), _HEARTBEAT_SECONDS)
            except TimeoutError:
                yield ": heartbeat\n\n"


def _event(name: str, data: BaseModel) -> str:
    return f"event: {name}\ndata: {data.model_dump_json()}\n\n"
