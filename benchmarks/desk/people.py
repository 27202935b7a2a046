"""Operators who sit at the desk from the start: their rows and signed-in browsers are written straight into the database."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from core.clock import utc_now
from core.db import Database
from core.secret_keeping import new_token, token_hash
from staff.duty import set_duty
from staff.models import DutyState, Role, StaffMember, StaffSession

_NOBODY_KNOWS = "*"


@dataclass(frozen=True)
class SignedBrowser:
    """`cookie` and `csrf_token` are what the browser shows."""

    staff_id: str
    cookie: str
    csrf_token: str


async def seat_operators(database_url: str, count: int) -> list[SignedBrowser]:
    """On duty, second factor set up, with a password that nobody knows."""
    database = Database(database_url)
    try:
        return [await _seat(database, number) for number in range(1, count + 1)]
    finally:
        await database.close()


async def _seat(database: Database, number: int) -> SignedBrowser:
    member = StaffMember(
        id=uuid.uuid4(),
        username=f"operator{number}",
        display_name=f"Operator {number}",
        roles=[Role.OPERATOR.value],
        password_hash=_NOBODY_KNOWS,
        must_change_password=False,
        totp_secret=_NOBODY_KNOWS,
    )
    cookie, csrf_token, now = new_token(), new_token(), utc_now()
    async with database.session() as session:
        session.add(member)
        await session.flush()
        session.add(
            StaffSession(
                token_hash=token_hash(cookie),
                staff_id=member.id,
                csrf_token=csrf_token,
                created_at=now,
                last_seen_at=now,
                expires_at=now + timedelta(days=1),
            )
        )
        await set_duty(session, member.id, DutyState.ON_DUTY)
    return SignedBrowser(str(member.id), cookie, csrf_token)
