"""Calls that nobody has any more: marked as lost, and whoever was waited for calls back. Walked by the worker."""

from __future__ import annotations

from datetime import timedelta

from channels.phone.calling.people import People
from conversations.calls.repository import CallRepository
from core.clock import Clock, utc_now
from core.db import Database

# Several beats missed: the process that had it is gone, or cannot reach the database.
_SILENT_FOR = timedelta(seconds=30)
_AT_A_TIME = 50


class LostCalls:
    def __init__(self, database: Database, people: People, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._people = people
        self._clock = clock

    async def look(self) -> int:
        """How many calls were let go of."""
        now = self._clock()
        async with self._database.session() as session:
            repository = CallRepository(session)
            lost = [(call.id, call.caller) for call in await repository.list_lost(now - _SILENT_FOR, _AT_A_TIME)]
            left = [(call.id, call.caller) for call in await repository.list_left_in_queue(_AT_A_TIME)]
        for call_id, caller in lost:
            # First the citizen, then the mark: whoever dies in between is followed by another look.
            await self._people.gone(call_id, caller, "call_lost")
            async with self._database.session() as session:
                await CallRepository(session).lose(call_id, now - _SILENT_FOR)
        for call_id, caller in left:
            await self._people.gone(call_id, caller, "hung_up")
        return len(lost) + len(left)
