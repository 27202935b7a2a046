"""Lines of the chat that belong to a ticket: where the lamp is that was reported, what staff asked the citizen for."""

from __future__ import annotations

import re

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Message
from conversations.ports import HandoverReason, Said
from conversations.repository import ConversationRepository
from core.words import Words
from tickets.actors import CITIZEN
from tickets.models import Ticket, TicketState
from tickets.phone_numbers import find_phone
from tickets.service import TicketService
from tickets.telling import REPLIED_TOPIC
from tickets.tracking_codes import shown
from vntext import fold

_DETAIL_TOPIC = "ticket_detail"
# A question of its own, or a wish for a person, is no detail of what was reported.
_ASKS = re.compile(
    r"\b(?:can gi|giay to|thu tuc|ho so|le phi|bao nhieu|bao lau|lam sao|the nao|o dau vay|duoc khong"
    r"|gap (?:nguoi|can bo|tong dai)|tong dai vien|cam on|tam biet|chao ban)\b"
)


class DetailLines:
    def __init__(self, tickets: TicketService, words: Words) -> None:
        self._tickets = tickets
        self._words = words

    async def take(self, session: AsyncSession, conversation: Conversation, line: Message) -> Said | None:
        """None unless the last thing said to the citizen asked for it."""
        if "?" in line.text or _ASKS.search(fold(line.text)):
            return None
        before = await ConversationRepository(session).list_before(conversation.id, line.seq, 1)
        ticket = await self._asked(session, conversation, before[0]) if before else None
        if ticket is None:
            return None
        await self._tickets.record_from_citizen(session, ticket.id, line.text)
        phone = find_phone(line.text, in_story=True)
        if phone is not None:
            await self._tickets.set_phone(session, ticket, phone)
        if ticket.state == TicketState.AWAITING_CITIZEN:
            await self._tickets.move(ticket.id, TicketState.IN_PROGRESS, CITIZEN, session=session)
        text = self._words.say("detail_kept", code=shown(ticket.tracking_code))
        return Said(text, details={"topic": _DETAIL_TOPIC, "behaviour": "report", "is_report": ticket.kind == "citizen_report"})

    async def _asked(self, session: AsyncSession, conversation: Conversation, asking: Message) -> Ticket | None:
        details = asking.details
        is_report = details.get("handover") == HandoverReason.REPORTED or bool(details.get("is_report"))
        if is_report:
            return await self._tickets.find_open_of_conversation(session, conversation.id, is_report=True)
        if details.get("topic") not in (REPLIED_TOPIC, _DETAIL_TOPIC):
            return None
        for ticket in await self._tickets.list_of_conversation(session, conversation.id):
            if ticket.state == TicketState.AWAITING_CITIZEN:
                return ticket
        return None
