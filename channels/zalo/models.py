"""Tables of the Zalo channel: what the vendor told us, the citizens as it knows them, and the grant to act for the Official Account."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, DateTime, Double, ForeignKey, Identity, Index, Integer, SmallInteger, Text, func
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from conversations.models import Conversation
from core.db import Base


class ZaloEvent(Base):
    """One webhook, as it came; handled in the order in which the vendor saw things happen, once."""

    __tablename__ = "zalo_events"
    __table_args__ = (
        Index("ix_zalo_events_pending", "user_id", "sent_at", "id", postgresql_where=sql("handled_at IS NULL")),
        Index("ix_zalo_events_received_at", "received_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    # The same for everything that tells of the same thing twice: retries, replays, what the history call brings.
    key: Mapped[str] = mapped_column(Text, unique=True)
    event_name: Mapped[str] = mapped_column(Text)
    # Of the citizen; empty for what concerns nobody.
    user_id: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    body: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    handled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # What became of it: a word of channels.zalo.taking.
    outcome: Mapped[str] = mapped_column(Text, server_default="")


class ZaloContact(Base):
    """A citizen as the vendor knows them; the conversation's `external_id` is `user_id`."""

    __tablename__ = "zalo_contacts"

    conversation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Conversation.id), primary_key=True)
    user_id: Mapped[str] = mapped_column(Text, unique=True)
    is_follower: Mapped[bool] = mapped_column(Boolean, server_default=sql("false"))
    last_interaction_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    # Which wording of what is stored and why they were told, when, and in which message: the proof.
    told_version: Mapped[str] = mapped_column(Text, server_default="")
    told_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    told_message_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("messages.id"))


class ZaloGrant(Base):
    """The Official Account that let us act for it: one row at most. Both tokens are sealed (core.secret_keeping)."""

    __tablename__ = "zalo_grants"

    oa_id: Mapped[str] = mapped_column(Text, primary_key=True)
    oa_name: Mapped[str] = mapped_column(Text, server_default="")
    access_token: Mapped[str] = mapped_column(Text)
    refresh_token: Mapped[str] = mapped_column(Text)
    access_expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    refresh_expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    # Grows with each pair of tokens: whoever waited for the lock sees that somebody else has refreshed.
    generation: Mapped[int] = mapped_column(Integer, server_default="1")
    # Why the grant is worth nothing any more; empty while it is.
    dead_reason: Mapped[str] = mapped_column(Text, server_default="")
    connected_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    refreshed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class ZaloConnecting(Base):
    """An administrator who has gone to the vendor's page to grant access, until they come back; only a hash of `state` is kept."""

    __tablename__ = "zalo_connectings"

    state_hash: Mapped[str] = mapped_column(Text, primary_key=True)
    staff_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff_members.id"))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ZaloPace(Base):
    """When the next call may be made, for all processes together (generic cell rate algorithm): one row, in seconds of the epoch."""

    __tablename__ = "zalo_pace"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    arrival_at: Mapped[float] = mapped_column(Double, server_default="0")
