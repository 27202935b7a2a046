"""What people call the things that the audit log knows by number: names of staff, agencies and replies, tracking codes."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from staff.audit import AuditLine
from staff.models import StaffMember
from tickets.models import Ticket, Unit
from tickets.tracking_codes import read, shown

_ID = re.compile(r"^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
# A conversation, or a message of one, is called by its citizen and by its newest ticket.
_CONVERSATIONS = text("""
    SELECT asked.id, c.id AS conversation_id, c.citizen_name, coalesce(t.tracking_code, '') AS tracking_code
    FROM unnest(CAST(:ids AS uuid[])) AS asked(id)
    LEFT JOIN messages m ON m.id = asked.id
    JOIN conversations c ON c.id IN (asked.id, m.conversation_id)
    LEFT JOIN LATERAL (SELECT tracking_code FROM tickets WHERE conversation_id = c.id ORDER BY created_at DESC LIMIT 1) t ON true
""")


async def names_in(session: AsyncSession, lines: Sequence[AuditLine]) -> Mapping[str, str]:
    """By id as it stands in subjects and details; what has no name, or is gone, is left out."""
    ids = [uuid.UUID(one) for one in dict.fromkeys(_ids_of(lines))]
    if not ids:
        return {}
    names = {str(row.id): _called(row.citizen_name, row.tracking_code) for row in await session.execute(_CONVERSATIONS, {"ids": ids})}
    tickets = await session.execute(select(Ticket.id, Ticket.tracking_code).where(Ticket.id.in_(ids)))
    names |= {str(ticket_id): shown(code) for ticket_id, code in tickets}
    for found in (
        await session.execute(select(StaffMember.id, StaffMember.display_name).where(StaffMember.id.in_(ids))),
        await session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(ids))),
    ):
        names |= {str(one): name for one, name in found}
    return {key: name for key, name in names.items() if name}


async def subject_asked_for(session: AsyncSession, typed: str) -> str:
    """A tracking code, as people know tickets, is as good as the number of the ticket."""
    code = read(typed)
    found = await session.scalar(select(Ticket.id).where(Ticket.tracking_code == code)) if code is not None else None
    return str(found) if found is not None else typed


def _called(citizen_name: str, tracking_code: str) -> str:
    return " · ".join(part for part in (citizen_name, shown(tracking_code) if tracking_code else "") if part)


def _ids_of(lines: Sequence[AuditLine]) -> Iterator[str]:
    for line in lines:
        yield from (one for one in _texts([line.entry.subject_id, line.entry.details]) if _ID.match(one))


def _texts(value: Any) -> Iterable[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _texts(each)
        case dict():
            yield from _texts(list(value.values()))
