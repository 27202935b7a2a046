"""What goes over the wire between the editors' workbench and us.

409 `draft_changed` carries beside `error` the draft as it is now: {"error": {…}, "draft": DraftOut}.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from knowledge_base.editing.models import DraftEvent, DraftState
from knowledge_base.models import EntryKind, EntryState, Origin

# Far above what is taken; only keeps absurd bodies from being looked at.
_Typed = Annotated[str, Field(max_length=100_000)]
_Key = Annotated[str, Field(max_length=500)]
# As typed: it need not be a valid record.
_Raw = dict[_Key, Any]


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


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class DraftMark(_Out):
    id: uuid.UUID
    state: DraftState
    changed_by: str
    changed_at: datetime
    publish_at: datetime | None


class RecordRow(_Out):
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


class Facets(_Out):
    sectors: Sequence[str]
    levels: Sequence[str]


class RecordsOut(_Out):
    total: int
    page: int
    page_size: int
    items: Sequence[RecordRow]
    facets: Facets


class VersionHead(_Out):
    """`approved_by`: the second person, empty where none was needed; `is_forced`: published without the one it needed."""

    version: int
    state: EntryState
    origin: Origin
    author: str
    approved_by: str
    is_forced: bool
    reason: str
    created_at: datetime


class VersionOut(VersionHead):
    record: dict[str, Any]


class Problem(_Out):
    """`path` as "submission_methods.0.fees.1.amount_vnd"."""

    path: str
    message: str


class Change(_Out):
    """One field of the record; `path` is its name. `before` and `after` in plain lines, empty where it was not there or is gone."""

    path: str
    label: str
    before: Sequence[str]
    after: Sequence[str]
    needs_approval: bool


class EventOut(_Out):
    """`by` is empty for what the program did by itself."""

    at: datetime
    by: str
    event: DraftEvent
    text: str


class MayOut(_Out):
    """What the one who asks may do with the draft as it stands."""

    edit: bool
    submit: bool
    publish: bool
    approve: bool
    return_: bool = Field(serialization_alias="return")
    force: bool
    discard: bool


class DraftHead(_Out):
    """`published_version` differs from `base_version` when something else was published meanwhile; null: nothing is published."""

    id: uuid.UUID
    kind: EntryKind
    key: str
    title: str
    state: DraftState
    revision: int
    reason: str
    publish_at: datetime | None
    base_version: int | None
    published_version: int | None
    is_taken_down: bool
    created_by: str
    changed_by: str
    changed_at: datetime
    written_by: Sequence[str]


class DraftOut(DraftHead):
    record: dict[str, Any]
    may: MayOut
    needs_approval: bool
    problems: Sequence[Problem]
    changes: Sequence[Change]
    events: Sequence[EventOut]


class DraftsOut(_Out):
    drafts: Sequence[DraftHead]


class RecordOut(_Out):
    """Versions newest first."""

    kind: EntryKind
    key: str
    title: str
    published: VersionOut | None
    draft: DraftOut | None
    versions: Sequence[VersionHead]
    is_taken_down: bool


class DifferenceOut(_Out):
    changes: Sequence[Change]


class DraftIn(BaseModel):
    """Without `record` and `from_version` it begins with what is published. `key` empty: made from the record."""

    kind: EntryKind
    key: _Key = ""
    from_version: int | None = None
    record: _Raw | None = None
    reason: _Typed = ""


class SaveIn(BaseModel):
    """`revision` as it was read; whoever saved in between makes it 409 `draft_changed`."""

    revision: int
    record: _Raw
    reason: _Typed = ""


class StepIn(BaseModel):
    """`revision` as it was read: what was looked at is what is decided on."""

    revision: int
    text: _Typed = ""
    publish_at: AwareDatetime | None = None
    # That it takes the place of another published version than the one it began from.
    is_confirmed: bool = False


class CommentIn(BaseModel):
    text: _Typed


class ReasonIn(BaseModel):
    reason: _Typed


class RollbackIn(BaseModel):
    version: int
    reason: _Typed


class OtherEditor(_Out):
    name: str
    since: datetime


class PresenceOut(_Out):
    others: Sequence[OtherEditor]


class PreviewIn(BaseModel):
    kind: EntryKind
    record: _Raw


class WebPreview(_Out):
    """As a message of the web chat: blocks and options (channels/webchat)."""

    blocks: Sequence[dict[str, Any]]
    options: Sequence[dict[str, Any]]


class PreviewOut(_Out):
    """Empty where there are problems that keep it from being shown."""

    problems: Sequence[Problem]
    web: WebPreview
    zalo: Sequence[str]
    phone: str


class RuleIn(BaseModel):
    kind: EntryKind
    field: _Key
    needs_approval: bool


class RulesIn(BaseModel):
    rules: Annotated[list[RuleIn], Field(max_length=500)]


class RuleOut(_Out):
    kind: EntryKind
    field: str
    label: str
    needs_approval: bool


class RulesOut(_Out):
    rules: Sequence[RuleOut]


class TermOut(_Out):
    term: str
    meaning: str


class GlossaryOut(_Out):
    terms: Sequence[TermOut]
