"""The name under which the program keeps what staff said to citizens outside the desk: nobody signs in with it."""

from __future__ import annotations

import uuid

from sqlalchemy.ext.asyncio import AsyncSession

from staff.repository import StaffRepository

# No password has this hash: whoever has it is nobody who signs in.
NO_PASSWORD = "!"  # noqa: S105


async def outside_member(session: AsyncSession, username: str, display_name: str) -> uuid.UUID:
    """Made when it is needed for the first time. Without roles it takes no conversations and is nobody's colleague."""
    repository = StaffRepository(session)
    values = {"username": username, "display_name": display_name, "roles": [], "password_hash": NO_PASSWORD}
    known = await repository.find_by_username(username) or await repository.add(values) or await repository.find_by_username(username)
    if known is None:
        raise RuntimeError("members of staff are never taken away")
    return known.id
