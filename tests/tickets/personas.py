"""Who has to do with tickets in these tests, and a clock that goes as they say."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from core.clock import VIETNAM
from core.db import Database
from staff.models import Role, StaffMember
from tickets.models import Ticket, TicketEvent, TicketKind, Unit
from tickets.opening import NewTicket
from tickets.repository import TicketRepository
from tickets.service import TicketService

PHONE = "0912345678"


def at(moment: str) -> datetime:
    """Vietnam's time, in UTC."""
    return datetime.fromisoformat(moment).replace(tzinfo=VIETNAM).astimezone(UTC)


async def hire(database: Database, username: str, *roles: Role, is_active: bool = True) -> uuid.UUID:
    member = StaffMember(
        id=uuid.uuid4(),
        username=username,
        display_name=f"Chị {username.title()}",
        roles=list(roles or (Role.OPERATOR,)),
        password_hash="none",
        is_active=is_active,
    )
    async with database.session() as session:
        session.add(member)
    return member.id


async def found_unit(database: Database, code: str, *, is_active: bool = True) -> uuid.UUID:
    unit = Unit(id=uuid.uuid4(), code=code, name=f"Sở {code}", is_active=is_active)
    async with database.session() as session:
        session.add(unit)
    return unit.id


@dataclass(frozen=True)
class Desk:
    """The tickets of one database, and shorthand for what tests do with them."""

    service: TicketService
    database: Database

    async def open(self, **values: Any) -> Ticket:
        new = NewTicket(**{"kind": TicketKind.ENQUIRY, "subject": "Hỏi về đất đai", **values})
        async with self.database.session() as session:
            return await self.service.open_ticket(session, new)

    async def ticket(self, ticket_id: uuid.UUID) -> Ticket:
        async with self.database.session() as session:
            found = await TicketRepository(session).find(ticket_id)
        assert found is not None
        return found

    async def events(self, ticket_id: uuid.UUID) -> list[TicketEvent]:
        async with self.database.session() as session:
            return list(await TicketRepository(session).list_events(ticket_id))

    async def kinds(self, ticket_id: uuid.UUID) -> list[str]:
        return [event.kind for event in await self.events(ticket_id)]

    async def run(self, statement: str) -> None:
        async with self.database.session() as session:
            await session.execute(text(statement))
