"""All queries on the grant and on administrators who are at the vendor's page."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from channels.zalo.models import ZaloConnecting, ZaloGrant


class GrantRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self) -> ZaloGrant | None:
        return await self._session.scalar(select(ZaloGrant))

    async def lock(self) -> ZaloGrant | None:
        """As it is after everybody who held it before has let go."""
        return await self._session.scalar(select(ZaloGrant).with_for_update().execution_options(populate_existing=True))

    async def replace(self, oa_id: str, values: Mapping[str, Any]) -> None:
        """In place of whatever is there. Two who connect at once come one after the other; whoever refreshes is waited for."""
        await self._session.execute(text("SELECT pg_advisory_xact_lock(hashtext('zalo_grants'))"))
        before = await self.lock()
        oa_name = before.oa_name if before is not None and before.oa_id == oa_id else ""
        generation = await self._session.scalar(select(func.max(ZaloGrant.generation))) or 0
        await self.remove()
        self._session.add(ZaloGrant(oa_id=oa_id, oa_name=oa_name, generation=generation + 1, **values))
        await self._session.flush()

    async def change(self, grant: ZaloGrant, values: Mapping[str, Any]) -> None:
        await self._session.execute(update(ZaloGrant).where(ZaloGrant.oa_id == grant.oa_id).values(values))

    async def remove(self) -> bool:
        """Whether there was one."""
        return await self._session.scalar(delete(ZaloGrant).returning(ZaloGrant.oa_id)) is not None

    async def add_connecting(self, state_hash: str, staff_id: uuid.UUID, expires_at: datetime) -> None:
        self._session.add(ZaloConnecting(state_hash=state_hash, staff_id=staff_id, expires_at=expires_at))
        await self._session.flush()

    async def take_connecting(self, state_hash: str, staff_id: uuid.UUID, now: datetime) -> bool:
        """Whether this member went there with this state and is back in time; it holds once."""
        taken = await self._session.scalar(
            delete(ZaloConnecting)
            .where(ZaloConnecting.state_hash == state_hash, ZaloConnecting.staff_id == staff_id, ZaloConnecting.expires_at > now)
            .returning(ZaloConnecting.state_hash)
        )
        return taken is not None

    async def forget_late(self, now: datetime) -> None:
        await self._session.execute(delete(ZaloConnecting).where(ZaloConnecting.expires_at <= now))
