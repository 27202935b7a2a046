"""Tables of what the bot could not do: one question an item, similar ones in a cluster. No text here is unmasked."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ARRAY, Boolean, DateTime, Float, ForeignKey, Index, Integer, Text, func
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from conversations.models import Conversation, Message
from core.db import Base
from desk.questions.reasons import State
from knowledge_base.editing.models import EntryDraft
from staff.models import StaffMember


class QuestionCluster(Base):
    __tablename__ = "question_clusters"
    __table_args__ = (
        Index("ix_question_clusters_largest", "state", sql("items DESC"), sql("last_at DESC"), "id"),
        Index("ix_question_clusters_suggested", "suggested_key", postgresql_where=sql("state = 'open' AND suggested_key <> ''")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(Text, server_default=State.OPEN)
    # Counted along, since the list is sorted by it.
    items: Mapped[int] = mapped_column(Integer, server_default="0")
    reasons: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=sql("'{}'::text[]"))
    last_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    # What search takes for the likeliest entry, and of how many items when it was asked; NULL before that.
    suggested_kind: Mapped[str] = mapped_column(Text, server_default="")
    suggested_key: Mapped[str] = mapped_column(Text, server_default="")
    suggested_title: Mapped[str] = mapped_column(Text, server_default="")
    suggested_for: Mapped[int | None] = mapped_column(Integer)
    closed_as: Mapped[str] = mapped_column(Text, server_default="")
    closed_kind: Mapped[str] = mapped_column(Text, server_default="")
    closed_key: Mapped[str] = mapped_column(Text, server_default="")
    closed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    draft_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(EntryDraft.id))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class QuestionItem(Base):
    """One citizen's message. No foreign key to the conversation: inserting would wait for whoever answers in it."""

    __tablename__ = "question_items"
    __table_args__ = (
        Index("uq_question_items_message_id", "message_id", unique=True),
        Index("ix_question_items_cluster_id", "cluster_id", "at", "id"),
        Index("ix_question_items_exemplars", "cluster_id", "at", "id", postgresql_where=sql("is_exemplar")),
        Index("ix_question_items_conversation_id", "conversation_id"),
        Index("ix_question_items_words", sql("to_tsvector('simple'::regconfig, fold_vietnamese(text))"), postgresql_using="gin"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    cluster_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(QuestionCluster.id))
    message_id: Mapped[uuid.UUID]
    # What the bot said to it; its words are read from there, never copied.
    reply_id: Mapped[uuid.UUID]
    conversation_id: Mapped[uuid.UUID]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    text: Mapped[str] = mapped_column(Text)
    # What is compared: folded words without question phrases.
    topic: Mapped[str] = mapped_column(Text)
    reasons: Mapped[list[str]] = mapped_column(ARRAY(Text))
    step: Mapped[str] = mapped_column(Text, server_default="")
    confidence: Mapped[float | None] = mapped_column(Float)
    # New questions are compared with these alone, so that a cluster of thousands costs no more than one of ten.
    is_exemplar: Mapped[bool] = mapped_column(Boolean, server_default=sql("false"))


class QuestionTerm(Base):
    """The inverted index over exemplars; a term is a checksum, not a word."""

    __tablename__ = "question_terms"
    __table_args__ = (Index("ix_question_terms_item_id", "item_id"),)

    term: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(QuestionItem.id, ondelete="CASCADE"), primary_key=True)


class QuestionWatermark(Base):
    """How far each source has been read: everything up to that row, by its time and its message."""

    __tablename__ = "question_watermarks"

    source: Mapped[str] = mapped_column(Text, primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    message_id: Mapped[uuid.UUID]


class ReplyMark(Base):
    """An operator's word that the bot answered wrongly; taken back, it stays with `is_wrong` false."""

    __tablename__ = "reply_marks"
    __table_args__ = (Index("ix_reply_marks_at", "at", "message_id"),)

    message_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Message.id), primary_key=True)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Conversation.id))
    is_wrong: Mapped[bool] = mapped_column(Boolean)
    marked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey(StaffMember.id))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
