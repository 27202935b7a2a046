"""Tables of the bench: editors' own questions, runs over all questions, and what was answered in them."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Index, Integer, Text, func
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from staff.models import StaffMember


class RunState(StrEnum):
    """Running from the moment it is asked for; the others are ends."""

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class BenchQuestion(Base):
    """A dialogue that an editor wants answered so from now on; `turns` as in evaluation/."""

    __tablename__ = "bench_questions"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    turns: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    note: Mapped[str] = mapped_column(Text, server_default="")
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey(StaffMember.id))
    changed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey(StaffMember.id))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class BenchRun(Base):
    """All questions asked of what is published and, where `drafts` are named, as if these were. One at a time."""

    __tablename__ = "bench_runs"
    __table_args__ = (Index("uq_bench_runs_running", "state", unique=True, postgresql_where=sql("state = 'running'")),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    # Of each id, kind, key and title.
    drafts: Mapped[list[dict[str, str]]] = mapped_column(JSONB)
    # See question_sets.Asked; as they were when it was asked for.
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    state: Mapped[str] = mapped_column(Text, server_default=RunState.RUNNING)
    # Turns.
    done: Mapped[int] = mapped_column(Integer, server_default="0")
    total: Mapped[int] = mapped_column(Integer)
    # Why it came to no end: a key of words.yml.
    failure: Mapped[str] = mapped_column(Text, server_default="")
    # See comparing.Comparison; NULL until it is done.
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    started_by: Mapped[uuid.UUID] = mapped_column(ForeignKey(StaffMember.id))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # The worker that has it, and its last sign of life: a run whose worker died is taken up by another.
    worker: Mapped[uuid.UUID | None]
    seen_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class BenchAnswer(Base):
    """What was answered to the turns of one dialogue; asked again only when what is known has changed."""

    __tablename__ = "bench_answers"

    # What was known: program, day and revision; then the drafts with theirs, empty for what is published.
    basis: Mapped[str] = mapped_column(Text, primary_key=True)
    drafts: Mapped[str] = mapped_column(Text, primary_key=True)
    # Hash of the turns' texts.
    dialogue: Mapped[str] = mapped_column(Text, primary_key=True)
    turns: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
