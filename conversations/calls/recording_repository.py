"""Which calls have a recording, and until when."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.calls.models import Call


class RecordingRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def begin(self, call_id: uuid.UUID, path: str, until: datetime) -> bool:
        """Whether there is such a call, without a recording so far."""
        fresh = update(Call).where(Call.id == call_id, Call.recording_path == "").values(recording_path=path, recording_until=until)
        result: Any = await self._session.execute(fresh)
        return bool(result.rowcount)

    async def find_newest(self, conversation_id: uuid.UUID) -> uuid.UUID | None:
        """Of the calls of a conversation that are over."""
        kept = select(Call.id).where(Call.conversation_id == conversation_id, Call.recording_path != "", Call.ended_at.is_not(None))
        return await self._session.scalar(kept.order_by(Call.began_at.desc()).limit(1))

    async def list_due(self, now: datetime, begun_before: datetime, limit: int) -> Sequence[uuid.UUID]:
        """Whose time is over, or would be by what is set today; locked, those that somebody else clears are left out."""
        is_over = or_(Call.recording_until <= now, Call.began_at <= begun_before)
        due = select(Call.id).where(Call.recording_path != "", is_over).limit(limit).with_for_update(skip_locked=True)
        return (await self._session.scalars(due)).all()

    async def clear(self, call_ids: Collection[uuid.UUID]) -> None:
        kept = update(Call).where(Call.id.in_(call_ids)).values(recording_path="", recording_until=None)
        await self._session.execute(kept)

    async def known_of(self, call_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
        """Those of them whose row says that they are recorded."""
        return set(await self._session.scalars(select(Call.id).where(Call.id.in_(call_ids), Call.recording_path != "")))
