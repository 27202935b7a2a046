"""What stands where a citizen's words were, and the door through which rows that nobody may change are blanked."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

# The trigger of migration 0009 knows it too: it lets nothing else be written over what was there.
ERASED = "(đã xóa theo yêu cầu)"


async def open_erasing(session: AsyncSession) -> None:
    """To the end of the transaction texts of rows that are otherwise never changed may be blanked, and nothing else of them."""
    await session.execute(text("SELECT set_config('hotline.erasing', 'on', true)"))
