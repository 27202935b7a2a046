"""Somebody is typing in a conversation: told to whoever looks at it, kept nowhere."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Sender

CHANNEL = "typing"


class Typing(NamedTuple):
    conversation_id: uuid.UUID
    who: Sender
    on: bool


async def announce_typing(session: AsyncSession, typing: Typing) -> None:
    payload = f"{typing.conversation_id} {typing.who} {int(typing.on)}"
    await session.execute(text("SELECT pg_notify(:channel, :payload)"), {"channel": CHANNEL, "payload": payload})


def read_typing(payload: str) -> Typing:
    conversation_id, who, on = payload.split()
    return Typing(uuid.UUID(conversation_id), Sender(who), on == "1")
