"""What goes over the wire of the list of entries."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from desk.editors.schemas import Key, Out
from knowledge_base.editing.list_repository import ListFilter
from knowledge_base.editing.models import DraftState
from knowledge_base.models import EntryKind, Origin
from knowledge_base.records import AuthorityLevel


class Due(StrEnum):
    """Expired: no longer in force. Review: `review_by` is today or past. Soon: one of both within 30 days."""

    EXPIRED = "expired"
    REVIEW = "review"
    SOON = "soon"


class RowState(StrEnum):
    """Of an entry in the list: how its standing version stands, or that there is none yet; or the state of its live draft."""

    PUBLISHED = "published"
    TAKEN_DOWN = "taken_down"
    NEW = "new"
    WRITING = "writing"
    IN_REVIEW = "in_review"
    SCHEDULED = "scheduled"


class Shortcoming(StrEnum):
    """What the list can be narrowed to: records that say less than they should."""

    NO_FEE = "no_fee"
    NO_TIME = "no_time"
    NO_TIME_UNIT = "no_time_unit"
    NO_DOCUMENTS = "no_documents"
    NO_LEGAL_BASIS = "no_legal_basis"
    NO_REVIEW_DATE = "no_review_date"
    NO_SOURCE_LINK = "no_source_link"


class ListQuery(BaseModel):
    """What the list is narrowed to, as it stands in an address."""

    kind: EntryKind | None = None
    q: Key = ""
    sector: Key = ""
    level: AuthorityLevel | None = None
    origin: Origin | None = None
    state: RowState | None = None
    due: Due | None = None
    warning: Shortcoming | None = None
    page: Annotated[int, Field(ge=1, le=10_000)] = 1

    @property
    def filter(self) -> ListFilter:
        return ListFilter(
            kind=self.kind,
            words=self.q,
            sector=self.sector,
            level=self.level or "",
            origin=self.origin or "",
            state=self.state or "",
            due=self.due or "",
            shortcoming=self.warning or "",
        )


class DraftMark(Out):
    id: uuid.UUID
    state: DraftState
    changed_by: str
    changed_at: datetime
    publish_at: datetime | None


class RecordRow(Out):
    """`state` is one of published, taken_down, new; `version` and `origin` are null for what is new."""

    kind: EntryKind
    key: str
    title: str
    sector: str
    origin: Origin | None
    version: int | None
    state: RowState
    as_of: date | None
    review_by: date | None
    effective_to: date | None
    draft: DraftMark | None
    due: Due | None


class Facets(Out):
    sectors: Sequence[str]
    levels: Sequence[str]


class RecordsOut(Out):
    total: int
    page: int
    page_size: int
    items: Sequence[RecordRow]
    facets: Facets
