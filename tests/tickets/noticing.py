"""What members of staff find among their notices."""

from __future__ import annotations

from collections.abc import Sequence

from core.db import Database
from staff.models import StaffMember, StaffNotice
from staff.notices import list_notices


async def heard_by(database: Database, member: StaffMember) -> Sequence[StaffNotice]:
    """Newest first."""
    async with database.session() as session:
        return (await list_notices(session, member.id)).notices
