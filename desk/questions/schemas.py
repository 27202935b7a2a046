"""What goes over the wire about citizens' questions."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from core.redaction import redact
from desk.questions.reasons import ClosedAs, Reason

_Typed = Annotated[str, Field(max_length=10_000)]
_Ids = Annotated[list[uuid.UUID], Field(max_length=1000)]


class SuggestedOut(BaseModel):
    kind: str
    key: str
    title: str


class ClusterOut(BaseModel):
    """`trend`: questions of each of the last 14 days. `since_closed`: how many came although it was settled."""

    id: uuid.UUID
    label: str
    count: int
    last_at: datetime
    trend: list[int]
    reasons: dict[Reason, int]
    suggested: SuggestedOut | None
    state: str
    closed_as: str
    closed_kind: str
    closed_key: str
    closed_by: str
    closed_at: datetime | None
    draft_id: uuid.UUID | None
    since_closed: int

    @classmethod
    def of(cls, row: Mapping[str, Any], reasons: Mapping[Any, int], trend: Sequence[int]) -> ClusterOut:
        kept = ("id", "last_at", "state", "closed_as", "closed_kind", "closed_key", "closed_at", "draft_id", "since_closed")
        has_guess = bool(row["suggested_kind"])
        suggested = SuggestedOut(kind=row["suggested_kind"], key=row["suggested_key"], title=row["suggested_title"]) if has_guess else None
        return cls(
            **{name: row[name] for name in kept},
            label=row["label"] or "",
            count=row["items"],
            trend=list(trend),
            reasons={Reason(reason): count for reason, count in reasons.items()},
            suggested=suggested,
            closed_by=row["closed_by_name"],
        )


class ClustersOut(BaseModel):
    total: int
    page: int
    page_size: int
    clusters: list[ClusterOut]


class ItemOut(BaseModel):
    """`text` is masked. `conversation_id` only for whoever may read conversations."""

    id: uuid.UUID
    text: str
    at: datetime
    reasons: list[Reason]
    answer_text: str
    answered_with: list[str]
    confidence: float | None
    conversation_id: uuid.UUID | None

    @classmethod
    def of(cls, row: Mapping[str, Any], *, shows_conversation: bool) -> ItemOut:
        return cls(
            **{name: row[name] for name in ("id", "text", "at", "reasons", "confidence")},
            # The program's own sentences may repeat the citizen's numbers; the bot's are of agencies.
            answer_text=row["answer_text"] if row["answered_by"] == "bot" else redact(row["answer_text"]),
            answered_with=[str(code) for code in row["details"].get("procedure_codes") or ()],
            conversation_id=row["conversation_id"] if shows_conversation else None,
        )


class NearOut(BaseModel):
    id: uuid.UUID
    label: str
    count: int


class ClusterDetailOut(ClusterOut):
    """`phrasings`: the different ways it was said, as they may be published. `has_more` when not all questions are shown.

    `near`: open clusters that may be about the same matter, for a person to decide.
    """

    items: list[ItemOut]
    phrasings: list[str]
    has_more: bool
    near: list[NearOut]


class CloseIn(BaseModel):
    closed_as: Annotated[ClosedAs, Field(alias="as")]
    kind: Annotated[str, Field(max_length=40)] = ""
    key: Annotated[str, Field(max_length=200)] = ""
    items: _Ids | None = None
    phrasings: Annotated[list[_Typed], Field(max_length=500)] = []


class ClosedOut(BaseModel):
    draft_id: uuid.UUID | None


class MergeIn(BaseModel):
    into: uuid.UUID


class SplitIn(BaseModel):
    items: _Ids


class SplitOut(BaseModel):
    id: uuid.UUID


class MarkIn(BaseModel):
    is_wrong: bool
