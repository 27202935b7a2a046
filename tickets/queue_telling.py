"""What citizens in the queue are told while they wait, when their operator went away, and when nobody is left: on every channel.

The ticket stays open whatever happens: nothing that was asked is lost (rule R4).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation
from conversations.notices import costs_nothing, tell
from conversations.ownership import PROGRAM, Change, Move, change_owner
from conversations.ports import Said
from conversations.repository import ConversationRepository
from core.words import Words
from tickets.citizen_lines import ask_bot_options
from tickets.conversation_work import ConversationWork
from tickets.models import Ticket
from tickets.open_questions import OpenQuestions
from tickets.promises import promised_time
from tickets.queue_place import place_in_words
from tickets.service import TicketService
from tickets.tracking_codes import shown

STILL_WAITING = "still_waiting"
PLACE = "queue_place"
_REQUEUED = "requeued"
_PASSED_ON = "passed_on"
_GIVEN_UP = "queue_given_up"
_NOBODY = "nobody_on_duty"


class QueueTelling:
    """Each on the locked conversation. `words`: tickets/handover_words.yml."""

    def __init__(self, tickets: TicketService, work: ConversationWork, words: Words, questions: OpenQuestions) -> None:
        self._tickets = tickets
        self._work = work
        self._words = words
        self._questions = questions

    async def requeued(self, session: AsyncSession, conversation: Conversation, now: datetime) -> None:
        """Their operator went away or passed them on, and colleagues are there."""
        topic = _PASSED_ON if conversation.queue_group else _REQUEUED
        place = await place_in_words(ConversationRepository(session), conversation, self._words, now)
        await self._say(session, conversation, topic, self._words.say(topic, place=place), now)

    async def place(self, session: AsyncSession, conversation: Conversation, now: datetime) -> None:
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if ticket is not None:
            place = await place_in_words(ConversationRepository(session), conversation, self._words, now)
            text = self._words.say(PLACE, place=place, code=shown(ticket.tracking_code))
            await self._say(session, conversation, PLACE, text, now)

    async def still_waiting(self, session: AsyncSession, conversation: Conversation, now: datetime) -> None:
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if ticket is not None:
            await self._work.ask_phone(session, ticket)
            place = await place_in_words(ConversationRepository(session), conversation, self._words, now)
            await self._say(session, conversation, STILL_WAITING, self._promise(STILL_WAITING, ticket, place=place), now)

    async def give_up(self, session: AsyncSession, conversation: Conversation, now: datetime) -> None:
        """Nobody is there any more: a call is promised, and the bot answers what was asked in the meantime, if it can."""
        await change_owner(ConversationRepository(session), conversation, Change(Move.HAND_BACK, PROGRAM, reason=_NOBODY), now)
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if ticket is None:
            text = self._words.say("queue_given_up_without_ticket")
        else:
            ticket = await self._tickets.turn_into_call(session, ticket.id, _NOBODY)
            await self._work.ask_phone(session, ticket)
            text = self._promise(_GIVEN_UP, ticket)
        await tell(ConversationRepository(session), conversation, Said(text, details={"topic": _GIVEN_UP}), at=now)
        await self._questions.ask_bot(session, conversation)

    def _promise(self, topic: str, ticket: Ticket, **values: object) -> str:
        code, by = shown(ticket.tracking_code), promised_time(ticket.due_at)
        if ticket.citizen_phone:
            return self._words.say(f"{topic}_with_phone", code=code, by=by, phone=ticket.citizen_phone, **values)
        return self._words.say(topic, code=code, by=by, **values)

    async def _say(self, session: AsyncSession, conversation: Conversation, topic: str, text: str, now: datetime) -> None:
        if not costs_nothing(conversation, now):
            return
        said = Said(text, ask_bot_options(self._words), {"topic": topic})
        await tell(ConversationRepository(session), conversation, said, at=now)
