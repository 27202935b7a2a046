"""What a citizen filled into the vendor's form: their name, a phone number for the ticket that asks for one, an address to read."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from channels.zalo.lines import Line
from channels.zalo.payloads import Info
from conversations.models import Conversation
from core.errors import InputError
from core.words import Words
from tickets.actors import CITIZEN
from tickets.conversation_work import ConversationWork
from tickets.service import TicketService

_MOST_NAME_CHARACTERS = 100
_MOST_CHARACTERS = 500


class Submitted:
    def __init__(self, tickets: TicketService, work: ConversationWork, words: Words) -> None:
        self._tickets = tickets
        self._work = work
        self._words = words

    async def take(self, session: AsyncSession, conversation: Conversation, info: Info) -> Line:
        """A line for people to read: what was given stands in the thread, where numbers are masked like all others."""
        if info.name:
            before, conversation.citizen_name = conversation.citizen_name, info.name[:_MOST_NAME_CHARACTERS]
            await self._work.name_citizen(session, conversation, CITIZEN, before)
        about = "; ".join(part for part in (info.name, info.phone, info.address) if part)[:_MOST_CHARACTERS]
        told = "info_kept_phone" if await self._give_phone(session, conversation, info.phone) else "info_kept"
        return Line(self._words.say("sent_info", about=about).strip(), is_question=False, told=self._words.say(told))

    async def _give_phone(self, session: AsyncSession, conversation: Conversation, phone: str) -> bool:
        ticket = await self._work.find_asking_phone(session, conversation.id) if phone else None
        if ticket is None:
            return False
        try:
            await self._tickets.set_phone(session, ticket, phone)
        except InputError:
            return False
        return True
