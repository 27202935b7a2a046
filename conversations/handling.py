"""What the worker does with one stored message: ask the bot, then store its reply, once, if the bot still owns the conversation."""

from __future__ import annotations

import uuid

from conversations.limits import Limits
from conversations.models import Conversation, InboundState, MessageKind, Owner, Sender
from conversations.ports import Bot, BotReply, BotTurn
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database
from core.errors import Unavailable
from core.words import Words
from vntext import read_telex

# Behaviours after which a person has to act, beside the bot's sentence.
_FOR_A_PERSON = frozenset({"handover", "report"})


class MessageHandler:
    def __init__(self, database: Database, bot: Bot, words: Words, limits: Limits, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._bot = bot
        self._words = words
        self._limits = limits
        self._clock = clock

    async def handle(self, message_id: uuid.UUID) -> None:
        """Answer one citizen's message; doing it again is harmless.

        Raises Unavailable while the bot does not answer (the queue tries again); after `give_up` the question goes to a person.
        """
        turn = await self._prepare(message_id)
        if turn is None:
            return
        try:
            reply = await self._bot.reply(turn)
        except Unavailable:
            if await self._is_given_up(message_id):
                await self.hand_to_person(message_id)
                return
            raise
        await self._store(message_id, reply)

    async def hand_to_person(self, message_id: uuid.UUID) -> None:
        """Tell the citizen that a person will answer, unless the answer is there or a person holds the conversation already."""
        async with self._database.session() as session:
            repository = ConversationRepository(session)
            inbound = await repository.get_message(message_id)
            conversation = await repository.get_locked(inbound.conversation_id)
            if conversation.owner != Owner.BOT:
                return
            values = {
                "sender": Sender.SYSTEM,
                "kind": MessageKind.REPLY,
                "text": self._words.say("needs_person"),
                "details": {"behaviour": "handover", "topic": "needs_person"},
                "in_reply_to": message_id,
            }
            if await repository.append(conversation, values) is not None:
                await repository.mark(message_id, InboundState.NEEDS_PERSON)
                await repository.announce(conversation.id)

    async def _prepare(self, message_id: uuid.UUID) -> BotTurn | None:
        async with self._database.session() as session:
            repository = ConversationRepository(session)
            inbound = await repository.get_message(message_id)
            conversation = await repository.get_locked(inbound.conversation_id)
            if inbound.state != InboundState.RECEIVED or conversation.owner != Owner.BOT:
                return None
            self._roll_session(conversation)
            session_id = f"{conversation.id}.{conversation.session_number}"
            return BotTurn(message_id, session_id, read_telex(inbound.text), conversation.dialogue_context)

    def _roll_session(self, conversation: Conversation) -> None:
        """A short Rasa tracker keeps turn 300 as cheap as turn 5; what the dialogue needs is in our own context."""
        if conversation.session_turns >= self._limits.session_turns:
            conversation.session_number += 1
            conversation.session_turns = 0

    async def _store(self, message_id: uuid.UUID, reply: BotReply) -> None:
        async with self._database.session() as session:
            repository = ConversationRepository(session)
            inbound = await repository.get_message(message_id)
            conversation = await repository.get_locked(inbound.conversation_id)
            if conversation.owner != Owner.BOT:
                return
            details = reply.details | {"behaviour": reply.behaviour}
            values = {
                "sender": Sender.BOT,
                "kind": MessageKind.REPLY,
                "text": reply.text,
                "blocks": reply.blocks,
                "options": reply.options,
                "details": details,
                "in_reply_to": message_id,
            }
            if await repository.append(conversation, values) is None:
                return
            conversation.dialogue_context = reply.context
            conversation.session_turns += 1
            for_a_person = reply.behaviour in _FOR_A_PERSON
            await repository.mark(message_id, InboundState.NEEDS_PERSON if for_a_person else InboundState.ANSWERED)
            await repository.announce(conversation.id)

    async def _is_given_up(self, message_id: uuid.UUID) -> bool:
        async with self._database.session() as session:
            inbound = await ConversationRepository(session).get_message(message_id)
            return self._clock() - inbound.created_at >= self._limits.give_up
