"""People at the desk, signed in without the detour over passwords: `async with at_the_desk(app, database) as desk: …`."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
from argon2 import PasswordHasher

from core.clock import utc_now
from core.db import Database
from core.secret_keeping import new_token, token_hash
from desk.access.dependencies import COOKIE
from staff.models import Role, StaffMember, StaffSession

PASSWORD = "đò ngang sang sông"
# As real ones, at a thousandth of the cost.
QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_HASH = QUICK_HASHER.hash(PASSWORD)
_ADDRESS = "http://desk.test"


class Person(httpx.AsyncClient):
    """A browser at the desk; `member` is who sits before it, None for a stranger."""

    member: StaffMember | None = None

    @property
    def id(self) -> uuid.UUID:
        assert self.member is not None
        return self.member.id


async def add_member(database: Database, username: str, *roles: Role, **values: Any) -> StaffMember:
    """In good standing: PASSWORD, chosen by themselves, and a second factor set up (with a secret nobody knows)."""
    usual = {
        "id": uuid.uuid4(),
        "username": username,
        "display_name": username.title(),
        "roles": [role.value for role in roles],
        "password_hash": _HASH,
        "must_change_password": False,
        "totp_secret": "set up elsewhere",
    }
    member = StaffMember(**usual | values)
    async with database.session() as session:
        session.add(member)
        await session.flush()
        await session.refresh(member)
    return member


async def open_session(database: Database, member: StaffMember, **values: Any) -> dict[str, Any]:
    """What a browser of that member sends along: arguments for httpx.AsyncClient."""
    token, csrf_token, now = new_token(), new_token(), utc_now()
    usual = {
        "token_hash": token_hash(token),
        "staff_id": member.id,
        "csrf_token": csrf_token,
        "created_at": now,
        "last_seen_at": now,
        "expires_at": now + timedelta(days=7),
    }
    async with database.session() as session:
        session.add(StaffSession(**usual | values))
    return {"cookies": {COOKIE: token}, "headers": {"X-CSRF-Token": csrf_token}}


@asynccontextmanager
async def person(app: Any, database: Database, member: StaffMember | None) -> AsyncIterator[Person]:
    """`app` is called directly, or is the address of one that runs (see tests.serving; needed for streams)."""
    shown = {} if member is None else await open_session(database, member)
    async with Person(**_way_to(app), **shown, timeout=20, trust_env=False) as client:
        client.member = member
        yield client


@dataclass(frozen=True)
class Desk:
    operator: Person
    supervisor: Person
    editor: Person
    admin: Person
    stranger: Person

    @property
    def everybody(self) -> Sequence[Person]:
        return (self.operator, self.supervisor, self.editor, self.admin, self.stranger)


@asynccontextmanager
async def at_the_desk(app: Any, database: Database) -> AsyncIterator[Desk]:
    """One person of each role and a stranger, who is nobody."""
    async with AsyncExitStack() as stack:
        people = {}
        for role in Role:
            member = await add_member(database, role.value, role)
            people[role.value] = await stack.enter_async_context(person(app, database, member))
        yield Desk(**people, stranger=await stack.enter_async_context(person(app, database, None)))


def _way_to(app: Any) -> dict[str, Any]:
    if isinstance(app, str):
        return {"base_url": app}
    return {"base_url": _ADDRESS, "transport": httpx.ASGITransport(app, raise_app_exceptions=False)}
