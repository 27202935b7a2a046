"""What operators do in a conversation, each inside the caller's transaction: write to the citizen, move it to another owner."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.limits import Limits
from conversations.models import DELIVERED_CHANNELS, Conversation, InboundState, Message, MessageKind, Owner, Sender
from conversations.notices import costs_nothing, tell
from conversations.ownership import Change, change_owner
from conversations.ports import Said
from conversations.repository import SAID_ELSEWHERE, ConversationRepository
from core.errors import Conflict, InputError, NotFound
from core.words import Words
from vntext import normalise

# The operator's own name for a message, kept apart from the names that citizens' pages give to theirs.
_PREFIX = "desk-"
_INTRODUCED = "introduced"
_UNANSWERED = (InboundState.RECEIVED, InboundState.NEEDS_PERSON, InboundState.WITH_PERSON)


class OperatorSide:
    def __init__(self, words: Words, limits: Limits) -> None:
        self._words = words
        self._limits = limits

    async def write(
        self,
        session: AsyncSession,
        conversation_id: uuid.UUID,
        staff_id: uuid.UUID,
        client_id: str,
        text: str,
        *,
        may_be_empty: bool = False,
    ) -> tuple[Message, bool]:
        """The stored message, and whether it is new: the same `client_id` gives the same message.

        Raises Conflict `not_owner` unless this operator owns the conversation, checked on the locked row (rule R1).
        """
        content = self._checked(text, may_be_empty)
        repository, conversation = await self._locked(session, conversation_id)
        external_id = _PREFIX + client_id
        known = await repository.find_by_external_id(conversation_id, external_id)
        if known is not None:
            return known, False
        if conversation.owner != Owner.OPERATOR or conversation.owner_id != staff_id:
            raise Conflict("not_owner", self._words.say("not_owner"))
        values = {
            "sender": Sender.OPERATOR,
            "kind": MessageKind.MESSAGE,
            "text": content,
            "author_id": staff_id,
            "external_id": external_id,
        }
        message = await repository.append(conversation, values)
        if message is None:
            raise RuntimeError("the conversation is locked, so a new message cannot be there already")
        await self._settle(repository, conversation)
        return message, True

    async def keep_said_elsewhere(
        self, session: AsyncSession, conversation: Conversation, staff_id: uuid.UUID, external_id: str, text: str
    ) -> Message | None:
        """What staff have written at the vendor's own console, which has told the citizen already; None when it is stored before.

        On the locked conversation, of which `staff_id` is the owner.
        """
        repository = ConversationRepository(session)
        if await repository.find_by_external_id(conversation.id, external_id) is not None:
            return None
        message = await repository.append(
            conversation,
            {
                "sender": Sender.OPERATOR,
                "kind": MessageKind.MESSAGE,
                "text": normalise(text),
                "author_id": staff_id,
                "external_id": external_id,
                "details": {SAID_ELSEWHERE: True},
            },
        )
        await self._settle(repository, conversation)
        return message

    async def _settle(self, repository: ConversationRepository, conversation: Conversation) -> None:
        """A person's words are the last: nothing waits for an answer."""
        conversation.waiting_since = None
        await repository.mark_all(conversation.id, _UNANSWERED, InboundState.ANSWERED)
        await repository.announce(conversation.id)

    async def move(self, session: AsyncSession, conversation_id: uuid.UUID, change: Change, now: datetime) -> Conversation:
        """Raises Conflict when the table of moves does not allow it, or no longer does."""
        repository, conversation = await self._locked(session, conversation_id)
        await change_owner(repository, conversation, change, now)
        if conversation.owner == Owner.BOT:
            # The operator has decided that nothing is left to answer: the bot begins with the next question.
            await repository.mark_all(conversation_id, _UNANSWERED, InboundState.ANSWERED)
        elif conversation.owner == Owner.OPERATOR:
            await repository.mark_all(conversation_id, (InboundState.RECEIVED,), InboundState.WITH_PERSON)
        return conversation

    async def tell(self, session: AsyncSession, conversation: Conversation, topic: str, **values: object) -> None:
        """A fixed sentence of the system to the citizen, on the locked conversation."""
        said = Said(self._words.say(topic, **values), details={"topic": topic})
        await tell(ConversationRepository(session), conversation, said)

    async def introduce(self, session: AsyncSession, conversation: Conversation, now: datetime) -> None:
        """Who answers from now on, by name, where no page shows it: once, however often they give it away and take it again.

        Not where it would cost or could not get there: then their own words are the first to be sent.
        """
        if conversation.channel not in DELIVERED_CHANNELS or conversation.owner_id is None or not costs_nothing(conversation, now):
            return
        repository = ConversationRepository(session)
        details = {"topic": _INTRODUCED, "staff_id": str(conversation.owner_id), "session": conversation.session_number}
        last = await repository.find_last_notice(conversation.id, _INTRODUCED)
        if last is None or last.details != details:
            name = await repository.name_of(conversation.owner_id)
            await tell(repository, conversation, Said(self._words.say(_INTRODUCED, name=name), details=details), at=now)

    async def _locked(self, session: AsyncSession, conversation_id: uuid.UUID) -> tuple[ConversationRepository, Conversation]:
        repository = ConversationRepository(session)
        if await repository.find(conversation_id) is None:
            raise NotFound("no_conversation", self._words.say("no_conversation"))
        return repository, await repository.get_locked(conversation_id)

    def _checked(self, text: str, may_be_empty: bool) -> str:
        content = normalise(text)
        limit = self._limits.reply_characters
        if not content and not may_be_empty:
            raise InputError("empty_message", self._words.say("empty_reply"))
        if len(content) > limit:
            raise InputError("message_too_long", self._words.say("message_too_long", length=len(content), limit=limit))
        return content
