"""What staff write to each other beside a conversation or a ticket; whoever is named with @ hears of it at once."""

from __future__ import annotations

import re
import uuid

from sqlalchemy.ext.asyncio import AsyncSession

from core.words import Words
from desk.tickets.schemas import NoteOut
from staff.models import StaffMember
from staff.notices import Notice, NoticeKind, keep
from tickets.models import Note
from tickets.repository import TicketRepository
from tickets.texts import required

_MENTION = re.compile(r"(?<![\w.@-])@([a-z0-9][a-z0-9._-]*[a-z0-9])", re.IGNORECASE)
# A notice of the database has to be short.
_TOLD_CHARACTERS = 200


class Notes:
    """`words` are those of tickets/words.yml."""

    def __init__(self, words: Words) -> None:
        self._words = words

    async def add(
        self,
        session: AsyncSession,
        author: StaffMember,
        text: str,
        *,
        conversation_id: uuid.UUID | None = None,
        ticket_id: uuid.UUID | None = None,
    ) -> NoteOut:
        """`@username` mentions a colleague. Raises InputError for nothing, or too much."""
        content = required(text, self._words)
        repository = TicketRepository(session)
        names = {name.lower() for name in _MENTION.findall(content)}
        mentioned = [staff_id for staff_id in await repository.ids_of_usernames(names) if staff_id != author.id]
        note = Note(
            id=uuid.uuid4(), conversation_id=conversation_id, ticket_id=ticket_id, author_id=author.id, text=content, mentions=mentioned
        )
        await repository.add_note(note)
        details: dict[str, str | int | bool] = {"by": author.display_name, "text": content[:_TOLD_CHARACTERS]}
        told = Notice(kind=NoticeKind.MENTIONED, details=details, conversation_id=conversation_id, ticket_id=ticket_id)
        await keep(session, mentioned, told)
        return NoteOut(id=note.id, author_name=author.display_name, text=note.text, created_at=note.created_at)


async def notes_of_conversation(session: AsyncSession, conversation_id: uuid.UUID) -> list[NoteOut]:
    """Oldest first."""
    repository = TicketRepository(session)
    notes = await repository.list_notes_of_conversation(conversation_id)
    names = await repository.names_of({note.author_id for note in notes})
    return [NoteOut(id=note.id, author_name=names[note.author_id], text=note.text, created_at=note.created_at) for note in notes]
