"""All queries on whether the vendor still tells us what happens, and on what it did not tell."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from channels.zalo.models import ZaloEvent


class WatchingRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def last_webhook_at(self) -> datetime | None:
        """What the history call brought does not count: it is stored as received when it was sent, which no webhook ever is."""
        statement = select(ZaloEvent.received_at).where(ZaloEvent.received_at != ZaloEvent.sent_at)
        return await self._session.scalar(statement.order_by(ZaloEvent.received_at.desc()).limit(1))

    async def mark_fetched(self, key: str) -> None:
        await self._session.execute(update(ZaloEvent).where(ZaloEvent.key == key).values(received_at=ZaloEvent.sent_at))

    async def known_among(self, keys: Collection[str]) -> frozenset[str]:
        return frozenset((await self._session.scalars(select(ZaloEvent.key).where(ZaloEvent.key.in_(keys)))).all())
