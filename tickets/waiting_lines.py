"""Lines of whoever waits, or was asked for a number: who they talk to, and that they leave none."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Message, Owner
from conversations.ports import Said
from conversations.repository import ConversationRepository
from core.clock import Clock
from core.words import Words
from tickets.conversation_work import ConversationWork
from tickets.promises import promised_time
from tickets.queue_place import place_in_words
from tickets.tracking_codes import shown
from vntext import fold

# So recent that it need not be said again, and how far up it is looked for.
_SAID_JUST_NOW = timedelta(minutes=1)
_LINES_STILL_SEEN = 6
_WAITS_FOR = "who_you_wait_for"
_KEPT_OUT = "number_kept_out"
_QUEUE_TOPICS = frozenset({_WAITS_FOR, "handed_over", "queue_place", "still_waiting", "requeued", "passed_on"})
_ASKING_NUMBER = frozenset({"handed_over", "queue_given_up", "phone_wrong"})


class WaitingLines:
    """`words`: tickets/handover_words.yml."""

    def __init__(self, work: ConversationWork, words: Words, clock: Clock) -> None:
        self._work = work
        self._words = words
        self._clock = clock

    async def take(self, session: AsyncSession, conversation: Conversation, line: Message) -> Said | None:
        if conversation.owner == Owner.QUEUE:
            return await self._tell_who(session, conversation, line)
        return await self._keep_without_number(session, conversation, line) if conversation.owner == Owner.BOT else None

    async def _tell_who(self, session: AsyncSession, conversation: Conversation, line: Message) -> Said | None:
        """ "M là ai": whom one waits for, unless that was said just now."""
        if not self._is(line, "who_is_there"):
            return None
        now, repository = self._clock(), ConversationRepository(session)
        before = await repository.list_before(conversation.id, line.seq, _LINES_STILL_SEEN)
        if any(message.details.get("topic") in _QUEUE_TOPICS and now - message.created_at < _SAID_JUST_NOW for message in before):
            return None
        place = await place_in_words(repository, conversation, self._words, now)
        return Said(self._words.say(_WAITS_FOR, place=place), details={"topic": _WAITS_FOR, "behaviour": "track"})

    async def _keep_without_number(self, session: AsyncSession, conversation: Conversation, line: Message) -> Said | None:
        """ "Thôi khỏi", right after a number was asked for."""
        if not self._is(line, "keeps_number"):
            return None
        before = await ConversationRepository(session).list_before(conversation.id, line.seq, 1)
        if not before or before[0].details.get("topic") not in _ASKING_NUMBER:
            return None
        ticket = await self._work.find_asking_phone(session, conversation.id)
        if ticket is None:
            return None
        await self._work.leave_phone(session, ticket)
        text = self._words.say(_KEPT_OUT, code=shown(ticket.tracking_code), by=promised_time(ticket.due_at))
        return Said(text, details={"topic": _KEPT_OUT, "behaviour": "track"})

    def _is(self, line: Message, key: str) -> bool:
        return re.search(self._words.say(key), fold(line.text)) is not None
