"""Tables of the knowledge base: entries, and every version each of them ever had (docs/adr/0004)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, Index, Integer, Text, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class EntryKind(StrEnum):
    PROCEDURE = "procedure"
    FAQ = "faq"
    PLACE = "place"
    EVERYDAY_NAMES = "everyday_names"
    CHOICE = "choice"
    CONTACT = "contact"
    FIXED_SENTENCE = "fixed_sentence"
    REPORT_CATEGORY = "report_category"
    ANNOUNCEMENT = "announcement"


class Origin(StrEnum):
    SHIPPED = "shipped"
    IMPORTED = "imported"
    EDITED = "edited"


class EntryState(StrEnum):
    """Of versions, which are never changed; what is still being written is a row of knowledge_base.editing.

    Taken down: staff took it away, and no import or shipped content puts it back.
    """

    PUBLISHED = "published"
    ARCHIVED = "archived"
    TAKEN_DOWN = "taken_down"


class EntryVersion(Base):
    """One wording of an entry; never changed once written, but for its state."""

    __tablename__ = "entry_versions"
    __table_args__ = (
        UniqueConstraint("kind", "key", "version"),
        CheckConstraint("version > 0", name="version_positive"),
        Index("ix_entry_versions_published", "kind", "key", unique=True, postgresql_where=text("state = 'published'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    origin: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    record: Mapped[dict[str, Any]] = mapped_column(JSONB)
    content_hash: Mapped[str] = mapped_column(Text)
    as_of: Mapped[date | None]
    review_by: Mapped[date | None]
    author: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, server_default="")
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class KnowledgeRevision(Base):
    """One row that grows with every publication: what an index in memory compares itself with."""

    __tablename__ = "knowledge_revision"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
