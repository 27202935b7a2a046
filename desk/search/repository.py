"""Queries of the desk's search. Words are compared in lower case without accents (fold_vietnamese, migration 0005), through GIN indexes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import TRIAL_CHANNEL

# The newest messages that hold all the words. Where any of them holds the words side by side, only those count: a syllable alone is in
# every other message ("cần … cuộc gọi" is not about "căn cước").
_MESSAGES = """
    WITH newest AS MATERIALIZED (
        SELECT messages.id, conversation_id, messages.created_at, messages.text
        FROM messages JOIN conversations ON conversations.id = conversation_id AND channel <> :trial
        WHERE to_tsvector('simple'::regconfig, fold_vietnamese(messages.text)) @@ plainto_tsquery('simple', fold_vietnamese(:words))
        ORDER BY messages.created_at DESC LIMIT :looked_at
    ), judged AS (
        SELECT id, conversation_id, created_at,
            to_tsvector('simple'::regconfig, fold_vietnamese(text)) @@ phraseto_tsquery('simple', fold_vietnamese(:words)) AS is_phrase
        FROM newest
    ), told AS (
        SELECT id, conversation_id, created_at,
            row_number() OVER (PARTITION BY conversation_id ORDER BY created_at DESC, id) AS place,
            max(created_at) OVER (PARTITION BY conversation_id) AS newest_at
        FROM judged WHERE is_phrase OR NOT EXISTS (SELECT 1 FROM judged WHERE is_phrase)
    )
    SELECT messages.conversation_id, messages.seq, messages.text, messages.sender, messages.created_at, newest_at
    FROM told JOIN messages ON messages.id = told.id
    WHERE place <= :matches ORDER BY newest_at DESC, messages.conversation_id, messages.seq DESC LIMIT :conversations * :matches
"""
_BY_NAME = """
    SELECT id AS conversation_id, last_message_at FROM conversations
    WHERE citizen_name <> '' AND channel <> :trial
        AND to_tsvector('simple'::regconfig, fold_vietnamese(citizen_name)) @@ plainto_tsquery('simple', fold_vietnamese(:words))
    ORDER BY last_message_at DESC LIMIT :conversations
"""
_TICKETS = """
    SELECT id FROM tickets
    WHERE (tracking_code = :code
            OR to_tsvector('simple'::regconfig, fold_vietnamese((subject || ' '::text) || citizen_name))
                @@ plainto_tsquery('simple', fold_vietnamese(:words)))
        AND NOT EXISTS (SELECT 1 FROM conversations WHERE conversations.id = tickets.conversation_id AND channel = :trial)
    ORDER BY created_at DESC LIMIT :tickets
"""


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
        self._values = {"words": words, "trial": TRIAL_CHANNEL}

    async def list_messages(self, *, conversations: int, matches: int, looked_at: int) -> Sequence[FoundMessage]:
        """At most `matches` for each conversation, among the newest `looked_at` that hold all the words; newest conversations first."""
        values = {**self._values, "conversations": conversations, "matches": matches, "looked_at": looked_at}
        return [FoundMessage(**row) for row in (await self._session.execute(text(_MESSAGES), values)).mappings()]

    async def list_by_name(self, *, conversations: int) -> Sequence[FoundConversation]:
        """Conversations whose citizen's name holds all the words, last spoken in first."""
        rows = (await self._session.execute(text(_BY_NAME), {**self._values, "conversations": conversations})).mappings()
        return [FoundConversation(**row) for row in rows]

    async def list_tickets(self, *, code: str, tickets: int) -> Sequence[uuid.UUID]:
        """With this tracking code, or all the words in subject and citizen's name; newest first."""
        return (await self._session.scalars(text(_TICKETS), {**self._values, "code": code, "tickets": tickets})).all()
