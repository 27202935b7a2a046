"""Table of what citizens asked for about their own data: a copy of it, or that it be deleted; each row is the proof of what was done."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Index, Integer, Text, func
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from conversations.models import Conversation
from core.db import Base
from staff.models import StaffMember


class RequestKind(StrEnum):
    EXPORT = "export"
    DELETE = "delete"


class Origin(StrEnum):
    """Who asked: the citizen in the chat, the channel's vendor on their behalf, or staff for a citizen who wrote or called."""

    CITIZEN = "citizen"
    VENDOR = "vendor"
    DESK = "desk"


class RequestState(StrEnum):
    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"


class DataRequest(Base):
    __tablename__ = "data_requests"
    __table_args__ = (
        # A conversation is deleted once at a time.
        Index("uq_data_requests_open", "conversation_id", "kind", unique=True, postgresql_where=sql("state = 'open'")),
        Index("uq_data_requests_link", "link_hash", unique=True, postgresql_where=sql("link_hash IS NOT NULL")),
        Index("ix_data_requests_conversation_id", "conversation_id"),
        Index("ix_data_requests_asked_at", "asked_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    # What the citizen is given, to ask after it and to prove it.
    code: Mapped[str] = mapped_column(Text, unique=True)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Conversation.id))
    kind: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, server_default=RequestState.OPEN)
    # Why staff asked, carried it out for the citizen, or refused it.
    reason: Mapped[str] = mapped_column(Text, server_default="")
    asked_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    due_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    # Nothing is deleted before: by the citizen's own words, or by who answers for it.
    confirmed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # The member of staff; NULL when the program did it on the citizen's or the vendor's word.
    done_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    # Of the link to a copy: whoever has it gets the copy until then.
    link_hash: Mapped[str | None] = mapped_column(Text)
    link_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # How much of the time allowed had passed at the last warning: 0, 50 or 100.
    warned_percent: Mapped[int] = mapped_column(Integer, server_default="0")
    # What was done, in numbers and digests: nothing that the citizen wrote.
    proof: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=sql("'{}'::jsonb"))
