"""Citizens who wait are told how long and may leave a number; where nobody is on duty any more, the bot takes over again.

Run by the worker. Where a page shows the place in the queue, nothing more is said before `told_after`; on other channels the place is told
now and then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database
from staff.duty import list_on_duty
from tickets.queue_telling import PLACE, STILL_WAITING, QueueTelling
from tickets.silence import Silence

_AT_A_TIME = 50


@dataclass(frozen=True)
class Patience:
    """`told_after`: a long wait with operators on duty. `given_up_after`: in a queue that nobody looks after, counted from its beginning.

    `place_after`: when the place is told where no page shows it, each once.
    """

    told_after: timedelta
    given_up_after: timedelta
    place_after: Sequence[timedelta] = (timedelta(minutes=3), timedelta(minutes=20), timedelta(minutes=40))


class QueuePatience:
    def __init__(self, database: Database, telling: QueueTelling, silence: Silence, patience: Patience, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._telling = telling
        self._silence = silence
        self._patience = patience
        self._clock = clock

    async def look(self) -> int:
        """How many citizens were told something."""
        now = self._clock()
        async with self._database.session() as session:
            if await list_on_duty(session, now, self._silence.allowed(now)):
                return await self._tell_of_waiting(session, now)
            found = await ConversationRepository(session).lock_queued_before(now - self._patience.given_up_after, _AT_A_TIME)
            for conversation in found:
                await self._telling.give_up(session, conversation, now)
            return len(found)

    async def _tell_of_waiting(self, session: AsyncSession, now: datetime) -> int:
        repository, patience = ConversationRepository(session), self._patience
        # Once for each time in the queue; those told already leave room for the others.
        long = await repository.lock_queued_before(now - patience.told_after, _AT_A_TIME, untold=STILL_WAITING)
        for conversation in long:
            await self._telling.still_waiting(session, conversation, now)
        in_the_dark = await repository.lock_kept_in_the_dark(now, patience.place_after, PLACE, _AT_A_TIME)
        for conversation in in_the_dark:
            await self._telling.place(session, conversation, now)
        return len(long) + len(in_the_dark)
