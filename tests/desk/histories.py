"""Made-up histories put straight into the tables, so that every figure can be worked out by hand."""

from __future__ import annotations

import itertools
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from conversations.models import Conversation, Message, OwnershipChange
from core.clock import VIETNAM
from core.db import Database
from staff.models import Duty, StaffMember
from tickets.models import Ticket, TicketEvent, Unit

_numbers = itertools.count(1)


def at(day: str, clock: str = "09:00") -> datetime:
    """A moment of Vietnam's time: `at("2026-11-03", "08:30")`, seconds may follow."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=VIETNAM)


async def add_member(database: Database, username: str = "", *, roles: tuple[str, ...] = ("operator",), **values: Any) -> uuid.UUID:
    name, staff_id = username or f"nguoi{next(_numbers)}", uuid.uuid4()
    row = {
        "id": staff_id,
        "username": name,
        "display_name": name.title(),
        "roles": list(roles),
        "password_hash": "-",
        "must_change_password": False,
    } | values
    async with database.session() as session:
        await session.execute(insert(StaffMember).values(row))
    return staff_id


async def add_duty(database: Database, staff_id: uuid.UUID, state: str, heartbeat_at: datetime) -> None:
    async with database.session() as session:
        await session.execute(insert(Duty).values(staff_id=staff_id, state=state, since=heartbeat_at, heartbeat_at=heartbeat_at))


async def add_unit(database: Database, name: str) -> uuid.UUID:
    unit_id = uuid.uuid4()
    async with database.session() as session:
        await session.execute(insert(Unit).values(id=unit_id, code=f"unit-{next(_numbers)}", name=name))
    return unit_id


@dataclass
class Thread:
    """A conversation that grows message by message and move by move."""

    database: Database
    id: uuid.UUID
    _seq: int = 0
    _moves: int = 0
    _owner: tuple[str, uuid.UUID | None] = field(default=("bot", None))

    @classmethod
    async def begin(cls, database: Database, *, channel: str = "webchat", **values: Any) -> Thread:
        conversation_id = uuid.uuid4()
        row = {"id": conversation_id, "channel": channel, "external_id": str(conversation_id)} | values
        async with database.session() as session:
            await session.execute(insert(Conversation).values(row))
        return cls(database, conversation_id)

    async def asks(self, when: datetime, text: str = "Làm căn cước ở đâu?", *, behaviour: str | None = None) -> None:
        """A citizen's message, and the bot's reply in the same moment if a behaviour is given."""
        asked = await self._append(when, sender="citizen", kind="message", text=text, state="answered")
        if behaviour is not None:
            await self._append(when, sender="bot", kind="reply", text="Dạ", in_reply_to=asked, details={"behaviour": behaviour})

    async def is_written_to(self, when: datetime, author_id: uuid.UUID, text: str = "Chào bạn") -> None:
        await self._append(when, sender="operator", kind="message", text=text, author_id=author_id)

    async def moves(self, when: datetime, move: str, owner: str, owner_id: uuid.UUID | None = None, reason: str = "") -> None:
        self._moves += 1
        before, self._owner = self._owner, (owner, owner_id)
        row = {
            "conversation_id": self.id,
            "number": self._moves,
            "at": when,
            "move": move,
            "from_owner": before[0],
            "from_id": before[1],
            "to_owner": owner,
            "to_id": owner_id,
            "reason": reason,
        }
        async with self.database.session() as session:
            await session.execute(insert(OwnershipChange).values(row))

    async def _append(self, when: datetime, **values: Any) -> uuid.UUID:
        self._seq += 1
        message_id = uuid.uuid4()
        row = {"id": message_id, "conversation_id": self.id, "seq": self._seq, "created_at": when} | values
        async with self.database.session() as session:
            await session.execute(insert(Message).values(row))
        return message_id


@dataclass
class Case:
    """A ticket with its events."""

    database: Database
    id: uuid.UUID
    _events: int = 0

    @classmethod
    async def open(cls, database: Database, when: datetime, due_at: datetime | None = None, **values: Any) -> Case:
        number, ticket_id = next(_numbers), uuid.uuid4()
        row = {
            "id": ticket_id,
            "tracking_code": f"MADE{number:06}",
            "kind": "enquiry",
            "subject": "Hỏi việc",
            "created_at": when,
            "due_at": due_at or at("2030-01-01"),
        } | values
        async with database.session() as session:
            await session.execute(insert(Ticket).values(row))
        opened = cls(database, ticket_id)
        await opened.happens(when, "opened", "received")
        return opened

    async def comes_to(self, when: datetime, state: str) -> None:
        await self.happens(when, "moved", state)

    async def happens(self, when: datetime, kind: str, to_state: str | None = None) -> None:
        self._events += 1
        row = {"ticket_id": self.id, "number": self._events, "at": when, "kind": kind, "to_state": to_state, "actor_kind": "system"}
        async with self.database.session() as session:
            await session.execute(insert(TicketEvent).values(row))
