"""Queries of the desk's search. Words are compared in lower case without accents (fold_vietnamese, migration 0005), through GIN indexes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from vntext import fold

# The newest messages that hold all the words. Where any of them holds the words side by side, only those count: a syllable alone is in
# every other message ("cần … cuộc gọi" is not about "căn cước").
_MESSAGES = """
    WITH newest AS MATERIALIZED (
        SELECT messages.id, conversation_id, messages.created_at
        FROM messages JOIN conversations ON conversations.id = conversation_id AND NOT is_trial
        WHERE to_tsvector('simple'::regconfig, fold_vietnamese(messages.text)) @@ plainto_tsquery('simple', fold_vietnamese(:words))
            AND messages.created_at >= :since
        ORDER BY messages.created_at DESC LIMIT :looked_at
    ), judged AS MATERIALIZED (
        SELECT newest.*, :one_word OR fold_vietnamese(text) LIKE :phrase AS is_phrase FROM newest JOIN messages USING (id)
    ), told AS (
        SELECT id, row_number() OVER (PARTITION BY conversation_id ORDER BY created_at DESC, id) AS place,
            max(created_at) OVER (PARTITION BY conversation_id) AS newest_at
        FROM judged WHERE is_phrase OR NOT EXISTS (SELECT 1 FROM judged WHERE is_phrase)
    ), chosen AS MATERIALIZED (
        SELECT id, newest_at FROM told WHERE place <= :matches ORDER BY newest_at DESC LIMIT :conversations * :matches
    )
    SELECT conversation_id, seq, text, sender, created_at, newest_at
    FROM chosen JOIN messages USING (id) ORDER BY newest_at DESC, conversation_id, seq DESC
"""
_BY_NAME = """
    SELECT id AS conversation_id, last_message_at FROM conversations
    WHERE citizen_name <> '' AND NOT is_trial
        AND to_tsvector('simple'::regconfig, fold_vietnamese(citizen_name)) @@ plainto_tsquery('simple', fold_vietnamese(:words))
    ORDER BY last_message_at DESC LIMIT :conversations
"""
_TICKETS = """
    SELECT id FROM tickets
    WHERE (tracking_code = :code
            OR to_tsvector('simple'::regconfig, fold_vietnamese((subject || ' '::text) || citizen_name))
                @@ plainto_tsquery('simple', fold_vietnamese(:words)))
        AND NOT EXISTS (SELECT 1 FROM conversations WHERE conversations.id = tickets.conversation_id AND is_trial)
    ORDER BY created_at DESC LIMIT :tickets
"""


@dataclass(frozen=True)
class MessageLimits:
    """At most `matches` messages for each of `conversations`, from the newest `looked_at` messages that hold all the words."""

    conversations: int
    matches: int
    looked_at: int


@dataclass(frozen=True)
class FoundMessage:
    """`newest_at`: of the newest message found in its conversation."""

    conversation_id: uuid.UUID
    seq: int
    text: str
    sender: str
    created_at: datetime
    newest_at: datetime


@dataclass(frozen=True)
class FoundConversation:
    conversation_id: uuid.UUID
    last_message_at: datetime


class SearchRepository:
    def __init__(self, session: AsyncSession, words: str) -> None:
        self._session = session
        self._words = words
        self._values = {"words": words}

    async def list_messages(self, since: datetime, limits: MessageLimits) -> Sequence[FoundMessage]:
        """Newest conversations first."""
        # Letters and digits, with nothing in it that LIKE takes for a sign.
        phrase = fold(self._words)
        values = {**self._values, **asdict(limits), "since": since, "one_word": " " not in phrase, "phrase": f"%{phrase}%"}
        return [FoundMessage(**row) for row in (await self._session.execute(text(_MESSAGES), values)).mappings()]

    async def list_by_name(self, *, conversations: int) -> Sequence[FoundConversation]:
        """Conversations whose citizen's name holds all the words, last spoken in first."""
        rows = (await self._session.execute(text(_BY_NAME), {**self._values, "conversations": conversations})).mappings()
        return [FoundConversation(**row) for row in rows]

    async def list_tickets(self, *, code: str, tickets: int) -> Sequence[uuid.UUID]:
        """With this tracking code, or all the words in subject and citizen's name; newest first."""
        return (await self._session.scalars(text(_TICKETS), {**self._values, "code": code, "tickets": tickets})).all()
