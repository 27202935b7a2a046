"""Conversations of operators who are gone or do not answer, back in the queue before the citizen gives up: run by the worker (rule R4)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation
from conversations.ownership import PROGRAM, Change, Move, change_owner
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database
from staff.duty import list_on_duty, list_silent
from tickets.queue_telling import QueueTelling
from tickets.service import TicketService
from tickets.silence import Silence

_SILENT = "heartbeat"
_RESTING = "resting"
_SLOW = "unanswered"
_LINE_BROKE = "line_broke"


@dataclass(frozen=True)
class OperatorLimits:
    """`rest_within`: for whoever rests to answer what they had before. `answer_within`: for all others, with a citizen waiting."""

    rest_within: timedelta
    answer_within: timedelta


class LostOperators:
    """An operator beyond the limits loses the conversations in which a citizen waits for an answer, and no others.

    Whoever is not heard from, has signed out, or began to rest while the citizen waited loses them at once.
    """

    def __init__(
        self,
        database: Database,
        tickets: TicketService,
        telling: QueueTelling,
        silence: Silence,
        limits: OperatorLimits,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._tickets = tickets
        self._telling = telling
        self._silence = silence
        self._limits = limits
        self._clock = clock

    async def requeue(self) -> Sequence[uuid.UUID]:
        """The conversations that went back to the queue now."""
        now = self._clock()
        async with self._database.session() as session:
            repository = ConversationRepository(session)
            silent_for = self._silence.allowed(now)
            silent = [member.id for member in await list_silent(session, now, silent_for)]
            lost = dict.fromkeys(await repository.lock_owned_by(silent), _SILENT)
            resting = await repository.lock_left_by_resting(now - self._limits.rest_within)
            slow = await repository.lock_unanswered_since(now - self._limits.answer_within)
            lost |= {one: _RESTING for one in resting if one not in lost}
            lost |= {one: _SLOW for one in slow if one not in lost}
            is_attended = bool(await list_on_duty(session, now, silent_for))
            for conversation, reason in lost.items():
                await self._lose(session, conversation, reason)
                # With nobody there, the round that looks after the queue tells them so.
                if is_attended:
                    await self._telling.requeued(session, conversation, now)
            return [conversation.id for conversation in lost]

    async def lose_silent(self, conversation_id: uuid.UUID, staff_id: uuid.UUID) -> bool:
        """A caller whose operator's line broke and did not come back; whether it was still theirs."""
        async with self._database.session() as session:
            conversation = await ConversationRepository(session).get_locked(conversation_id)
            if conversation.owner_id != staff_id:
                return False
            await self._lose(session, conversation, _LINE_BROKE)
            return True

    async def _lose(self, session: AsyncSession, conversation: Conversation, reason: str) -> None:
        change = Change(Move.LOSE, PROGRAM, reason=reason)
        await change_owner(ConversationRepository(session), conversation, change, self._clock())
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if ticket is not None:
            await self._tickets.record_requeued(session, ticket.id, reason)
