"""Tables of what is still being written: drafts, what happened to each, who has it open, what needs a second person."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Boolean, DateTime, ForeignKey, Identity, Index, Integer, Text, func
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from staff.models import StaffMember


class DraftState(StrEnum):
    """Scheduled: approved, and published when `publish_at` comes. The last two are ends."""

    WRITING = "writing"
    IN_REVIEW = "in_review"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class DraftEvent(StrEnum):
    CREATED = "created"
    SUBMITTED = "submitted"
    COMMENTED = "commented"
    RETURNED = "returned"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    FORCED = "forced"
    PUBLISHED = "published"
    UNSCHEDULED = "unscheduled"
    DISCARDED = "discarded"


class EntryDraft(Base):
    """What editors are writing of one entry; one live draft for each, on which all of them work."""

    __tablename__ = "entry_drafts"
    __table_args__ = (
        Index("uq_entry_drafts_live", "kind", "key", unique=True, postgresql_where=sql("state IN ('writing', 'in_review', 'scheduled')")),
        Index("ix_entry_drafts_due", "publish_at", postgresql_where=sql("state = 'scheduled'")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    # The published version it began from; NULL for what is new.
    base_version: Mapped[int | None]
    # As typed: it may not be a valid record yet.
    record: Mapped[dict[str, Any]] = mapped_column(JSONB)
    # Grows with every save: whoever saves names the one that was read.
    revision: Mapped[int] = mapped_column(Integer, server_default="1")
    state: Mapped[str] = mapped_column(Text, server_default=DraftState.WRITING)
    # Why the content changes; becomes the version's reason.
    reason: Mapped[str] = mapped_column(Text, server_default="")
    publish_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey(StaffMember.id))
    changed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey(StaffMember.id))
    # Everybody who typed something of it: none of them may approve it.
    written_by: Mapped[list[str]] = mapped_column(JSONB, server_default=sql("'[]'::jsonb"))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class EntryDraftEvent(Base):
    __tablename__ = "entry_draft_events"
    __table_args__ = (Index("ix_entry_draft_events_draft_id", "draft_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    draft_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(EntryDraft.id))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    # NULL: the program, when what was scheduled is published.
    by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    event: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text, server_default="")


class DraftPresence(Base):
    """Who has a draft open; forgotten soon after the last sign of life."""

    __tablename__ = "draft_presences"

    draft_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(EntryDraft.id, ondelete="CASCADE"), primary_key=True)
    staff_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(StaffMember.id), primary_key=True)
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class ApprovalRule(Base):
    """Whether changing that field of that kind of entry needs a second person; fields without a row go by the shipped rule."""

    __tablename__ = "approval_rules"

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    field: Mapped[str] = mapped_column(Text, primary_key=True)
    needs_approval: Mapped[bool] = mapped_column(Boolean)
    changed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey(StaffMember.id))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
