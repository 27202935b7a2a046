"""What a member of staff has to know: told live, and kept for whoever was away. Written in the transaction in which it happens."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import batched

from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import utc_now
from core.db import Database
from staff.models import StaffNotice
from staff.notice_repository import NoticeRepository

CHANNEL = "staff_notices"
KEPT_FOR = timedelta(days=30)
# A notice of the database has 8000 bytes, an id takes 39.
_MOST_TOLD_AT_ONCE = 100


class NoticeKind(StrEnum):
    MENTIONED = "mentioned"
    ASSIGNED = "assigned"
    TRANSFERRED = "transferred"
    TAKEN_OVER = "taken_over"
    DEADLINE = "deadline"
    BREACH = "breach"
    # A ticket is back with us: its citizen was not content, or has answered.
    REOPENED = "reopened"
    # A channel is about to charge for replies, or to take none any more.
    REPLY_COSTS = "reply_costs"
    REPLY_ENDS = "reply_ends"
    # A citizen asked for their data to be deleted, and the two working days run out.
    DATA_REQUEST = "data_request"
    DATA_REQUEST_LATE = "data_request_late"
    # What editors write: it waits for a second person, or somebody decided on it.
    DRAFT_SUBMITTED = "draft_submitted"
    DRAFT_RETURNED = "draft_returned"
    DRAFT_COMMENTED = "draft_commented"
    DRAFT_SCHEDULED = "draft_scheduled"
    DRAFT_PUBLISHED = "draft_published"
    DRAFT_NOT_PUBLISHED = "draft_not_published"


# All that somebody hears who has nothing to do with citizens.
OF_CONTENT = frozenset(kind for kind in NoticeKind if kind.startswith("draft_"))


class Notice(BaseModel):
    """`details` fill the sentence and hold no citizen's numbers. Whoever holds a ticket's lock names the ticket alone: to refer to a
    conversation locks it a little, and conversations are locked first."""

    kind: NoticeKind
    details: dict[str, str | int | bool] = Field(default_factory=dict)
    conversation_id: uuid.UUID | None = None
    ticket_id: uuid.UUID | None = None


class Told(BaseModel):
    """What goes through the channel; without a notice when something was only read."""

    to: list[uuid.UUID]
    at: datetime = Field(default_factory=utc_now)
    notice: Notice | None = None


@dataclass(frozen=True)
class NoticePage:
    """Newest first; `unread` counts those of other pages too."""

    notices: Sequence[StaffNotice]
    unread: int
    has_more: bool


async def keep(session: AsyncSession, to: Iterable[uuid.UUID], notice: Notice) -> None:
    """For each of them once, rung when the transaction is committed."""
    people = list(dict.fromkeys(to))
    if not people:
        return
    repository = NoticeRepository(session)
    await repository.add(people, notice.model_dump())
    for some in batched(people, _MOST_TOLD_AT_ONCE):
        await repository.announce(CHANNEL, Told(to=list(some), notice=notice).model_dump_json())


async def list_notices(
    session: AsyncSession,
    staff_id: uuid.UUID,
    *,
    before_id: int | None = None,
    limit: int = 50,
    of: Collection[NoticeKind] = tuple(NoticeKind),
) -> NoticePage:
    """Only those `of` these kinds: whoever gave up a role reads no more of what it was for."""
    repository = NoticeRepository(session, of)
    found = await repository.list_newest(staff_id, before_id, limit + 1)
    return NoticePage(found[:limit], await repository.count_unread(staff_id), has_more=len(found) > limit)


async def mark_read(
    session: AsyncSession, staff_id: uuid.UUID, *, ids: Sequence[int] = (), up_to: int = 0, of: Collection[NoticeKind] = tuple(NoticeKind)
) -> int:
    """Those of `ids`, and all up to one that was seen, for what came since stays unread. Gives how many are left; tells their browsers."""
    repository = NoticeRepository(session, of)
    if await repository.mark_read(staff_id, ids, up_to, utc_now()):
        await repository.announce(CHANNEL, Told(to=[staff_id]).model_dump_json())
    return await repository.count_unread(staff_id)


async def forget_old(database: Database, now: datetime) -> int:
    async with database.session() as session:
        return await NoticeRepository(session).forget_before(now - KEPT_FOR)
