"""The hotline's side of the channel: calls come in and are taken, and this is what stands in the thread afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx
from sqlalchemy import select, text

from channels.zalo.models import ZaloContact, ZaloEvent
from channels.zalo.taking import Taker
from conversations.models import Conversation, Message
from core.db import Database
from tests.channels.zalo.vendor import USER, signed


@dataclass(frozen=True)
class Office:
    http: httpx.AsyncClient
    database: Database
    taker: Taker

    async def hears(self, body: bytes, **headers: str) -> httpx.Response:
        return await self.http.post("/zalo/webhook", content=body, headers=signed(body) | headers)

    async def takes(self, *bodies: bytes, user: str = USER) -> None:
        """They come in one after another, and then all are taken."""
        for body in bodies:
            assert (await self.hears(body)).json() == {"ignored": False}
        await self.taker.take(user)

    async def conversation(self, user: str = USER) -> Conversation:
        async with self.database.session() as session:
            return (await session.scalars(select(Conversation).where(Conversation.external_id == user))).one()

    async def contact(self, user: str = USER) -> ZaloContact:
        async with self.database.session() as session:
            return (await session.scalars(select(ZaloContact).where(ZaloContact.user_id == user))).one()

    async def thread(self, user: str = USER) -> list[Message]:
        async with self.database.session() as session:
            ordered = select(Message).join(Conversation).where(Conversation.external_id == user).order_by(Message.seq)
            return list((await session.scalars(ordered)).all())

    async def said(self, sender: str = "citizen", user: str = USER) -> list[str]:
        return [message.text for message in await self.thread(user) if message.sender == sender]

    async def events(self) -> list[ZaloEvent]:
        async with self.database.session() as session:
            return list((await session.scalars(select(ZaloEvent).order_by(ZaloEvent.id))).all())

    async def outcomes(self) -> list[str]:
        return [event.outcome for event in await self.events()]

    async def jobs(self, queue: str) -> list[dict[str, Any]]:
        statement = text("SELECT lock, args FROM procrastinate_jobs WHERE queue_name = :queue AND status = 'todo' ORDER BY id")
        async with self.database.session() as session:
            return [dict(row) for row in (await session.execute(statement, {"queue": queue})).mappings()]
