"""The board as every desk loads it: all desks come at once after the web process was away, so those of a blink share one reading."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from conversations.bot_pauses import BotPauses
from core.clock import Clock, utc_now
from core.db import Database
from desk.operators.colleagues import Colleague, colleagues_now
from desk.operators.rows import Row, rows_on_board

_BLINK_SECONDS = 0.03


@dataclass(frozen=True)
class Board:
    read_at: datetime
    rows: Sequence[Row]
    staff: Sequence[Colleague]
    is_bot_paused: bool


class BoardReader:
    def __init__(self, database: Database, pauses: BotPauses, silent_for: timedelta, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._pauses = pauses
        self._silent_for = silent_for
        self._clock = clock
        self._next: asyncio.Task[Board] | None = None

    async def read(self) -> Board:
        """A reading that begins after this call: what was known before it is on the board."""
        if self._next is None:
            self._next = asyncio.create_task(self._read_soon())
        # One who leaves does not take the reading away from the others.
        return await asyncio.shield(self._next)

    async def _read_soon(self) -> Board:
        await asyncio.sleep(_BLINK_SECONDS)
        self._next = None
        async with self._database.session() as session:
            now = self._clock()
            return Board(
                read_at=now,
                rows=await rows_on_board(session),
                staff=await colleagues_now(session, self._silent_for, now),
                is_bot_paused=await self._pauses.applies(session, procedure_codes=(), sectors=()) is not None,
            )
