"""What goes over the wire between the editors' workbench and us.

409 `draft_changed` carries beside `error` the draft as it is now: {"error": {…}, "draft": DraftOut}.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from knowledge_base.editing.models import DraftEvent, DraftState
from knowledge_base.models import EntryKind, EntryState, Origin

# Far above what is taken; only keeps absurd bodies from being looked at.
Typed = Annotated[str, Field(max_length=100_000)]
Key = Annotated[str, Field(max_length=500)]
# As typed: it need not be a valid record.
_Raw = dict[Key, Any]

# Of a version or a revision: what the database's numbers hold.
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class VersionHead(Out):
    """`approved_by`: the second person, empty where none was needed; `is_forced`: published without the one it needed.

    `never_public`: it lost against what stood when it came.
    """

    version: int
    state: EntryState
    origin: Origin
    author: str
    approved_by: str
    is_forced: bool
    never_public: bool
    reason: str
    created_at: datetime


class VersionOut(VersionHead):
    record: dict[str, Any]


class Problem(Out):
    """`path` as "submission_methods.0.fees.1.amount_vnd"."""

    path: str
    message: str


class Change(Out):
    """One field of the record; `path` is its name. `before` and `after` in plain lines, empty where it was not there or is gone."""

    path: str
    label: str
    before: Sequence[str]
    after: Sequence[str]
    needs_approval: bool


class EventOut(Out):
    """`by` is empty for what the program did by itself."""

    at: datetime
    by: str
    event: DraftEvent
    text: str


class MayOut(Out):
    """What the one who asks may do with the draft as it stands."""

    edit: bool
    submit: bool
    publish: bool
    approve: bool
    return_: bool = Field(serialization_alias="return")
    force: bool
    discard: bool


class DraftHead(Out):
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
    published_author: str
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
    # As problems, but nothing that keeps it from being published.
    doubts: Sequence[Problem]
    changes: Sequence[Change]
    events: Sequence[EventOut]


class DraftsOut(Out):
    drafts: Sequence[DraftHead]


class TakenDownOut(Out):
    """What stood, and who took it away, when and why; `at` is null where nobody wrote it down."""

    version: VersionOut
    by: str
    at: datetime | None
    reason: str


class RecordOut(Out):
    """Versions newest first."""

    kind: EntryKind
    key: str
    title: str
    published: VersionOut | None
    draft: DraftOut | None
    versions: Sequence[VersionHead]
    taken_down: TakenDownOut | None


class DifferenceOut(Out):
    changes: Sequence[Change]


class DraftIn(BaseModel):
    """Without `record` and `from_version` it begins with what is published. `key` empty: made from the record."""

    kind: EntryKind
    key: Key = ""
    from_version: Number | None = None
    record: _Raw | None = None
    reason: Typed = ""


class SaveIn(BaseModel):
    """`revision` as it was read; whoever saved in between makes it 409 `draft_changed`."""

    revision: Number
    record: _Raw
    reason: Typed = ""


class StepIn(BaseModel):
    """`revision` as it was read: what was looked at is what is decided on."""

    revision: Number
    text: Typed = ""
    publish_at: AwareDatetime | None = None
    # That it takes the place of another published version than the one it began from: of `replaces`, or, where that is null, of none.
    is_confirmed: bool = False
    replaces: Number | None = None


class CommentIn(BaseModel):
    text: Typed


class ReasonIn(BaseModel):
    reason: Typed


class RollbackIn(BaseModel):
    """What needs a second person becomes a draft in review, unless `is_forced`."""

    version: Number
    reason: Typed
    is_forced: bool = False


class OtherEditor(Out):
    name: str
    since: datetime


class PresenceOut(Out):
    others: Sequence[OtherEditor]


class PreviewIn(BaseModel):
    kind: EntryKind
    record: _Raw


class WebPreview(Out):
    """As a message of the web chat: blocks and options (channels/webchat)."""

    blocks: Sequence[dict[str, Any]]
    options: Sequence[dict[str, Any]]


class PreviewOut(Out):
    """Empty where there are problems that keep it from being shown."""

    problems: Sequence[Problem]
    web: WebPreview
    zalo: Sequence[str]
    phone: str


class RuleIn(BaseModel):
    kind: EntryKind
    field: Key
    needs_approval: bool


class RulesIn(BaseModel):
    rules: Annotated[list[RuleIn], Field(max_length=500)]


class RuleOut(Out):
    kind: EntryKind
    field: str
    label: str
    needs_approval: bool


class RulesOut(Out):
    rules: Sequence[RuleOut]


class TermOut(Out):
    term: str
    meaning: str


class GlossaryOut(Out):
    terms: Sequence[TermOut]


class FixedSentenceOut(Out):
    """`texts`: wordings that are shipped, of which one is said. `required`: variables and numbers that its replacement must hold.

    `occasion`: when it is said, in words.
    """

    name: str
    occasion: str
    texts: Sequence[str]
    required: Sequence[str]
    allowed: Sequence[str]


class FixedSentencesOut(Out):
    sentences: Sequence[FixedSentenceOut]
