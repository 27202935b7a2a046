"""A webhook becomes what it means: a message in the thread, a greeting, a receipt, words said at the vendor's console, or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from channels.zalo.console import Console
from channels.zalo.contacts import ContactRepository, ReplyWindows, note_interaction, note_told
from channels.zalo.lines import Fetched, Line, Lines
from channels.zalo.models import ZaloContact
from channels.zalo.outcomes import IGNORED_EVENTS, IGNORED_PREFIXES, Outcome
from channels.zalo.payloads import Event
from channels.zalo.ports import DataRights
from channels.zalo.receipts import note_receipt
from channels.zalo.submitted import Submitted
from conversations.models import PLACE, Conversation, Message, Owner
from conversations.notices import tell
from conversations.ports import Said
from conversations.repository import ConversationRepository
from conversations.service import ConversationService
from core.errors import InputError

# What opens the reply window, and is answered with what is stored and why.
_MOVES_OF_CITIZEN = frozenset({"follow", "user_click_chatnow", "user_submit_info"})
_EMPTY = "empty_message"
_ONLY_WORDS = "only_words"
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Received:
    """`message` when the citizen said something."""

    outcome: Outcome
    message: Message | None = None


@dataclass(frozen=True)
class Greeting:
    """What a citizen is told first: the wording and its version."""

    text: str
    version: str


@dataclass(frozen=True)
class Channel:
    """What receiving works with."""

    conversations: ConversationService
    lines: Lines
    console: Console
    submitted: Submitted
    rights: DataRights
    windows: ReplyWindows
    greeting: Greeting


class Receiving:
    """Everything in the caller's transaction, in which the event is marked as handled."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    async def console_author(self, session: AsyncSession) -> uuid.UUID:
        return await self._channel.console.author(session)

    async def prepare(self, event: Event) -> None:
        await self._channel.lines.prepare(event)

    async def receive(self, session: AsyncSession, conversation: Conversation | None, event: Event, fetched: Sequence[Fetched]) -> Received:
        """`conversation`: the citizen's, locked; None where there is none yet and none is needed."""
        if event.is_phone_receipt or event.name in IGNORED_EVENTS or event.name.startswith(IGNORED_PREFIXES):
            return Received(Outcome.IGNORED)
        if event.name in ("user_seen_message", "user_received_message"):
            return Received(await note_receipt(session, event))
        if event.is_from_account and not event.admin_id:
            return Received(Outcome.OWN_ECHO)
        if conversation is None:
            is_known = event.name in ("unfollow", "user_withdraw")
            return Received(Outcome.IGNORED if is_known else Outcome.UNKNOWN_EVENT)
        if event.is_from_account:
            line = self._channel.lines.of(event, fetched)
            return Received(await self._channel.console.keep(session, conversation, event, line))
        if event.name == "user_withdraw":
            await self._channel.rights.withdraw(session, conversation.id)
            return Received(Outcome.WITHDRAWN)
        contact = await session.get_one(ZaloContact, conversation.id)
        if event.name == "unfollow":
            contact.is_follower = False
            return Received(Outcome.UNFOLLOWED)
        note_interaction(conversation, contact, event.sent_at, self._channel.windows)
        await self._greet(session, conversation, contact)
        return await self._of_citizen(session, conversation, contact, event, fetched)

    async def _of_citizen(
        self, session: AsyncSession, conversation: Conversation, contact: ZaloContact, event: Event, fetched: Sequence[Fetched]
    ) -> Received:
        if event.name == "follow":
            contact.is_follower = True
        if event.name in ("follow", "user_click_chatnow"):
            return Received(Outcome.GREETED)
        if event.name == "user_submit_info":
            line = await self._channel.submitted.take(session, conversation, event.info)
        else:
            line = self._channel.lines.of(event, fetched)
        return await self._store(session, conversation, event, line)

    async def _store(self, session: AsyncSession, conversation: Conversation, event: Event, line: Line) -> Received:
        try:
            message = await self._channel.conversations.receive_in(
                session,
                conversation.id,
                f"zalo-{event.msg_id or event.timestamp}",
                line.text,
                attachment_ids=line.attachment_ids,
                is_question=line.is_question,
            )
        except InputError as refused:
            if refused.code == _EMPTY:
                return Received(Outcome.EMPTY)
            await self._tell(session, conversation, refused.message, refused.code)
            return Received(Outcome.REFUSED)
        if line.place:
            message.details = message.details | {PLACE: line.place}
        if line.told and not (line.is_sticker and await self._is_let_be(session, conversation, event)):
            await self._tell(session, conversation, line.told, _ONLY_WORDS if line.is_sticker else "not_taken")
        return Received(Outcome.STORED, message)

    async def _is_let_be(self, session: AsyncSession, conversation: Conversation, event: Event) -> bool:
        """A sticker that a person sees, or that comes after another: one friendly word a day is enough."""
        if conversation.owner != Owner.BOT:
            return True
        return await ConversationRepository(session).has_notice_since(conversation.id, _ONLY_WORDS, event.sent_at - _A_DAY)

    async def _greet(self, session: AsyncSession, conversation: Conversation, contact: ZaloContact) -> None:
        """Before the first answer, once for each wording: what is stored, why, and how to have it deleted."""
        greeting = self._channel.greeting
        if contact.told_version == greeting.version:
            return
        told = await self._tell(session, conversation, greeting.text, "first_contact", version=greeting.version)
        if told is not None:
            note_told(contact, greeting.version, told)

    async def _tell(self, session: AsyncSession, conversation: Conversation, text: str, topic: str, **details: str) -> Message | None:
        said = Said(text, details={"topic": topic, **details})
        return await tell(ConversationRepository(session), conversation, said)


def needs_conversation(event: Event) -> bool:
    """Whether a citizen never seen before gets a conversation: they did something, or staff wrote to them."""
    return event.is_from_citizen or event.name in _MOVES_OF_CITIZEN or (event.is_from_account and bool(event.admin_id))


async def locked_conversation(session: AsyncSession, event: Event) -> Conversation | None:
    contacts = ContactRepository(session)
    if not event.user_id:
        return None
    if needs_conversation(event):
        return (await contacts.get_conversation_locked(event.user_id))[0]
    return await contacts.find_conversation_locked(event.user_id)
