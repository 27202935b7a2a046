"""The names under which citizens and colleagues know the members of staff."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from staff.models import StaffMember


class NameRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def names_of(self, staff_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
        """Of everybody who is or was on the staff."""
        rows = await self._session.execute(select(StaffMember.id, StaffMember.display_name).where(StaffMember.id.in_(staff_ids)))
        return {row[0]: row[1] for row in rows}
