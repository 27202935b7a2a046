"""Tables of the quality watch: what the last look found, which addresses lead somewhere, what a replaced decree gave to do."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Date, DateTime, Double, ForeignKey, Identity, Index, Integer, Text, func
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from knowledge_base.editing.models import EntryDraft
from staff.models import StaffMember


class QualityFinding(Base):
    """Of the last look alone: each look writes them all anew."""

    __tablename__ = "quality_findings"
    __table_args__ = (Index("ix_quality_findings_check", "check_name", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    check_name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text, server_default="")
    other_kind: Mapped[str | None] = mapped_column(Text)
    other_key: Mapped[str | None] = mapped_column(Text)
    other_title: Mapped[str | None] = mapped_column(Text)


class QualityLook(Base):
    """One row: of which revision, on which day the findings are. Revision −1: something else than content has changed since."""

    __tablename__ = "quality_look"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    on_day: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seconds: Mapped[float] = mapped_column(Double)


class LinkState(StrEnum):
    """Unsure: something answers, but will not tell us; or it may be away for a while only."""

    NEW = "new"
    GOOD = "good"
    UNSURE = "unsure"
    BROKEN = "broken"


class ContentLink(Base):
    __tablename__ = "content_links"
    __table_args__ = (Index("ix_content_links_due", sql("checked_at NULLS FIRST")),)

    url: Mapped[str] = mapped_column(Text, primary_key=True)
    state: Mapped[str] = mapped_column(Text, server_default=LinkState.NEW)
    # A key of words.yml beginning with "link_", and the HTTP status if there was an answer.
    trouble: Mapped[str] = mapped_column(Text, server_default="")
    status: Mapped[int | None] = mapped_column(Integer)
    failures: Mapped[int] = mapped_column(Integer, server_default="0")
    # Set when the look begins, so that no two workers take the same.
    checked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class DecreeTask(Base):
    """A decree was replaced: drafts to be worked through."""

    __tablename__ = "decree_tasks"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    decree: Mapped[str] = mapped_column(Text)
    replaced_by: Mapped[str] = mapped_column(Text)
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey(StaffMember.id))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class DecreeTaskItem(Base):
    __tablename__ = "decree_task_items"
    __table_args__ = (Index("ix_decree_task_items_draft_id", "draft_id"),)

    task_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(DecreeTask.id), primary_key=True)
    draft_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(EntryDraft.id), primary_key=True)
