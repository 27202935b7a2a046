"""What staff write to each other beside a conversation or a ticket; whoever is named with @ is told."""

from __future__ import annotations

import re
import uuid
from datetime import datetime

from pydantic import BaseModel
from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import InputError
from core.words import Words
from desk.operators.alerts import Alert, AlertKind, send_alert
from staff.models import StaffMember
from tickets.models import Note
from vntext import normalise

_MENTION = re.compile(r"(?<![\w@.])@([a-z0-9][a-z0-9._-]*[a-z0-9]|[a-z0-9])", re.IGNORECASE)
_MOST_CHARACTERS = 4000
_TOLD_CHARACTERS = 200


class NoteOut(BaseModel):
    id: uuid.UUID
    author_name: str
    text: str
    created_at: datetime


class Notes:
    def __init__(self, words: Words, alert_words: Words) -> None:
        self._words = words
        self._alert_words = alert_words

    async def add(
        self,
        session: AsyncSession,
        author: StaffMember,
        text: str,
        *,
        conversation_id: uuid.UUID | None = None,
        ticket_id: uuid.UUID | None = None,
    ) -> NoteOut:
        content = normalise(text)
        if not content:
            raise InputError("empty_note", self._words.say("empty_note"))
        if len(content) > _MOST_CHARACTERS:
            raise InputError("note_too_long", self._words.say("note_too_long", limit=_MOST_CHARACTERS))
        mentioned = await _mentioned(session, content, author.id)
        note = Note(
            id=uuid.uuid4(), conversation_id=conversation_id, ticket_id=ticket_id, author_id=author.id, text=content, mentions=mentioned
        )
        session.add(note)
        await session.flush()
        if mentioned:
            said = self._alert_words.say(AlertKind.MENTIONED, by=author.display_name, text=content[:_TOLD_CHARACTERS])
            alert = Alert(kind=AlertKind.MENTIONED, text=said, conversation_id=conversation_id, ticket_id=ticket_id, to=mentioned)
            await send_alert(session, alert)
        await session.refresh(note)
        return NoteOut(id=note.id, author_name=author.display_name, text=note.text, created_at=note.created_at)


async def notes_of_conversation(session: AsyncSession, conversation_id: uuid.UUID) -> list[NoteOut]:
    return await _listed(session, Note.conversation_id == conversation_id)


async def notes_of_ticket(session: AsyncSession, ticket_id: uuid.UUID) -> list[NoteOut]:
    return await _listed(session, Note.ticket_id == ticket_id)


async def _listed(session: AsyncSession, condition: ColumnElement[bool]) -> list[NoteOut]:
    statement = select(Note, StaffMember.display_name).join(StaffMember, StaffMember.id == Note.author_id).where(condition)
    found = await session.execute(statement.order_by(Note.created_at))
    return [NoteOut(id=note.id, author_name=name, text=note.text, created_at=note.created_at) for note, name in found]


async def _mentioned(session: AsyncSession, text: str, author_id: uuid.UUID) -> list[uuid.UUID]:
    names = {name.lower() for name in _MENTION.findall(text)}
    if not names:
        return []
    statement = select(StaffMember.id).where(StaffMember.username.in_(names), StaffMember.is_active, StaffMember.id != author_id)
    return list(await session.scalars(statement))
