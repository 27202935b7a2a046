"""The feed of one web process with desks that follow it, without browsers in between."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text

from core.db import Database
from core.listening import Listener
from core.words import Words
from desk.operators.feed import Desk, Feed
from staff.duty import SILENT_FOR
from staff.models import Role
from staff.permissions import permissions_of


@dataclass
class Seat:
    """A desk that follows, and all it was told."""

    desk: Desk
    seen: list[tuple[str, Any]] = field(default_factory=list)

    async def hears(self, name: str, within: float = 3.0, **wanted: Any) -> Any:
        """The next event of that name whose data holds what is wanted."""
        async with asyncio.timeout(within):
            while True:
                event, data = await self.desk.events.get()
                self.seen.append((event, json.loads(data)))
                if event == name and all(self.seen[-1][1][key] == value for key, value in wanted.items()):
                    return self.seen[-1][1]

    def told(self, name: str) -> list[Any]:
        return [data for event, data in self.seen if event == name]


class Office:
    def __init__(self, database: Database, database_url: str, words: Words) -> None:
        self._listener = Listener(database_url)
        self.feed = Feed(database, self._listener, words, SILENT_FOR)
        self._stack = ExitStack()
        self._is_up_to_date = asyncio.Event()
        self._listener.on("up_to_date", lambda _payload: self._is_up_to_date.set())

    def ring_with(self, ring: Callable[[Listener, Feed], None]) -> None:
        """Something else of the process that hears notices and tells the open desks."""
        ring(self._listener, self.feed)

    async def catch_up(self, database: Database) -> None:
        """Until the process has heard all that was told up to now."""
        self._is_up_to_date.clear()
        async with database.session() as session:
            await session.execute(text("NOTIFY up_to_date"))
        async with asyncio.timeout(3):
            await self._is_up_to_date.wait()

    def sit(self, *roles: Role, staff_id: uuid.UUID | None = None, group_name: str = "") -> Seat:
        """Operators, unless it is said otherwise."""
        permissions = frozenset(permissions_of(roles or (Role.OPERATOR,)))
        return Seat(self._stack.enter_context(self.feed.follow(staff_id or uuid.uuid4(), permissions, group_name)))

    def close_desks(self) -> None:
        self._stack.close()

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        listening = asyncio.create_task(self._listener.listen())
        await self._is_up_to_date.wait()
        feeding = asyncio.create_task(self.feed.run())
        try:
            yield
        finally:
            self._stack.close()
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening
            self.feed.stop()
            await feeding
