"""Citizens who wait long are told so and may leave a number; where nobody is on duty any more, the bot takes over again.

Run by the worker. The ticket stays open either way: nothing that was asked is lost (rule R4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation
from conversations.notices import tell
from conversations.ownership import PROGRAM, Change, Move, change_owner
from conversations.ports import Said
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database
from core.words import Words
from staff.duty import list_on_duty
from tickets.citizen_lines import ask_bot_options, promised_time
from tickets.conversation_work import ConversationWork
from tickets.service import TicketService
from tickets.tracking_codes import shown

_AT_A_TIME = 50
_STILL_WAITING = "still_waiting"


@dataclass(frozen=True)
class Patience:
    """`told_after`: a long wait with operators on duty. `given_up_after`: a queue that nobody looks after."""

    told_after: timedelta
    given_up_after: timedelta
    silent_for: timedelta


class QueuePatience:
    def __init__(
        self,
        database: Database,
        tickets: TicketService,
        work: ConversationWork,
        words: Words,
        patience: Patience,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._tickets = tickets
        self._work = work
        self._words = words
        self._patience = patience
        self._clock = clock

    async def look(self) -> int:
        """How many citizens were told something."""
        now = self._clock()
        async with self._database.session() as session:
            is_attended = bool(await list_on_duty(session, now, self._patience.silent_for))
            waited = self._patience.told_after if is_attended else self._patience.given_up_after
            # Once for each time in the queue; those told already leave room for the others.
            untold = _STILL_WAITING if is_attended else ""
            found = await ConversationRepository(session).lock_queued_before(now - waited, _AT_A_TIME, untold=untold)
            for conversation in found:
                if is_attended:
                    await self._tell(session, conversation, _STILL_WAITING)
                else:
                    await self._give_up(session, conversation, now)
            return len(found)

    async def _give_up(self, session: AsyncSession, conversation: Conversation, now: datetime) -> None:
        await change_owner(ConversationRepository(session), conversation, Change(Move.HAND_BACK, PROGRAM, reason="nobody_on_duty"), now)
        await self._tell(session, conversation, "queue_given_up")

    async def _tell(self, session: AsyncSession, conversation: Conversation, topic: str) -> None:
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if ticket is None:
            return
        await self._work.ask_phone(session, ticket)
        text = self._words.say(topic, code=shown(ticket.tracking_code), by=promised_time(ticket.due_at))
        options = ask_bot_options(self._words) if topic == _STILL_WAITING else []
        said = Said(text, options, {"topic": topic})
        await tell(ConversationRepository(session), conversation, said, at=self._clock())
