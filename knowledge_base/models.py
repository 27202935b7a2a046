"""Tables of the knowledge base: entries, and every version each of them ever had (docs/adr/0004)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ARRAY, Boolean, CheckConstraint, Computed, DateTime, Index, Integer, Text, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from knowledge_base import listing_columns as listing


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


# An entry has at most one version in these states: what citizens are told of it, or would be if it had not been taken down.
STANDING = (EntryState.PUBLISHED, EntryState.TAKEN_DOWN)


class EntryVersion(Base):
    """One wording of an entry; never changed once written, but for its state."""

    __tablename__ = "entry_versions"
    __table_args__ = (
        UniqueConstraint("kind", "key", "version"),
        CheckConstraint("version > 0", name="version_positive"),
        Index("uq_entry_versions_standing", "kind", "key", unique=True, postgresql_where=text("state IN ('published', 'taken_down')")),
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
    # The second person; empty where none was needed.
    approved_by: Mapped[str] = mapped_column(Text, server_default="")
    # Published without the second person it needed.
    is_forced: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))
    reason: Mapped[str] = mapped_column(Text, server_default="")
    # It lost against what stood when it came: no citizen was ever told of it.
    never_public: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

    # Taken out of the record by the database, so that a list of thousands opens none of them.
    title: Mapped[str] = mapped_column(Text, Computed(listing.TITLE), deferred=True)
    sector: Mapped[str] = mapped_column(Text, Computed(listing.SECTOR), deferred=True)
    levels: Mapped[list[str] | None] = mapped_column(JSONB, Computed(listing.LEVELS), deferred=True)
    # As written, "2026-07-01": sorts and compares as dates do.
    effective_to: Mapped[str | None] = mapped_column(Text, Computed(listing.EFFECTIVE_TO), deferred=True)
    shortcomings: Mapped[list[str]] = mapped_column(ARRAY(Text), Computed(listing.SHORTCOMINGS), deferred=True)
    # Key, title, names and questions in lower case without accents (fold_vietnamese, migration 0005).
    search_text: Mapped[str] = mapped_column(Text, Computed(listing.SEARCH_TEXT), deferred=True)


class KnowledgeRevision(Base):
    """One row that grows with every publication: what an index in memory compares itself with."""

    __tablename__ = "knowledge_revision"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
