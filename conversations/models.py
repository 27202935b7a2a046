"""Tables of the thread with one citizen, over any channel, and of who owns it."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Boolean, CheckConstraint, DateTime, ForeignKey, Index, Integer, Text, UniqueConstraint, func
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from staff.models import StaffMember

# Channels on which a reply is sent by calling somebody, not by waiting to be asked.
DELIVERED_CHANNELS = frozenset({"zalo"})


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
    WITH_PERSON = "with_person"


class Owner(StrEnum):
    """Who may write to the citizen: the bot, nobody until a person comes, or the operator in `owner_id`."""

    BOT = "bot"
    QUEUE = "queue"
    OPERATOR = "operator"


class Conversation(Base):
    __tablename__ = "conversations"
    __table_args__ = (
        UniqueConstraint("channel", "external_id"),
        CheckConstraint("(owner = 'operator') = (owner_id IS NOT NULL)", name="operator_is_named"),
        Index("ix_conversations_with_people", "owner", "waiting_since", postgresql_where=sql("owner <> 'bot'")),
        # fold_vietnamese (migration 0005): lower case without accents. For the desk's search, as its queries write it.
        Index(
            "ix_conversations_citizen_name_words",
            sql("to_tsvector('simple'::regconfig, fold_vietnamese(citizen_name))"),
            postgresql_using="gin",
            postgresql_where=sql("citizen_name <> ''"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(Text)
    external_id: Mapped[str] = mapped_column(Text)
    token_hash: Mapped[str | None] = mapped_column(Text)
    # Changed by conversations.ownership alone; `ownership_number` grows with each change.
    owner: Mapped[str] = mapped_column(Text, server_default=Owner.BOT)
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    ownership_number: Mapped[int] = mapped_column(Integer, server_default="0")
    queued_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    times_queued: Mapped[int] = mapped_column(Integer, server_default="0")
    # The team the citizen waits for; empty for anybody.
    queue_group: Mapped[str] = mapped_column(Text, server_default="")
    # Since when the citizen waits for a person's words; NULL while a person's words are the last.
    waiting_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    citizen_name: Mapped[str] = mapped_column(Text, server_default="")
    # The program's own evaluation, over whichever channel: answered like any other, but no work for people, and counted nowhere.
    is_trial: Mapped[bool] = mapped_column(Boolean, server_default=sql("false"))
    # On a channel that takes replies for a time only: until when they cost nothing, and until when they are taken at all.
    reply_free_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    reply_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # The `reply_free_until` and `reply_until` that people were warned of: when the citizen writes again they are new, and warned of anew.
    reply_free_warned: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    reply_warned: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # Why the channel takes nothing more for this citizen; empty while it does.
    unreachable: Mapped[str] = mapped_column(Text, server_default="")
    next_seq: Mapped[int] = mapped_column(Integer, server_default="1")
    session_number: Mapped[int] = mapped_column(Integer, server_default="1")
    session_turns: Mapped[int] = mapped_column(Integer, server_default="0")
    dialogue_context: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=sql("'{}'::jsonb"))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    last_message_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


# In a message's details: the place that was shared, where it is nothing else.
PLACE = "place"
_BY_THE_BOT = sql("sender = 'bot'")


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
        # For the desk's reports: who wrote when, read from the index alone.
        Index("ix_messages_sender_at", "sender", "created_at", postgresql_include=["conversation_id", "seq", "author_id"]),
        # For the desk's search: words without accents, and the newest first where a word is in every other message.
        Index("ix_messages_words", sql("to_tsvector('simple'::regconfig, fold_vietnamese(text))"), postgresql_using="gin"),
        Index("ix_messages_created_at", "created_at"),
        # For what became of each entry's answers: by the entries that a reply was made of, and by the procedures it named or offered.
        Index("ix_messages_entries", sql("(details -> 'entries')"), postgresql_using="gin", postgresql_where=_BY_THE_BOT),
        Index("ix_messages_procedure_codes", sql("(details -> 'procedure_codes')"), postgresql_using="gin", postgresql_where=_BY_THE_BOT),
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
    # The operator who wrote it.
    author_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    external_id: Mapped[str | None] = mapped_column(Text)
    in_reply_to: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("messages.id"))
    state: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    handled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class MessageFeedback(Base):
    """Whether the citizen found the bot's answer helpful; they may change their mind, and the last word counts."""

    __tablename__ = "message_feedback"
    __table_args__ = (Index("ix_message_feedback_at", "at", "message_id"),)

    message_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversations.id"))
    is_helpful: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class DeliveryState(StrEnum):
    """Waiting until the channel has taken every part. Dropped: a person took over before it was sent."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class Delivery(Base):
    """A message on its way out over a channel that has to be called; made in the transaction that stores the message."""

    __tablename__ = "deliveries"
    __table_args__ = (
        # What is due, and for each conversation what comes first.
        Index("ix_deliveries_waiting", "channel", "next_attempt_at", postgresql_where=sql("state = 'waiting'")),
        Index("ix_deliveries_conversation", "conversation_id", "seq", postgresql_where=sql("state = 'waiting'")),
        Index("ix_deliveries_vendor_ids", "vendor_ids", postgresql_using="gin"),
    )

    message_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversations.id"))
    channel: Mapped[str] = mapped_column(Text)
    seq: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(Text, server_default=DeliveryState.WAITING)
    # What the vendor calls the parts it has taken, in order: their number is how many are sent.
    vendor_ids: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=sql("'{}'::text[]"))
    attempts: Mapped[int] = mapped_column(Integer, server_default="0")
    next_attempt_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    # Who sends it has it until then; whoever finds it later must ask the vendor whether the part begun was taken.
    claimed_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # When the part on its way was begun; NULL when nothing is in doubt.
    begun_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # A word of channels.contract.Trouble, and the vendor's code.
    failure: Mapped[str] = mapped_column(Text, server_default="")
    failure_code: Mapped[str] = mapped_column(Text, server_default="")
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    received_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ChannelAlarm(Base):
    """Something about a channel that a person has to put right; ends when the program sees that it is right again."""

    __tablename__ = "channel_alarms"
    __table_args__ = (Index("uq_channel_alarms_open", "channel", "kind", unique=True, postgresql_where=sql("ended_at IS NULL")),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=sql("'{}'::jsonb"))
    began_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    last_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class OwnershipChange(Base):
    """Every change of owner, in order; rows are never changed or taken away (a trigger sees to it)."""

    __tablename__ = "ownership_changes"
    __table_args__ = (UniqueConstraint("conversation_id", "number"), Index("ix_ownership_changes_at", "at"))

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversations.id"))
    number: Mapped[int] = mapped_column(Integer)
    # The thread's last message at that moment: every later one was written under the new owner.
    after_seq: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    move: Mapped[str] = mapped_column(Text)
    from_owner: Mapped[str] = mapped_column(Text)
    from_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    to_owner: Mapped[str] = mapped_column(Text)
    to_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    # NULL: the bot, the citizen or the program itself.
    by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    reason: Mapped[str] = mapped_column(Text, server_default="")


class Attachment(Base):
    """A file that came with a message; its bytes lie under VAR_DIR/attachments, outside everything a browser can ask for."""

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_message_id", "message_id"), Index("ix_attachments_conversation_id", "conversation_id"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conversations.id"))
    # NULL between upload and sending.
    message_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("messages.id"))
    file_name: Mapped[str] = mapped_column(Text)
    # As found in the bytes, whatever the sender said.
    media_type: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(Text)
    uploaded_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class BotPause(Base):
    """Staff told the bot to leave everything, a sector or a procedure to people; it holds until `ended_at`."""

    __tablename__ = "bot_pauses"
    __table_args__ = (Index("uq_bot_pauses_active", "scope", "value", unique=True, postgresql_where=sql("ended_at IS NULL")),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text, server_default="")
    reason: Mapped[str] = mapped_column(Text)
    started_by: Mapped[uuid.UUID] = mapped_column(ForeignKey(StaffMember.id))
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    ended_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(StaffMember.id))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
