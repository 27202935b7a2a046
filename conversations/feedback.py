"""Thumbs of citizens under the bot's answers: kept once for each answer, changed as often as they like."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from conversations.models import Message, MessageFeedback, Sender
from conversations.repository import ConversationRepository
from core.db import Database
from core.errors import NotFound
from core.words import Words

# What says something, rather than asking back or being polite.
_ANSWERS = frozenset({"answer", "refer", "refuse"})


def may_be_rated(message: Message) -> bool:
    return message.sender == Sender.BOT and message.in_reply_to is not None and message.details.get("behaviour") in _ANSWERS


class Feedback:
    def __init__(self, database: Database, words: Words) -> None:
        self._database = database
        self._words = words

    async def give(self, conversation_id: uuid.UUID, message_id: uuid.UUID, *, is_helpful: bool) -> None:
        """Raises NotFound for what is no answer of the bot in this conversation."""
        async with self._database.session() as session:
            await ConversationRepository(session).get_locked(conversation_id)
            message = await ConversationRepository(session).find_message(message_id)
            if message is None or message.conversation_id != conversation_id or not may_be_rated(message):
                raise NotFound("no_answer", self._words.say("no_answer_to_rate"))
            values = {"is_helpful": is_helpful, "at": func.clock_timestamp()}
            row = insert(MessageFeedback).values(message_id=message_id, conversation_id=conversation_id, **values)
            changed = MessageFeedback.is_helpful != is_helpful
            await session.execute(row.on_conflict_do_update(index_elements=["message_id"], set_=values, where=changed))

    async def of_messages(self, message_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, bool]:
        if not message_ids:
            return {}
        async with self._database.reading() as session:
            statement = select(MessageFeedback.message_id, MessageFeedback.is_helpful).where(MessageFeedback.message_id.in_(message_ids))
            return {row.message_id: row.is_helpful for row in await session.execute(statement)}
