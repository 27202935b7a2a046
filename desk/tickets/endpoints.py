"""The desk's HTTP border for tickets: find, open, move, edit, note, export, and the directory of agencies."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import Depends, Query, Response, status

from conversations.calls.recording_repository import RecordingRepository
from conversations.repository import ConversationRepository
from core.redaction import redact
from desk.access.dependencies import desk_router, require
from desk.calls.call_repository import find_newest_call
from desk.tickets.assigned import notice_assigned
from desk.tickets.criteria import Criteria
from desk.tickets.excel import workbook_of
from desk.tickets.labels import phrase
from desk.tickets.parts import DeskTickets, Tickets
from desk.tickets.schemas import (
    ContactOut,
    CountOut,
    EditIn,
    MoveIn,
    NoteIn,
    NoteOut,
    TicketFileOut,
    TicketIn,
    TicketOut,
    TicketPageOut,
    UnitOut,
)
from staff import audit
from staff.permissions import Permission
from staff.sessions import SignedIn
from tickets.actors import Actor
from tickets.editable_fields import PRIVATE
from tickets.opening import NewTicket
from tickets.telling import tell_reply
from tickets.views import View, Viewer

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EDITED = {"priority", "sector", "procedure_code", "due_at", *PRIVATE}

router = desk_router(dependencies=[Depends(require(Permission.ANSWER_CITIZENS))])

Answering = Annotated[SignedIn, Depends(require(Permission.ANSWER_CITIZENS))]
Revealing = Annotated[SignedIn, Depends(require(Permission.REVEAL_PERSONAL_DATA))]
Wanted = Annotated[Criteria, Query()]


@router.get("/tickets")
async def list_tickets(parts: Tickets, signed: Answering, criteria: Wanted) -> TicketPageOut:
    return TicketPageOut.of(await parts.reader.list_page(criteria.wanted(_viewer(parts, signed)), criteria.page))


@router.get("/ticket-counts")
async def count_tickets(parts: Tickets, signed: Answering) -> dict[View, CountOut]:
    """Of each view, how many there are and how many of them are overdue."""
    counts = await parts.reader.count_views(_viewer(parts, signed))
    return {view: CountOut(total=count.total, overdue=count.overdue) for view, count in counts.items()}


@router.get("/tickets.xlsx")
async def export_tickets(parts: Tickets, signed: Answering, criteria: Wanted) -> Response:
    """Written down with what was asked for, before it goes out."""
    async with parts.database.session() as session:
        asked = criteria.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"page"})
        details = {name: redact(value) if isinstance(value, str) else value for name, value in asked.items()}
        await audit.record(session, staff_id=signed.member.id, action=audit.Action.TICKETS_EXPORTED, details=details)
        content = await workbook_of(parts.reader.list_all(session, criteria.wanted(_viewer(parts, signed))))
    headers = {"Content-Disposition": f'attachment; filename="{phrase("file_name")}.xlsx"'}
    return Response(content, media_type=_XLSX, headers=headers)


@router.post("/tickets", status_code=status.HTTP_201_CREATED)
async def open_ticket(parts: Tickets, signed: Answering, body: TicketIn) -> TicketOut:
    new = NewTicket(**dict(body), created_by=signed.member.id)
    async with parts.database.session() as session:
        ticket = await parts.service.open_ticket(session, new)
    return await _shown(parts, ticket.id)


@router.get("/tickets/{ticket_id}")
async def read_ticket(parts: Tickets, ticket_id: uuid.UUID) -> TicketFileOut:
    file = await parts.reader.read(ticket_id)
    conversation_id = file.view.ticket.conversation_id
    async with parts.database.session() as session:
        recorded = await RecordingRepository(session).find_newest(conversation_id) if conversation_id is not None else None
        call = await find_newest_call(session, conversation_id) if conversation_id is not None else None
    return TicketFileOut.of(file, recorded, call)


@router.post("/tickets/{ticket_id}/moves")
async def move_ticket(parts: Tickets, signed: Answering, ticket_id: uuid.UUID, body: MoveIn) -> TicketOut:
    reply = body.public_reply.strip()
    conversation_id = (await parts.reader.view(ticket_id)).ticket.conversation_id
    async with parts.database.session() as session:
        if reply and conversation_id is not None:
            # First the conversation, then its ticket, as everywhere: two who wait for each other would wait for ever.
            await ConversationRepository(session).get_locked(conversation_id)
        ticket = await parts.service.move(ticket_id, body.to, _actor(signed), reason=body.reason, public_reply=reply, session=session)
        if reply:
            await tell_reply(session, ticket, reply, parts.citizens_words)
    return await _shown(parts, ticket_id)


@router.patch("/tickets/{ticket_id}")
async def edit_ticket(parts: Tickets, signed: Answering, ticket_id: uuid.UUID, body: EditIn) -> TicketOut:
    """All of it or nothing."""
    given = body.model_dump(exclude_unset=True)
    changes = {name: value for name, value in given.items() if name in _EDITED and value is not None}
    actor = _actor(signed)
    off = {name: name in given and given[name] is None for name in ("unit_id", "assignee_id")}
    async with parts.database.session() as session:
        await parts.service.edit(ticket_id, actor, changes, body.reason, session=session)
        if any(off.values()):
            await parts.service.release(ticket_id, actor, unit=off["unit_id"], assignee=off["assignee_id"], session=session)
        if body.unit_id or body.assignee_id:
            ticket = await parts.service.assign(ticket_id, actor, unit_id=body.unit_id, assignee_id=body.assignee_id, session=session)
            if body.assignee_id:
                await notice_assigned(session, ticket, signed.member, body.assignee_id)
    return await _shown(parts, ticket_id)


@router.post("/tickets/{ticket_id}/notes", status_code=status.HTTP_201_CREATED)
async def add_note(parts: Tickets, signed: Answering, ticket_id: uuid.UUID, body: NoteIn) -> NoteOut:
    ticket = (await parts.reader.view(ticket_id)).ticket
    async with parts.database.session() as session:
        return await parts.notes.add(session, signed.member, body.text, conversation_id=ticket.conversation_id, ticket_id=ticket_id)


@router.post("/tickets/{ticket_id}/reveal")
async def reveal_contact(parts: Tickets, signed: Revealing, ticket_id: uuid.UUID) -> ContactOut:
    """Written down before it is shown."""
    ticket = (await parts.reader.view(ticket_id)).ticket
    async with parts.database.session() as session:
        await audit.record(
            session, staff_id=signed.member.id, action=audit.Action.PHONE_REVEALED, subject_kind="ticket", subject_id=ticket_id
        )
    return ContactOut(citizen_phone=ticket.citizen_phone, citizen_address=ticket.citizen_address)


@router.get("/units")
async def list_units(parts: Tickets) -> list[UnitOut]:
    return [UnitOut.of(unit) for unit in await parts.reader.list_units()]


def _viewer(parts: DeskTickets, signed: SignedIn) -> Viewer:
    return Viewer(signed.member.id, parts.clock())


def _actor(signed: SignedIn) -> Actor:
    return Actor.staff(signed.member.id)


async def _shown(parts: Tickets, ticket_id: uuid.UUID) -> TicketOut:
    return TicketOut.of(await parts.reader.view(ticket_id))
