"""The vendor's limit of calls in a minute, kept by all processes together: the generic cell rate algorithm in one statement.

`arrival_at` is when the calls made so far would have come had they come evenly. It may lie ahead of now by the burst; further ahead means
waiting. A call whose turn is too far off is refused and takes no place.
"""

from __future__ import annotations

import asyncio

from sqlalchemy import text

from channels.contract import ChannelError, Trouble
from core.db import Database

# As many calls as fall into these seconds may be made at once.
_BURST_SECONDS = 1.0
_PATIENCE_SECONDS = 3.0
_TAKE = text(
    """
    INSERT INTO zalo_pace AS pace (id, arrival_at) VALUES (1, extract(epoch FROM clock_timestamp()) + :interval)
    ON CONFLICT (id) DO UPDATE SET arrival_at = greatest(pace.arrival_at, extract(epoch FROM clock_timestamp())) + :interval
        WHERE pace.arrival_at + :interval - extract(epoch FROM clock_timestamp()) <= :ahead
    RETURNING arrival_at - extract(epoch FROM clock_timestamp())
    """
)
_HOLD = text(
    """
    INSERT INTO zalo_pace AS pace (id, arrival_at) VALUES (1, extract(epoch FROM clock_timestamp()) + :ahead)
    ON CONFLICT (id) DO UPDATE SET arrival_at = greatest(pace.arrival_at, extract(epoch FROM clock_timestamp()) + :ahead)
    """
)


class Pace:
    def __init__(self, database: Database, calls_per_minute: int, *, patience_seconds: float = _PATIENCE_SECONDS) -> None:
        self._database = database
        self._interval = 60.0 / calls_per_minute
        self._burst = max(_BURST_SECONDS, self._interval)
        self._patience = patience_seconds

    async def take(self) -> None:
        """Returns when the call may be made. Raises ChannelError (BACK_OFF) when that is too far off."""
        ahead = self._burst + self._patience
        async with self._database.session() as session:
            lead = await session.scalar(_TAKE, {"interval": self._interval, "ahead": ahead})
        if lead is None:
            raise ChannelError(Trouble.BACK_OFF, "pace", retry_after=self._patience)
        wait = float(lead) - self._burst
        if wait > 0:
            await asyncio.sleep(wait)

    async def hold(self, seconds: float) -> None:
        """The vendor says that it is too much: nobody calls for so long."""
        async with self._database.session() as session:
            await session.execute(_HOLD, {"ahead": self._burst + seconds})
