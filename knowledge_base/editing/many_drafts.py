"""Drafts of many entries begun at once, in a few statements: one by one, a thousand would hold the transaction for a minute."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Conflict
from core.words import Words
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.ledger import SUBJECT
from knowledge_base.editing.models import DraftEvent
from knowledge_base.editing.raw_records import KEY_FIELDS
from knowledge_base.editing.repository import DraftRepository
from knowledge_base.models import EntryKind
from staff import audit


@dataclass(frozen=True)
class NewDraft:
    """`record` is cleaned; `base`: the published version that it changes."""

    key: str
    title: str
    record: Mapping[str, Any]
    base: int | None


@dataclass(frozen=True)
class Begun:
    by: Editor
    reason: str
    at: datetime


async def begin_many(session: AsyncSession, kind: EntryKind, drafts: Sequence[NewDraft], begun: Begun, words: Words) -> None:
    """Raises Conflict if anybody has a live draft of any of them; the caller's transaction is then worth nothing."""
    repository, by = DraftRepository(session), begun.by
    rows = [_row(kind, draft, begun) for draft in drafts]
    added = await repository.add_many(rows)
    for draft in drafts:
        if draft.key not in added:
            raise Conflict("draft_exists", words.say("draft_exists_too", code=draft.key))
    await repository.add_events([{"draft_id": row["id"], "at": begun.at, "by_id": by.id, "event": DraftEvent.CREATED} for row in rows])
    subjects = [(f"{kind}/{draft.key}", {"entry": draft.title, "reason": begun.reason}) for draft in drafts]
    await audit.record_many(session, staff_id=by.id, action=audit.Action.DRAFT_STARTED, subject_kind=SUBJECT, subjects=subjects)


def _row(kind: EntryKind, draft: NewDraft, begun: Begun) -> dict[str, Any]:
    own_key = {KEY_FIELDS[kind][0]: draft.key} if len(KEY_FIELDS[kind]) == 1 else {}
    return {
        "id": uuid.uuid4(),
        "kind": kind,
        "key": draft.key,
        "base_version": draft.base,
        "record": own_key | dict(draft.record),
        "reason": begun.reason,
        "created_by": begun.by.id,
        "changed_by": begun.by.id,
        "written_by": [str(begun.by.id)],
        "created_at": begun.at,
        "changed_at": begun.at,
    }
