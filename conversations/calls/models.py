"""Calls: one row each, with what is measured of it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, DateTime, ForeignKey, Index, Integer, Text, func
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from conversations.models import Conversation
from core.db import Base
from staff.models import StaffMember

# The process that has a call says so every few seconds; one that was silent for so long has died, and its calls with it.
SILENT_FOR = timedelta(seconds=20)


class Ending(StrEnum):
    """Who or what ended it. Lost: no more sound came, or the process died."""

    CALLER = "caller"
    BOT = "bot"
    OPERATOR = "operator"
    TRANSFERRED = "transferred"
    TOO_LONG = "too_long"
    LOST = "lost"


class Left(StrEnum):
    """In a call's details: it ended while a person was awaited, or before anything was answered."""

    WAITING = "waiting"
    UNANSWERED = "unanswered"


LEFT = "left"


class Call(Base):
    __tablename__ = "calls"
    __table_args__ = (
        Index("ix_calls_conversation_id", "conversation_id"),
        Index("ix_calls_began_at", "began_at"),
        Index("ix_calls_caller", "caller", postgresql_where=sql("caller <> ''")),
        Index("ix_calls_began_in", sql("(details ->> 'began_in')"), postgresql_where=sql("details ? 'began_in'")),
        Index("ix_calls_open", "beat_at", postgresql_where=sql("ended_at IS NULL")),
        Index("ix_calls_recording_until", "recording_until", postgresql_where=sql("recording_path <> ''")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Conversation.id))
    # "sip", "web" or "audiosocket".
    leg: Mapped[str] = mapped_column(Text)
    # As the line announces it; empty when withheld.
    caller: Mapped[str] = mapped_column(Text, server_default="")
    began_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    # The last sign of life of the process that has it: a call without one is lost.
    beat_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    # When the caller first heard something.
    first_word_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ending: Mapped[str] = mapped_column(Text, server_default="")
    operator_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    # Utterances, and how many of them gave words that were answered; keys are neither.
    utterances: Mapped[int] = mapped_column(Integer, server_default="0")
    understood: Mapped[int] = mapped_column(Integer, server_default="0")
    was_handed_over: Mapped[bool] = mapped_column(Boolean, server_default=sql("false"))
    # Sums over words, for the mean confidence; milliseconds from end of speech to first sound of each answer.
    words_heard: Mapped[int] = mapped_column(Integer, server_default="0")
    confidence_sum: Mapped[float] = mapped_column(server_default="0")
    response_ms: Mapped[list[int]] = mapped_column(JSONB, server_default=sql("'[]'::jsonb"))
    # Below VAR_DIR/recordings, sealed; empty when nothing is kept.
    recording_path: Mapped[str] = mapped_column(Text, server_default="")
    recording_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=sql("'{}'::jsonb"))
