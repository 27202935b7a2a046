"""All queries on the pauses of the bot."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import BotPause

CHANNEL = "staff"
# Put together once: it is asked twice in every turn.
_FIND_ACTIVE = (
    select(BotPause)
    .where(BotPause.ended_at.is_(None), tuple_(BotPause.scope, BotPause.value).in_(bindparam("named", expanding=True)))
    .order_by(BotPause.started_at, BotPause.id)
    .limit(1)
)


class BotPausesRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, values: dict[str, Any]) -> BotPause | None:
        """None when the same is paused already, even if somebody did it at the same moment."""
        statement = insert(BotPause).values({"id": uuid.uuid4()} | values)
        statement = statement.on_conflict_do_nothing(index_elements=[BotPause.scope, BotPause.value], index_where=text("ended_at IS NULL"))
        return await self._session.scalar(statement.returning(BotPause))

    async def end(self, pause_id: uuid.UUID, by: uuid.UUID, at: datetime) -> BotPause | None:
        """None when there is no such pause or it has ended before."""
        statement = update(BotPause).where(BotPause.id == pause_id, BotPause.ended_at.is_(None)).values(ended_by=by, ended_at=at)
        return await self._session.scalar(statement.returning(BotPause))

    async def find(self, pause_id: uuid.UUID) -> BotPause | None:
        return await self._session.get(BotPause, pause_id)

    async def list_active(self) -> Sequence[BotPause]:
        """Oldest first."""
        statement = select(BotPause).where(BotPause.ended_at.is_(None))
        return (await self._session.scalars(statement.order_by(BotPause.started_at, BotPause.id))).all()

    async def find_active(self, named: Sequence[tuple[str, str]]) -> BotPause | None:
        """The oldest of these, each a scope and a value."""
        return await self._session.scalar(_FIND_ACTIVE, {"named": named})

    async def announce(self) -> None:
        await self._session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})
