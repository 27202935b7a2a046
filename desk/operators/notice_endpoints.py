"""What was told to the member who asks, whether they were there or not; and that it was read."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Query
from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncSession

from core.words import Words
from desk.access.dependencies import Signed, desk_router, require
from desk.operators.alerts import entry_of, notice_in_words
from desk.operators.endpoints import Parts
from desk.operators.notice_subjects import subjects_of
from staff.models import StaffNotice
from staff.notices import OF_CONTENT, Notice, NoticeKind, list_notices, mark_read
from staff.permissions import Permission

router = desk_router(dependencies=[Depends(require(Permission.ANSWER_CITIZENS, Permission.EDIT_CONTENT, Permission.APPROVE_CONTENT))])
_LARGEST_ID = 2**63 - 1
_Id = Annotated[int, Field(ge=1, le=_LARGEST_ID)]


class NoticeOut(BaseModel):
    """`subject` is what conversation or ticket is about, as it stands now; `entry` names content as its page's address does."""

    id: int
    at: datetime
    kind: NoticeKind
    text: str
    subject: str
    conversation_id: uuid.UUID | None
    ticket_id: uuid.UUID | None
    entry: str
    is_read: bool


class NoticesOut(BaseModel):
    """Newest first; `unread` counts those of other pages too."""

    notices: list[NoticeOut]
    unread: int
    has_more: bool


class ReadIn(BaseModel):
    """`up_to` is the newest one that was seen: it and all before it are read."""

    ids: Annotated[list[_Id], Field(max_length=200)] = []
    up_to: Annotated[int, Field(ge=0, le=_LARGEST_ID)] = 0


class UnreadOut(BaseModel):
    unread: int


@router.get("/notices")
async def read_notices(parts: Parts, me: Signed, before_id: Annotated[int | None, Query(ge=1, le=_LARGEST_ID)] = None) -> NoticesOut:
    async with parts.database.session() as session:
        page = await list_notices(session, me.member.id, before_id=before_id, of=_kinds_for(me))
        notices = await _shown(session, page.notices, parts.alert_words)
    return NoticesOut(notices=notices, unread=page.unread, has_more=page.has_more)


@router.post("/notices/read")
async def mark_notices_read(parts: Parts, me: Signed, body: ReadIn) -> UnreadOut:
    async with parts.database.session() as session:
        return UnreadOut(unread=await mark_read(session, me.member.id, ids=body.ids, up_to=body.up_to, of=_kinds_for(me)))


def _kinds_for(me: Signed) -> Collection[NoticeKind]:
    return tuple(NoticeKind) if Permission.ANSWER_CITIZENS in me.permissions else OF_CONTENT


async def _shown(session: AsyncSession, kept: Sequence[StaffNotice], words: Words) -> list[NoticeOut]:
    conversations = {one.conversation_id for one in kept if one.conversation_id is not None}
    subjects = await subjects_of(session, conversations, {one.ticket_id for one in kept if one.ticket_id is not None})
    return [_out(one, subjects, words) for one in kept]


def _out(kept: StaffNotice, subjects: Mapping[uuid.UUID, str], words: Words) -> NoticeOut:
    notice = Notice(kind=NoticeKind(kept.kind), details=kept.details)
    about = kept.ticket_id or kept.conversation_id
    return NoticeOut(
        id=kept.id,
        at=kept.at,
        kind=notice.kind,
        text=notice_in_words(notice, words),
        subject=subjects.get(about, "") if about is not None else "",
        conversation_id=kept.conversation_id,
        ticket_id=kept.ticket_id,
        entry=entry_of(notice),
        is_read=kept.read_at is not None,
    )
