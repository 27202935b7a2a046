"""Citizens' requests about their own data, as the desk's page gets and sends them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from privacy.models import DataRequest, RequestKind

# People are told a lower limit; this one only keeps absurd bodies from being looked at.
Reason = Annotated[str, Field(max_length=100_000)]


class DataRequestOut(BaseModel):
    """`counts` is what a deletion took away, by table; `sha256` the digest of what it was."""

    id: uuid.UUID
    code: str
    conversation_id: uuid.UUID
    channel: str
    kind: str
    origin: str
    state: str
    reason: str
    asked_at: datetime
    asked_by: str
    due_at: datetime
    used_percent: int
    is_confirmed: bool
    done_at: datetime | None
    done_by: str
    counts: dict[str, int]
    downloads: int
    sha256: str

    @classmethod
    def of(cls, request: DataRequest, *, channel: str, asked_by: str, done_by: str, used_percent: int) -> DataRequestOut:
        return cls(
            id=request.id,
            code=request.code,
            conversation_id=request.conversation_id,
            channel=channel,
            kind=request.kind,
            origin=request.origin,
            state=request.state,
            reason=request.reason,
            asked_at=request.asked_at,
            asked_by=asked_by,
            due_at=request.due_at,
            used_percent=used_percent,
            is_confirmed=request.confirmed_at is not None,
            done_at=request.done_at,
            done_by=done_by,
            counts=request.proof.get("counts", {}),
            downloads=request.proof.get("downloads", 0),
            sha256=request.proof.get("sha256", ""),
        )


class DataRequestsOut(BaseModel):
    requests: list[DataRequestOut]


class DataRequestIn(BaseModel):
    kind: RequestKind
    reason: Reason


class SettleIn(BaseModel):
    reason: Reason
