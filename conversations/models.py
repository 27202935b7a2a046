"""Tables of the thread with one citizen, over any channel, and of who owns it."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Index, Integer, Text, UniqueConstraint, func
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base

# Conversations of the program's own evaluation: stored and answered like any other, but no work for people.
TRIAL_CHANNEL = "trial"


class Sender(StrEnum):
    CITIZEN = "citizen"
    BOT = "bot"
    OPERATOR = "operator"
    SYSTEM = "system"


class MessageKind(StrEnum):
    MESSAGE = "message"
    REPLY = "reply"
    NOTICE = "notice"


class InboundState(StrEnum):
    """Where a citizen's message stands; every other message has none."""

    RECEIVED = "received"
    ANSWERED = "answered"
    NEEDS_PERSON = "needs_person"


class Owner(StrEnum):
    BOT = "bot"
    QUEUE = "queue"


class Conversation(Base):
    __tablename__ = "conversations"
    __table_args__ = (UniqueConstraint("channel", "external_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(Text)
    external_id: Mapped[str] = mapped_column(Text)
    token_hash: Mapped[str | None] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text, server_default=Owner.BOT)
    next_seq: Mapped[int] = mapped_column(Integer, server_default="1")
    session_number: Mapped[int] = mapped_column(Integer, server_default="1")
    session_turns: Mapped[int] = mapped_column(Integer, server_default="0")
    dialogue_context: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=sql("'{}'::jsonb"))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    last_message_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class Message(Base):
    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq"),
        Index("uq_messages_external_id", "conversation_id", "external_id", unique=True, postgresql_where=sql("external_id IS NOT NULL")),
        # Answered exactly once, and reassured at most once, whichever process dies and whatever is tried again.
        Index("uq_messages_answer", "in_reply_to", "kind", unique=True, postgresql_where=sql("in_reply_to IS NOT NULL")),
        Index("ix_messages_waiting", "conversation_id", postgresql_where=sql("state = 'received'")),
        Index("ix_messages_pace", "conversation_id", "created_at"),
        Index("ix_messages_unanswered", "created_at", postgresql_where=sql("state IN ('received', 'needs_person')")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversations.id"))
    seq: Mapped[int] = mapped_column(Integer)
    sender: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    blocks: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB)
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=sql("'[]'::jsonb"))
    # What staff may see of a reply: behaviour, procedure_codes, aspects, confidence, what was understood.
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=sql("'{}'::jsonb"))
    external_id: Mapped[str | None] = mapped_column(Text)
    in_reply_to: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("messages.id"))
    state: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    handled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
