"""Conversations of operators who are gone, back in the queue before the citizen gives up: run by the worker (rule R4)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta

from conversations.models import Owner
from conversations.ownership import PROGRAM, Change, Move, change_owner
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database
from staff.duty import list_silent
from tickets.service import TicketService

_REASON = "heartbeat"


class LostOperators:
    """An operator silent for `silent_for` loses the conversations in which a citizen waits for an answer, and no others."""

    def __init__(self, database: Database, tickets: TicketService, silent_for: timedelta, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._tickets = tickets
        self._silent_for = silent_for
        self._clock = clock

    async def requeue(self) -> Sequence[uuid.UUID]:
        """The conversations that went back to the queue now."""
        now = self._clock()
        async with self._database.session() as session:
            repository = ConversationRepository(session)
            silent = [member.id for member in await list_silent(session, now, self._silent_for)]
            lost = [one for one in await repository.lock_owned_by(silent) if one.owner == Owner.OPERATOR]
            for conversation in lost:
                await change_owner(repository, conversation, Change(Move.LOSE, PROGRAM, reason=_REASON), now)
                ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
                if ticket is not None:
                    await self._tickets.record_requeued(session, ticket.id, _REASON)
            return [conversation.id for conversation in lost]
