"""Tables of what a person still has to do for a citizen, everything that happened to it, and the directory of agencies."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
    func,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from conversations.models import Conversation
from core.db import Base
from staff.models import StaffMember


class TicketKind(StrEnum):
    ENQUIRY = "enquiry"
    CALLBACK = "callback"
    CITIZEN_REPORT = "citizen_report"


class TicketState(StrEnum):
    RECEIVED = "received"
    TRIAGE = "triage"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    AWAITING_CITIZEN = "awaiting_citizen"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REJECTED = "rejected"
    REOPENED = "reopened"


class Priority(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class ActorKind(StrEnum):
    CITIZEN = "citizen"
    STAFF = "staff"
    SYSTEM = "system"


class EventKind(StrEnum):
    OPENED = "opened"
    MOVED = "moved"
    ASSIGNED = "assigned"
    EDITED = "edited"
    REPLIED = "replied"
    NOT_DELIVERED = "not_delivered"
    PHONE_GIVEN = "phone_given"
    RATED = "rated"
    DEADLINE_WARNED = "deadline_warned"
    REQUEUED = "requeued"


class Unit(Base):
    """An agency or a part of one that answers tickets."""

    __tablename__ = "units"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    parent_code: Mapped[str] = mapped_column(Text, server_default="")
    sectors: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=sql("'{}'::text[]"))
    phone: Mapped[str] = mapped_column(Text, server_default="")
    address: Mapped[str] = mapped_column(Text, server_default="")
    is_active: Mapped[bool] = mapped_column(Boolean, server_default=sql("true"))


class Ticket(Base):
    __tablename__ = "tickets"
    __table_args__ = (
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating_in_range"),
        Index("ix_tickets_conversation_id", "conversation_id"),
        Index("ix_tickets_open_due", "due_at", postgresql_where=sql("state NOT IN ('resolved', 'closed', 'rejected')")),
        Index("ix_tickets_created_at", "created_at"),
        # For the desk's reports and search.
        Index("ix_tickets_due_at", "due_at"),
        Index("ix_tickets_first_response_at", "first_response_at", postgresql_where=sql("first_response_at IS NOT NULL")),
        Index(
            "ix_tickets_words",
            sql("to_tsvector('simple'::regconfig, fold_vietnamese((subject || ' '::text) || citizen_name))"),
            postgresql_using="gin",
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    # What the citizen is given; as tickets.tracking_codes writes it, without the hyphens.
    tracking_code: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, server_default=TicketState.RECEIVED)
    priority: Mapped[str] = mapped_column(Text, server_default=Priority.NORMAL)
    conversation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Conversation.id))
    # Why a person is needed (conversations.ports.HandoverReason), and what the bot hands over: question, procedure, answered, failed.
    handover_reason: Mapped[str] = mapped_column(Text, server_default="")
    subject: Mapped[str] = mapped_column(Text)
    summary: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=sql("'{}'::jsonb"))
    sector: Mapped[str] = mapped_column(Text, server_default="")
    procedure_code: Mapped[str] = mapped_column(Text, server_default="")
    unit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Unit.id))
    assignee_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    citizen_name: Mapped[str] = mapped_column(Text, server_default="")
    citizen_phone: Mapped[str] = mapped_column(Text, server_default="")
    citizen_address: Mapped[str] = mapped_column(Text, server_default="")
    # Asked for a phone number, and not given it yet.
    asks_phone: Mapped[bool] = mapped_column(Boolean, server_default=sql("false"))
    outcome: Mapped[str] = mapped_column(Text, server_default="")
    bot_should_have_known: Mapped[bool] = mapped_column(Boolean, server_default=sql("false"))
    due_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    # Working hours from the start of the clock to `due_at`, without those in which it stood still.
    allowed_hours: Mapped[float] = mapped_column(Double, server_default="8")
    # Since when the clock stands still because the citizen's answer is awaited; `due_at` moves on when it runs again.
    stopped_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # How much of the time allowed had passed at the last warning: 0, 50, 80 or 100.
    warned_percent: Mapped[int] = mapped_column(Integer, server_default="0")
    first_response_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    resolved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    times_reopened: Mapped[int] = mapped_column(Integer, server_default="0")
    rating: Mapped[int | None] = mapped_column(Integer)
    rating_comment: Mapped[str] = mapped_column(Text, server_default="")
    # The number of the newest event; grows by one with each, so that none is lost and none comes between.
    event_number: Mapped[int] = mapped_column(Integer, server_default="0")
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class TicketEvent(Base):
    """Who did what, when and why; rows are never changed or taken away (a trigger sees to it)."""

    __tablename__ = "ticket_events"
    __table_args__ = (UniqueConstraint("ticket_id", "number"), Index("ix_ticket_events_at", "at"))

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    ticket_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Ticket.id))
    number: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    kind: Mapped[str] = mapped_column(Text)
    from_state: Mapped[str | None] = mapped_column(Text)
    to_state: Mapped[str | None] = mapped_column(Text)
    actor_kind: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    reason: Mapped[str] = mapped_column(Text, server_default="")
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=sql("'{}'::jsonb"))
    # What the citizen may read of it, such as a reply; empty for what stays inside.
    public_text: Mapped[str] = mapped_column(Text, server_default="")


class Note(Base):
    """What staff write to each other about a citizen's case; never shown to the citizen."""

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_conversation_id", "conversation_id"), Index("ix_notes_ticket_id", "ticket_id"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conversation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Conversation.id))
    ticket_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Ticket.id))
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(StaffMember.id))
    text: Mapped[str] = mapped_column(Text)
    mentions: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid()), server_default=sql("'{}'::uuid[]"))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
