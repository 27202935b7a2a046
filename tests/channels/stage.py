"""A vendor that does as a test says, citizens who are written to over it, and a clock that may be put forward."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from channels.contract import ChannelError, OutboundMessage, Part, Trouble
from channels.delivering import Deliverer
from conversations.models import Conversation, Delivery, Message, MessageKind, Sender
from conversations.ownership import By, Change, Move, change_owner
from conversations.repository import ConversationRepository
from core.clock import utc_now
from core.db import Database


@dataclass
class Vendor:
    """Takes what it is sent, a part for each piece between bars, unless a fault is next in line."""

    taken: list[tuple[str, str]] = field(default_factory=list)
    # One for each call to come; None: it goes well.
    faults: list[ChannelError | None] = field(default_factory=list)
    # Of calls to come that fail: taken all the same.
    takes_and_fails: bool = False
    # What it answers when asked whether it has taken something.
    history_fault: ChannelError | None = None
    asked: list[str] = field(default_factory=list)
    calls: int = 0

    def parts_of(self, message: OutboundMessage) -> Sequence[Part]:
        texts = [Part(text=piece) for piece in message.text.split("|") if piece]
        return [*texts, *(Part(file=file) for file in message.files)]

    async def send(self, to: str, part: Part) -> str:
        self.calls += 1
        fault = self.faults.pop(0) if self.faults else None
        if fault is None or self.takes_and_fails:
            self.taken.append((to, _words(part)))
        if fault is not None:
            raise fault
        return f"vendor-{len(self.taken)}"

    async def was_sent(self, to: str, part: Part, since: datetime, known: Sequence[str]) -> str | None:
        self.asked.append(_words(part))
        if self.history_fault is not None:
            raise self.history_fault
        names = [f"vendor-{number}" for number, said in enumerate(self.taken, start=1) if said == (to, _words(part))]
        return next((name for name in names if name not in known), None)

    def texts(self, to: str) -> list[str]:
        return [text for whom, text in self.taken if whom == to]

    def will(self, *troubles: Trouble | None, code: str = "", retry_after: float | None = None) -> None:
        for trouble in troubles:
            self.faults.append(None if trouble is None else ChannelError(trouble, code, retry_after=retry_after))


@dataclass
class Alarms:
    """Raised and not ended."""

    open: set[str] = field(default_factory=set)

    async def raise_(self, session: Any, channel: str, kind: str, details: dict[str, Any]) -> None:
        self.open.add(f"{channel} {kind}")

    async def list_open(self, session: Any) -> list[Any]:
        return []

    async def end(self, session: Any, channel: str, kind: str) -> None:
        self.open = {one for one in self.open if not one.startswith(f"{channel} {kind}")}


@dataclass(frozen=True)
class Citizen:
    database: Database
    id: uuid.UUID
    user_id: str

    @classmethod
    async def arrive(cls, database: Database, user_id: str = "", **values: Any) -> Citizen:
        citizen = cls(database, uuid.uuid4(), user_id or f"zalo-{uuid.uuid4().hex[:6]}")
        row = {"id": citizen.id, "channel": "zalo", "external_id": citizen.user_id} | values
        async with database.session() as session:
            await ConversationRepository(session).add(Conversation(**row))
        return citizen

    async def asks(self, text: str) -> Message:
        return await self._append({"sender": Sender.CITIZEN, "kind": MessageKind.MESSAGE, "text": text, "state": "received"})

    async def is_told(self, text: str, sender: Sender = Sender.BOT, **details: Any) -> Message:
        kind = MessageKind.NOTICE if sender == Sender.SYSTEM else MessageKind.REPLY
        return await self._append({"sender": sender, "kind": kind, "text": text, "details": details})

    async def deliveries(self) -> Sequence[Delivery]:
        async with self.database.session() as session:
            statement = select(Delivery).where(Delivery.conversation_id == self.id).order_by(Delivery.seq)
            return (await session.scalars(statement)).all()

    async def states(self) -> list[str]:
        return [delivery.state for delivery in await self.deliveries()]

    async def thread(self) -> Sequence[Message]:
        async with self.database.session() as session:
            return await ConversationRepository(session).list_after(self.id, 0, 100)

    async def conversation(self) -> Conversation:
        async with self.database.session() as session:
            return await session.get_one(Conversation, self.id)

    async def change(self, **values: Any) -> None:
        async with self.database.session() as session:
            await session.execute(update(Conversation).where(Conversation.id == self.id).values(**values))

    async def is_taken_over_by(self, staff_id: uuid.UUID) -> None:
        async with self.database.session() as session:
            repository = ConversationRepository(session)
            await change_owner(repository, await repository.get_locked(self.id), Change(Move.TAKE_OVER, By(staff_id)), utc_now())

    async def _append(self, values: dict[str, Any]) -> Message:
        async with self.database.session() as session:
            repository = ConversationRepository(session)
            message = await repository.append(await repository.get_locked(self.id), values)
        assert message is not None
        return message


async def deliver_due(deliverer: Deliverer, limit: int = 20) -> int:
    """Everything that is due now, one after another; returns how many tries there were."""
    tries = 0
    while claims := await deliverer.claim(limit):
        for claim in claims:
            tries += 1
            await deliverer.deliver(claim)
    return tries


def _words(part: Part) -> str:
    return part.text if part.file is None else f"[{part.file.file_name}]"
