"""Search over what was written, citizens' names, and tickets' subjects and codes; who looked for what is written into the audit log."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.db import Database
from core.errors import InputError
from core.redaction import redact
from core.words import Words
from desk.search.repository import FoundConversation, FoundMessage, SearchRepository
from desk.search.snippets import snippet
from staff import audit
from tickets import tracking_codes
from vntext import fold, normalise

MOST_CONVERSATIONS = 50
MOST_MATCHES = 3
MOST_TICKETS = 50
FEWEST_LETTERS = 2
MOST_CHARACTERS = 200
# Messages that hold all the words are looked at from the newest to the oldest, so many at most.
_LOOKED_AT = 1000


@dataclass(frozen=True)
class Match:
    """`text`: a piece of the message, personal numbers masked."""

    seq: int
    text: str
    sender: str
    created_at: datetime


@dataclass
class FoundThread:
    """`matches` is empty when the citizen's name was found; newest first."""

    conversation_id: uuid.UUID
    newest_at: datetime
    matches: list[Match] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """Newest first."""

    threads: Sequence[FoundThread]
    ticket_ids: Sequence[uuid.UUID]


class SearchService:
    def __init__(self, database: Database, words: Words) -> None:
        self._database = database
        self._words = words

    async def search(self, query: str, by: uuid.UUID) -> Found:
        """With or without accents, in any order; words side by side win. Raises InputError for less than FEWEST_LETTERS letters or digits,
        or more than MOST_CHARACTERS."""
        looked_for = self._checked(query)
        async with self._database.session() as session:
            repository = SearchRepository(session, looked_for)
            messages = await repository.list_messages(conversations=MOST_CONVERSATIONS, matches=MOST_MATCHES, looked_at=_LOOKED_AT)
            named = await repository.list_by_name(conversations=MOST_CONVERSATIONS)
            ticket_ids = await repository.list_tickets(code=tracking_codes.read(looked_for) or "", tickets=MOST_TICKETS)
            threads = _threads(messages, named, looked_for)
            details = {"query": redact(looked_for), "conversations": len(threads), "tickets": len(ticket_ids)}
            await audit.record(session, staff_id=by, action=audit.Action.SEARCHED, details=details)
        return Found(threads, ticket_ids)

    def _checked(self, query: str) -> str:
        looked_for = " ".join(normalise(query).split())
        if len(looked_for) > MOST_CHARACTERS:
            raise InputError("query_too_long", self._words.say("query_too_long", most=MOST_CHARACTERS))
        if sum(letter.isalnum() for letter in fold(looked_for)) < FEWEST_LETTERS:
            raise InputError("query_too_short", self._words.say("query_too_short", fewest=FEWEST_LETTERS))
        return looked_for


def _threads(messages: Sequence[FoundMessage], named: Sequence[FoundConversation], looked_for: str) -> list[FoundThread]:
    threads: dict[uuid.UUID, FoundThread] = {}
    for message in messages:
        thread = threads.setdefault(message.conversation_id, FoundThread(message.conversation_id, message.newest_at))
        thread.matches.append(Match(message.seq, snippet(message.text, looked_for), message.sender, message.created_at))
    for conversation in named:
        threads.setdefault(conversation.conversation_id, FoundThread(conversation.conversation_id, conversation.last_message_at))
    return sorted(threads.values(), key=lambda thread: thread.newest_at, reverse=True)[:MOST_CONVERSATIONS]
