"""The thread with one citizen: every message is stored before it is acted on, and answered exactly once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.access import opens
from conversations.limits import Limits
from conversations.models import Conversation, InboundState, Message, MessageKind, Owner, Sender
from conversations.notices import tell
from conversations.ports import Attaching, HandlingQueue, Said
from conversations.queue_wait import expected_wait
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database
from core.errors import InputError, NotAllowed, NotFound, TooManyMessages
from core.secret_keeping import new_token, token_hash
from core.words import Words
from vntext import normalise

_PAGE = 200


@dataclass(frozen=True)
class Opened:
    conversation_id: uuid.UUID
    token: str


@dataclass(frozen=True)
class History:
    """A part of the thread; `has_more` when the next part can be read at once."""

    messages: Sequence[Message]
    owner: Owner
    is_waiting: bool
    has_more: bool


@dataclass(frozen=True)
class Status:
    """`place` counts from 1; both it and the wait are None unless the citizen waits in the queue."""

    owner: Owner
    operator_name: str = ""
    place: int | None = None
    expected_wait_seconds: int | None = None


class ConversationService:
    def __init__(
        self,
        database: Database,
        queue: HandlingQueue,
        words: Words,
        limits: Limits,
        *,
        attachments: Attaching | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._queue = queue
        self._words = words
        self._limits = limits
        self._attachments = attachments
        self._clock = clock

    async def open(self, channel: str, *, is_trial: bool = False) -> Opened:
        conversation_id, token = uuid.uuid4(), new_token()
        async with self._database.session() as session:
            conversation = Conversation(
                id=conversation_id,
                channel=channel,
                external_id=str(conversation_id),
                token_hash=token_hash(token),
                is_trial=is_trial,
            )
            await ConversationRepository(session).add(conversation)
        return Opened(conversation_id, token)

    async def receive(
        self, conversation_id: uuid.UUID, external_id: str, text: str, *, attachment_ids: Sequence[uuid.UUID] = ()
    ) -> Message:
        """Store a citizen's message and queue its handling, in one transaction; the same `external_id` gives the same message.

        Raises InputError when there is nothing to answer, TooManyMessages beyond the hard limit (nothing is stored then).
        """
        async with self._database.session() as session:
            return await self.receive_in(session, conversation_id, external_id, text, attachment_ids=attachment_ids)

    async def receive_in(
        self,
        session: AsyncSession,
        conversation_id: uuid.UUID,
        external_id: str,
        text: str,
        *,
        attachment_ids: Sequence[uuid.UUID] = (),
        is_question: bool = True,
    ) -> Message:
        """`receive` within the caller's transaction. What is no question is shown to people, and nobody has to answer it."""
        content = self._checked(text)
        repository = ConversationRepository(session)
        conversation = await repository.get_locked(conversation_id)
        known = await repository.find_by_external_id(conversation_id, external_id)
        if known is not None:
            return known
        await self._check_pace(repository, conversation)
        values = {
            "sender": Sender.CITIZEN,
            "kind": MessageKind.MESSAGE,
            "text": content,
            "external_id": external_id,
            "state": _first_state(conversation, is_question=is_question),
        }
        message = await repository.append(conversation, values)
        if message is None:
            raise RuntimeError("the conversation is locked, so a new message cannot be there already")
        if attachment_ids and self._attachments is not None:
            await self._attachments.attach(session, message, attachment_ids)
        if is_question:
            # Also while people have it: danger, and rights over one's own data, wait for nobody.
            await self._queue.enqueue(session, conversation_id, message.id)
            if conversation.owner != Owner.BOT and conversation.waiting_since is None:
                conversation.waiting_since = self._clock()
        await repository.announce(conversation_id)
        return message

    async def read(self, conversation_id: uuid.UUID, after: int) -> History:
        async with self._database.reading() as session:
            messages, owner, is_waiting = await ConversationRepository(session).read_after(conversation_id, after, _PAGE + 1)
        return History(messages[:_PAGE], owner, is_waiting, has_more=len(messages) > _PAGE)

    async def status(self, conversation_id: uuid.UUID) -> Status:
        """Who has the conversation, as the citizen may know it."""
        async with self._database.session() as session:
            repository = ConversationRepository(session)
            conversation = await repository.find(conversation_id)
            if conversation is None or conversation.owner == Owner.BOT:
                return Status(Owner.BOT)
            if conversation.owner_id is not None:
                return Status(Owner.OPERATOR, operator_name=await repository.name_of(conversation.owner_id))
            wait = await expected_wait(repository, conversation, self._clock())
            return Status(Owner.QUEUE, place=wait.place, expected_wait_seconds=int(wait.expected.total_seconds()))

    async def authorise(self, conversation_id: uuid.UUID, token: str) -> None:
        async with self._database.reading() as session:
            found = await ConversationRepository(session).find_token_hash(conversation_id)
        if found is None:
            raise NotFound("no_conversation", self._words.say("no_conversation"))
        if not opens(token, *found):
            raise NotAllowed("not_your_conversation", self._words.say("not_your_conversation"))

    async def reassure(self, *message_ids: uuid.UUID) -> None:
        """Tell each of these citizens once that the answer is late, if it is; nearly always it is there, and nothing is locked."""
        async with self._database.reading() as session:
            late = await ConversationRepository(session).received_of(message_ids)
        for message_id in late:
            await self._reassure(message_id)

    async def list_unanswered(self, limit: int = 100) -> Sequence[Message]:
        async with self._database.session() as session:
            older_than = self._clock() - timedelta(seconds=30)
            return await ConversationRepository(session).list_unanswered(older_than, limit)

    async def _reassure(self, message_id: uuid.UUID) -> None:
        async with self._database.session() as session:
            repository = ConversationRepository(session)
            inbound, conversation = await repository.get_message_locked(message_id)
            if inbound.state == InboundState.RECEIVED and not await self._was_told(repository, conversation, "delayed"):
                await self._notice(repository, conversation, "delayed", in_reply_to=message_id)

    def _checked(self, text: str) -> str:
        content = normalise(text)
        if not content:
            raise InputError("empty_message", self._words.say("empty_message"))
        limit = self._limits.message_characters
        if len(content) > limit:
            raise InputError("message_too_long", self._words.say("message_too_long", length=len(content), limit=limit))
        return content

    async def _check_pace(self, repository: ConversationRepository, conversation: Conversation) -> None:
        now = self._clock()
        lately = now - self._limits.burst
        in_a_minute, recent = await repository.count_received_since(conversation.id, now - timedelta(minutes=1), lately)
        if in_a_minute >= self._limits.hard_messages_per_minute:
            wait = 30
            raise TooManyMessages("too_many_messages", self._words.say("too_many_messages", retry_after=wait), wait)
        if recent >= self._limits.burst_messages and not await self._was_told(repository, conversation, "slow_down"):
            await self._notice(repository, conversation, "slow_down")

    async def _was_told(self, repository: ConversationRepository, conversation: Conversation, topic: str) -> bool:
        return await repository.has_notice_since(conversation.id, topic, self._clock() - timedelta(seconds=30))

    async def _notice(
        self, repository: ConversationRepository, conversation: Conversation, topic: str, in_reply_to: uuid.UUID | None = None
    ) -> None:
        said = Said(self._words.say(topic), details={"topic": topic})
        await tell(repository, conversation, said, in_reply_to=in_reply_to)


def _first_state(conversation: Conversation, *, is_question: bool) -> InboundState:
    if not is_question:
        return InboundState.ANSWERED
    return InboundState.RECEIVED if conversation.owner == Owner.BOT else InboundState.WITH_PERSON
