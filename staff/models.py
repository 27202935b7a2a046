"""Tables of the people who work with the program: who they are, their sign-ins, whether they are on duty, what they did and must know."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Boolean, DateTime, ForeignKey, Identity, Index, Integer, Text, func
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class Role(StrEnum):
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    EDITOR = "editor"
    ADMIN = "admin"


class DutyState(StrEnum):
    """On duty: takes conversations. Away: signed in, takes none."""

    ON_DUTY = "on_duty"
    AWAY = "away"


class StaffMember(Base):
    __tablename__ = "staff_members"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(Text, unique=True)
    display_name: Mapped[str] = mapped_column(Text)
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    # The team a conversation may be transferred to, such as "đất đai"; empty for none.
    group_name: Mapped[str] = mapped_column(Text, server_default="")
    # The member's own telephone at the exchange; empty for none.
    extension: Mapped[str] = mapped_column(Text, server_default="")
    password_hash: Mapped[str] = mapped_column(Text)
    must_change_password: Mapped[bool] = mapped_column(Boolean, server_default=sql("true"))
    # Encrypted with the program's key; empty until the member has set up the second factor.
    totp_secret: Mapped[str] = mapped_column(Text, server_default="")
    # The time step of the last code that was accepted: a code works once.
    totp_last_step: Mapped[int] = mapped_column(BigInteger, server_default="0")
    failed_sign_ins: Mapped[int] = mapped_column(Integer, server_default="0")
    locked_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    is_active: Mapped[bool] = mapped_column(Boolean, server_default=sql("true"))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class StaffSession(Base):
    """One signed-in browser; only the hash of its cookie is kept."""

    __tablename__ = "staff_sessions"
    __table_args__ = (Index("ix_staff_sessions_staff_id", "staff_id"),)

    token_hash: Mapped[str] = mapped_column(Text, primary_key=True)
    staff_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(StaffMember.id))
    csrf_token: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    last_seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    user_agent: Mapped[str] = mapped_column(Text, server_default="")


class Duty(Base):
    """Who takes conversations now; a heartbeat that stops means that nobody is there, whatever `state` says."""

    __tablename__ = "duties"

    staff_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(StaffMember.id), primary_key=True)
    state: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    heartbeat_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class AuditEntry(Base):
    """Who did or saw what; rows are never changed or taken away (a trigger sees to it)."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_subject", "subject_kind", "subject_id"), Index("ix_audit_entries_at", "at"))

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    staff_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    action: Mapped[str] = mapped_column(Text)
    subject_kind: Mapped[str] = mapped_column(Text, server_default="")
    subject_id: Mapped[str] = mapped_column(Text, server_default="")
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=sql("'{}'::jsonb"))


class StaffNotice(Base):
    """Something one member has to know, kept until they have seen it and a while longer; its sentence is made when it is shown."""

    __tablename__ = "staff_notices"
    __table_args__ = (
        Index("ix_staff_notices_staff_id", "staff_id", "id"),
        Index("ix_staff_notices_unread", "staff_id", postgresql_where=sql("read_at IS NULL")),
        Index("ix_staff_notices_at", "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    staff_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(StaffMember.id))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    kind: Mapped[str] = mapped_column(Text)
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=sql("'{}'::jsonb"))
    # By name: both tables lie in layers above.
    conversation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("conversations.id"))
    ticket_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("tickets.id"))
    read_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
