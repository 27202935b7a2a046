"""What happened to a draft or an entry, written down in the transaction that does it: an event, an entry of the audit log."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.models import DraftEvent, EntryDraft
from knowledge_base.editing.repository import DraftRepository
from knowledge_base.editing.titles import title_in
from knowledge_base.models import EntryKind
from staff import audit

SUBJECT = "entry"


class Ledger:
    """`by` None: the program."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def record(
        self, session: AsyncSession, draft: EntryDraft, event: DraftEvent, action: audit.Action, by: Editor | None, text: str = ""
    ) -> None:
        await DraftRepository(session).add_event(draft.id, by.id if by else None, event, text, self._clock())
        details = {"entry": await title_in(session, draft.kind, draft.key, draft.record), "reason": text or draft.reason}
        await self.audit(session, EntryKind(draft.kind), draft.key, action, by, details)

    async def comment(self, session: AsyncSession, draft: EntryDraft, by: Editor, text: str) -> None:
        await DraftRepository(session).add_event(draft.id, by.id, DraftEvent.COMMENTED, text, self._clock())

    async def audit(
        self, session: AsyncSession, kind: EntryKind, key: str, action: audit.Action, by: Editor | None, details: dict[str, Any]
    ) -> None:
        subject_id, kept = f"{kind}/{key}", {name: value for name, value in details.items() if value != ""}
        await audit.record(
            session, staff_id=by.id if by else None, action=action, subject_kind=SUBJECT, subject_id=subject_id, details=kept
        )
