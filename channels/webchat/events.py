"""The stream that a page follows: new messages, who has the conversation, who is typing, announcements, each as soon as it is known."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from channels.webchat.banners import BannersOut
from channels.webchat.parts import After, Authorised, Parts, WebchatParts
from channels.webchat.reading import read_page
from channels.webchat.schemas import StatusOut, TypingOut
from core.server_sent_events import HEADERS, HEARTBEAT, MEDIA_TYPE, event

_HEARTBEAT_SECONDS = 15.0

router = APIRouter(prefix="/api/conversations")


@router.get("/{conversation_id}/events")
async def follow(conversation_id: Authorised, parts: Parts, after: After = 0) -> StreamingResponse:
    return StreamingResponse(_events(parts, conversation_id, after), media_type=MEDIA_TYPE, headers=HEADERS)


async def _events(parts: WebchatParts, conversation_id: uuid.UUID, after: int) -> AsyncIterator[str]:
    typing: TypingOut | None = None
    status: StatusOut | None = None
    banners: BannersOut | None = None
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
            if parts.banners.shown != banners:
                banners = parts.banners.shown
                yield _event("banners", banners)
            if page.typing != typing:
                typing = page.typing
                yield _event("typing", typing)
            try:
                await asyncio.wait_for(news.wait(), _HEARTBEAT_SECONDS)
            except TimeoutError:
                yield HEARTBEAT


def _event(name: str, data: BaseModel) -> str:
    return event(name, data.model_dump_json())
