"""What the answers of a run rest on: the program, the day, what is published, and drafts as they were last saved."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.editing.drafted_repository import DraftedRepository
from knowledge_base.repository import KnowledgeRepository


@dataclass(frozen=True)
class Known:
    """`drafts` is empty for what is published. Equal at two moments means that nothing changed between them: revisions only grow."""

    basis: str
    drafts: str
    revision: int


class Grounds:
    def __init__(self, program: str, today: Callable[[], date]) -> None:
        """`program` changes whenever the program may answer otherwise than before."""
        self._program = program
        self._today = today

    async def known(self, session: AsyncSession, draft_ids: Sequence[uuid.UUID]) -> Known | None:
        """None when a draft is live no more."""
        revision = await KnowledgeRepository(session).get_revision()
        revisions = await DraftedRepository(session).list_revisions(draft_ids) if draft_ids else {}
        if len(revisions) < len(draft_ids):
            return None
        drafts = ",".join(f"{draft_id}:{number}" for draft_id, number in sorted(revisions.items()))
        return Known(f"{self._program}/{self._today()}/{revision}", drafts, revision)
