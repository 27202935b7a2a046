"""What goes over the wire between the desk's pages and us about tickets."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, Field

from conversations.calls.models import Call
from desk.tickets.masking import citizens_words, masked_address
from tickets import tracking_codes
from tickets.models import ActorKind, Priority, TicketKind, TicketState, Unit
from tickets.phone_numbers import masked
from tickets.reading import EventView, NoteView, TicketFile, TicketPage, TicketView

# Above what can be right; the services say in words what is too long.
_Text = Annotated[str, Field(max_length=100_000)]
_Short = Annotated[str, Field(max_length=1000)]


class NamedUnit(BaseModel):
    id: uuid.UUID
    name: str


class NamedMember(BaseModel):
    id: uuid.UUID
    display_name: str


class SummaryOut(BaseModel):
    """What the bot handed over; empty where there was no bot."""

    question: str = ""
    procedure_code: str = ""
    procedure_name: str = ""
    answered: Any = ""
    failed: Any = ""

    @classmethod
    def of(cls, summary: Mapping[str, Any]) -> SummaryOut:
        codes = {name: str(summary.get(name) or "") for name in ("procedure_code", "procedure_name")}
        words = {name: citizens_words(summary.get(name) or "") for name in ("question", "answered", "failed")}
        return cls(**codes, **words)


class TicketOut(BaseModel):
    """Phone and identity numbers stay masked, in the citizen's words too; revealing is a call of its own, and written down."""

    id: uuid.UUID
    tracking_code: str
    kind: str
    state: str
    priority: str
    subject: str
    summary: SummaryOut
    handover_reason: str
    sector: str
    procedure_code: str
    unit: NamedUnit | None
    assignee: NamedMember | None
    citizen_name: str
    citizen_phone_masked: str
    citizen_address_masked: str
    due_at: datetime
    used_percent: int
    is_overdue: bool
    created_at: datetime
    first_response_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    times_reopened: int
    rating: int | None
    rating_comment: str
    outcome: str
    bot_should_have_known: bool
    conversation_id: uuid.UUID | None
    channel: str
    allowed_states: list[TicketState]

    @classmethod
    def of(cls, view: TicketView) -> TicketOut:
        ticket = view.ticket
        return cls(
            id=ticket.id,
            tracking_code=tracking_codes.shown(ticket.tracking_code),
            kind=ticket.kind,
            state=ticket.state,
            priority=ticket.priority,
            subject=citizens_words(ticket.subject),
            summary=SummaryOut.of(ticket.summary),
            handover_reason=ticket.handover_reason,
            sector=ticket.sector,
            procedure_code=ticket.procedure_code,
            unit=NamedUnit(id=ticket.unit_id, name=view.unit_name) if ticket.unit_id else None,
            assignee=NamedMember(id=ticket.assignee_id, display_name=view.assignee_name) if ticket.assignee_id else None,
            citizen_name=ticket.citizen_name,
            citizen_phone_masked=masked(ticket.citizen_phone),
            citizen_address_masked=masked_address(ticket.citizen_address),
            due_at=ticket.due_at,
            used_percent=view.used_percent,
            is_overdue=view.is_overdue,
            created_at=ticket.created_at,
            first_response_at=ticket.first_response_at,
            resolved_at=ticket.resolved_at,
            closed_at=ticket.closed_at,
            times_reopened=ticket.times_reopened,
            rating=ticket.rating,
            rating_comment=citizens_words(ticket.rating_comment),
            outcome=ticket.outcome,
            bot_should_have_known=ticket.bot_should_have_known,
            conversation_id=ticket.conversation_id,
            channel=view.channel,
            allowed_states=list(view.allowed_states),
        )


class TicketPageOut(BaseModel):
    tickets: list[TicketOut]
    total: int
    page: int
    page_size: int

    @classmethod
    def of(cls, page: TicketPage) -> TicketPageOut:
        return cls(tickets=[TicketOut.of(view) for view in page.tickets], total=page.total, page=page.page, page_size=page.page_size)


class CountOut(BaseModel):
    total: int
    overdue: int


class EventOut(BaseModel):
    number: int
    at: datetime
    kind: str
    from_state: str | None
    to_state: str | None
    actor_kind: str
    actor_name: str
    reason: str
    details: dict[str, Any]
    public_text: str
    is_undelivered: bool

    @classmethod
    def of(cls, event: EventView) -> EventOut:
        values = vars(event)
        if event.actor_kind == ActorKind.CITIZEN:
            values = values | {"reason": citizens_words(event.reason), "details": citizens_words(event.details)}
        return cls(**values)


class NoteOut(BaseModel):
    id: uuid.UUID
    author_name: str
    text: str
    created_at: datetime

    @classmethod
    def of(cls, note: NoteView) -> NoteOut:
        return cls(**vars(note))


class TicketCallOut(BaseModel):
    """`caller_masked` is empty for a number that was withheld."""

    id: uuid.UUID
    caller_masked: str


class TicketFileOut(BaseModel):
    """`call`: the newest of its conversation. `recorded_call_id`: the newest call of its conversation that can still be heard."""

    ticket: TicketOut
    events: list[EventOut]
    notes: list[NoteOut]
    call: TicketCallOut | None
    recorded_call_id: uuid.UUID | None

    @classmethod
    def of(cls, file: TicketFile, recorded_call_id: uuid.UUID | None, call: Call | None) -> TicketFileOut:
        return cls(
            ticket=TicketOut.of(file.view),
            events=[EventOut.of(event) for event in file.events],
            notes=[NoteOut.of(note) for note in file.notes],
            call=TicketCallOut(id=call.id, caller_masked=masked(call.caller)) if call is not None else None,
            recorded_call_id=recorded_call_id,
        )


class UnitOut(BaseModel):
    id: uuid.UUID
    code: str
    name: str
    sectors: list[str]

    @classmethod
    def of(cls, unit: Unit) -> UnitOut:
        return cls(id=unit.id, code=unit.code, name=unit.name, sectors=unit.sectors)


class ContactOut(BaseModel):
    citizen_phone: str
    citizen_address: str


class TicketIn(BaseModel):
    kind: TicketKind
    subject: _Short
    citizen_name: _Short = ""
    citizen_phone: _Short = ""
    citizen_address: _Short = ""
    sector: _Short = ""
    procedure_code: _Short = ""
    priority: Priority = Priority.NORMAL


class MoveIn(BaseModel):
    to: TicketState
    reason: _Text = ""
    public_reply: _Text = ""


class EditIn(BaseModel):
    """What is left out stays as it is; null takes the unit or the person off, "" whatever else may be empty."""

    priority: Priority | None = None
    sector: _Short | None = None
    unit_id: uuid.UUID | None = None
    assignee_id: uuid.UUID | None = None
    procedure_code: _Short | None = None
    citizen_name: _Short | None = None
    citizen_phone: _Short | None = None
    citizen_address: _Short | None = None
    due_at: AwareDatetime | None = None
    reason: _Text = ""


class NoteIn(BaseModel):
    text: _Text
