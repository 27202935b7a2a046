"""Who is told of what happens to a draft, in the transaction in which it happens; nobody hears of their own doing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.editing.editor import Editor
from knowledge_base.editing.models import DraftEvent, EntryDraft
from knowledge_base.editing.repository import DraftRepository
from knowledge_base.editing.titles import title_in
from staff.notice_repository import NoticeRepository
from staff.notices import Notice, NoticeKind, keep
from staff.permissions import EDITING_ROLES, Permission

# A notice of the database has to be short.
_TITLE_CHARACTERS, _TOLD_CHARACTERS = 150, 200


async def tell_reviewers(session: AsyncSession, draft: EntryDraft, by: Editor, text: str) -> None:
    """Those who may approve it: whoever wrote in it may not."""
    approving = await NoticeRepository(session).list_holding(Permission.APPROVE_CONTENT, among=EDITING_ROLES)
    to = [each for each in approving if str(each) not in draft.written_by]
    await _keep(session, to, await _notice(session, NoticeKind.DRAFT_SUBMITTED, draft, by, text or draft.reason), by)


async def tell_writers(session: AsyncSession, draft: EntryDraft, kind: NoticeKind, by: Editor | None, text: str = "") -> None:
    """`by` None: the program."""
    await _keep(session, _writers(draft), await _notice(session, kind, draft, by, text), by)


async def tell_of_comment(session: AsyncSession, draft: EntryDraft, by: Editor, text: str) -> None:
    """Whoever commented on it, or returned it, waits for what the writers answer."""
    events = await DraftRepository(session).list_events(draft.id)
    said = [event.by_id for event in events if event.by_id and event.event in {DraftEvent.COMMENTED, DraftEvent.RETURNED}]
    await _keep(session, [*_writers(draft), *said], await _notice(session, NoticeKind.DRAFT_COMMENTED, draft, by, text), by)


async def tell_of_failure(session: AsyncSession, draft: EntryDraft, why: str) -> None:
    """Whoever approved it believes that it is public."""
    events = await DraftRepository(session).list_events(draft.id)
    approved = [event.by_id for event in events if event.by_id and event.event == DraftEvent.APPROVED][-1:]
    await _keep(session, [*_writers(draft), *approved], await _notice(session, NoticeKind.DRAFT_NOT_PUBLISHED, draft, None, why), None)


def _writers(draft: EntryDraft) -> list[uuid.UUID]:
    return [uuid.UUID(each) for each in draft.written_by] or [draft.created_by]


async def _notice(session: AsyncSession, kind: NoticeKind, draft: EntryDraft, by: Editor | None, text: str) -> Notice:
    details: dict[str, str | int | bool] = {
        "by": by.name if by else "",
        "title": (await title_in(session, draft.kind, draft.key, draft.record))[:_TITLE_CHARACTERS],
        "text": " ".join(text.split())[:_TOLD_CHARACTERS],
        "entry": f"{draft.kind}:{draft.key}",
    }
    return Notice(kind=kind, details=details)


async def _keep(session: AsyncSession, to: Iterable[uuid.UUID], notice: Notice, by: Editor | None) -> None:
    await keep(session, (each for each in to if by is None or each != by.id), notice)
