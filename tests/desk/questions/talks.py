"""Conversations with the bot as they lie in the tables, turn by turn: what was asked, and what the bot made of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from conversations.models import Conversation, Message, MessageFeedback
from core.clock import utc_now
from core.db import Database
from desk.questions.models import QuestionCluster, QuestionItem, ReplyMark

SURE = {"behaviour": "answer", "step": "answer_what_is_meant", "confidence": 0.9, "procedure_codes": ["1.001193"]}
UNSURE = SURE | {"confidence": 0.52}
MISSED = {"behaviour": "refuse", "step": "utter_not_understood", "confidence": 0.4, "procedure_codes": []}
ASKS_BACK = {"behaviour": "clarify", "step": "ask_which", "confidence": 0.4}
CHOSEN = {"behaviour": "answer", "step": "choose_option", "confidence": 1.0}
ASKS_FOR_PERSON = {"behaviour": "handover", "handover": "asked", "step": "utter_hand_over", "confidence": 0.9}
PATIENCE = timedelta(minutes=15)
GREETED = {"behaviour": "smalltalk", "step": "utter_greet", "confidence": 0.3}


@dataclass
class Talk:
    database: Database
    id: uuid.UUID
    at: datetime
    seq: int = 0

    @classmethod
    async def begin(cls, database: Database, at: datetime | None = None, **values: Any) -> Talk:
        conversation_id = uuid.uuid4()
        row = {"id": conversation_id, "channel": "webchat", "external_id": str(conversation_id)} | values
        async with database.session() as session:
            await session.execute(insert(Conversation).values(row))
        return cls(database, conversation_id, at or utc_now() - timedelta(hours=2))

    async def turn(self, text: str, details: dict[str, Any], *, sender: str = "bot", said: str = "Dạ") -> uuid.UUID:
        """The bot's reply to a message of the citizen's."""
        self.at += timedelta(seconds=1)
        asked, reply = uuid.uuid4(), uuid.uuid4()
        of_both = {"conversation_id": self.id, "created_at": self.at}
        async with self.database.session() as session:
            citizens = {"id": asked, "seq": self.seq + 1, "sender": "citizen", "kind": "message", "text": text, "state": "answered"}
            await session.execute(insert(Message).values(citizens | of_both))
            bots = {"id": reply, "seq": self.seq + 2, "sender": sender, "kind": "reply", "text": said, "in_reply_to": asked}
            await session.execute(insert(Message).values(bots | of_both | {"details": details}))
        self.seq += 2
        return reply


async def thumb(database: Database, talk: Talk, reply: uuid.UUID, *, is_helpful: bool) -> None:
    async with database.session() as session:
        found = await session.get(MessageFeedback, reply)
        if found is not None:
            found.is_helpful, found.at = is_helpful, utc_now()
        else:
            session.add(MessageFeedback(message_id=reply, conversation_id=talk.id, is_helpful=is_helpful, at=utc_now()))


async def mark(database: Database, talk: Talk, reply: uuid.UUID, by: uuid.UUID) -> None:
    async with database.session() as session:
        session.add(ReplyMark(message_id=reply, conversation_id=talk.id, is_wrong=True, marked_by=by, at=utc_now()))


async def items(database: Database) -> list[QuestionItem]:
    async with database.session() as session:
        return list(await session.scalars(select(QuestionItem).order_by(QuestionItem.at, QuestionItem.id)))


async def clusters(database: Database) -> list[QuestionCluster]:
    """Largest first."""
    async with database.session() as session:
        return list(await session.scalars(select(QuestionCluster).order_by(QuestionCluster.items.desc(), QuestionCluster.id)))


async def what_was_learned(database: Database) -> list[tuple[str, list[str]]]:
    return [(item.text, item.reasons) for item in await items(database)]
