"""Lines of the chat that belong to a ticket: where the lamp is that was reported, what staff asked for, what is added to one looked up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Message
from conversations.ports import HandoverReason, Said
from conversations.repository import ConversationRepository
from core.clock import Clock
from core.errors import Conflict
from core.words import Words
from tickets.models import Ticket, TicketState
from tickets.phone_numbers import find_phone
from tickets.promises import promised_time
from tickets.report_matters import is_upset, names_matter, report_for
from tickets.service import TicketService
from tickets.telling import REPLIED_TOPIC
from tickets.tracking_codes import read, shown
from vntext import fold

LOOKED_UP_TOPIC = "ticket_looked_up"
# Somebody has had enough of waiting; whoever hands over gives them a person.
UPSET_TOPIC = "upset"
_DETAIL_TOPIC = "ticket_detail"
_ADDING_TOPIC = "ticket_adding"
_WANTS_PERSON = r"(?:gap|noi chuyen voi) (?:nguoi|can bo|tong dai|nhan vien|tu van)|(?:tong dai|tu van) vien"
# A question of its own, or a wish for a person, is no detail of what was reported.
_ASKS = re.compile(
    r"\b(?:can gi|giay to|thu tuc|ho so|le phi|bao nhieu|bao lau|lam sao|the nao|o dau vay|duoc khong|may gio|may ngay|khi nao|bao gio"
    r"|(?:cho|xin|muon|can) (?:hoi|so)|so dien thoai|lich|(?:lam|cap|doi|xin|dang ky) (?:lai|giay|the|so)"
    rf"|{_WANTS_PERSON}|cam on|tam biet|chao ban)\b"
    # "mai thứ 6 xã có làm việc không", "giấy đó ai ký vậy": asked by how it ends.
    r"|\b(?:co|ai|gi|nao|dau|sao)\b.*\b(?:khong|ko|hong|hok|chua|vay|ha|nhi|ta|z)\W*$|\b(?:la gi|o dau|thi sao|hay sao|lam gi)\W*$"
)

_COMES = "toi|den|xuong|don|sua|coi|xu ly"
# How far it is: neither a detail nor a question for the bot.
_ASKS_PROGRESS = re.compile(
    rf"\b(?:chung nao|khi nao|bao gio|bao lau(?: nua)?)\b.*\b(?:{_COMES}|hot|xem|kiem tra|giai quyet|xong|tra loi)\b"
    r"|\b(?:phieu|phan anh)\b.*\b(?:(?:toi|den) dau|sao|the nao|ra sao|xong chua)(?: roi)?\W*$"
)
# Whoever waits for somebody to come means the report, whatever was talked of since.
_ASKS_WHO_COMES = re.compile(
    rf"\b(?:ai|nguoi|can bo|may anh)\b.*\b(?:{_COMES})\b.*\bchua\W*$"
    rf"|\b(?:chung nao|khi nao|bao gio)\b.*\b(?:co|ai|nguoi)\b.*\b(?:{_COMES})\b"
)
_HOW = r"(?:sao|o dau|the nao|cho nao|cach nao|kieu gi|kieu nao)"
_ASKS_HOW_TO_SEND = re.compile(rf"\b(?:anh|hinh|clip|video|tep)\b.*\bgui {_HOW}\b|\bgui (?:anh|hinh|clip|video|tep) {_HOW}\b")
# What ends adding, once it was chosen; all else belongs to the ticket, questions too.
_LEAVES = re.compile(rf"\b(?:{_WANTS_PERSON})\b|^(?:thoi|huy|khong|khong co gi)\W*$")


def asks(text: str) -> bool:
    """Whether it wants an answer of its own, with or without a question mark."""
    return "?" in text or _ASKS.search(fold(text)) is not None


class DetailLines:
    def __init__(self, tickets: TicketService, words: Words, clock: Clock) -> None:
        self._tickets = tickets
        self._words = words
        self._clock = clock

    async def take(self, session: AsyncSession, conversation: Conversation, line: Message) -> Said | None:
        """None unless the last thing said to the citizen asked for it."""
        before = await ConversationRepository(session).list_before(conversation.id, line.seq, 1)
        asking = before[0].details if before else {}
        if fold(line.text) == fold(self._words.say("add_to_ticket")):
            return await self._ask(session, asking)
        if _is_of_report(asking) and is_upset(line.text) and not names_matter(line.text):
            return Said(self._words.say("upset"), details={"topic": UPSET_TOPIC})
        if _is_of_report(asking) and _ASKS_HOW_TO_SEND.search(fold(line.text)):
            return Said(self._words.say("how_to_send"), details={"topic": _DETAIL_TOPIC, "behaviour": "report", "is_report": True})
        if _ASKS_WHO_COMES.search(fold(line.text)) or (_is_of_report(asking) and _ASKS_PROGRESS.search(fold(line.text))):
            return await self._promise(session, conversation, line.text)
        if not self._belongs(line.text, asking):
            return None
        ticket = await self._asked(session, conversation, line.text, asking)
        return await self._keep(session, ticket, line, asking) if ticket is not None else None

    async def _ask(self, session: AsyncSession, looked_up: Mapping[str, Any]) -> Said | None:
        ticket = await self._looked_up(session, looked_up)
        if ticket is None:
            return None
        code = shown(ticket.tracking_code)
        details = {"topic": _ADDING_TOPIC, "behaviour": "track", "tracking_code": code}
        return Said(self._words.say("write_addition", code=code), details=details)

    async def _keep(self, session: AsyncSession, ticket: Ticket, line: Message, asking: Mapping[str, Any]) -> Said:
        details = {"topic": _DETAIL_TOPIC, "behaviour": "report", "is_report": ticket.kind == "citizen_report"}
        code = asking.get("tracking_code")
        try:
            await self._tickets.record_from_citizen(session, ticket.id, line.text)
        except Conflict as error:
            return Said(error.message, details={"topic": "not_added", "behaviour": "track"})
        phone = find_phone(line.text, in_story=True)
        # Whoever holds a code may not be whose ticket it is: a number that is known stays.
        if phone is not None and not (code and ticket.citizen_phone):
            await self._tickets.set_phone(session, ticket, phone)
        text = self._words.say("detail_kept", code=shown(ticket.tracking_code))
        return Said(text, details={**details, "tracking_code": code} if code else details)

    async def _promise(self, session: AsyncSession, conversation: Conversation, text: str) -> Said | None:
        """While it can still be kept."""
        ticket = await report_for(session, conversation, text)
        if ticket is None or ticket.due_at <= self._clock():
            return None
        said = self._words.say("report_promise", code=shown(ticket.tracking_code), by=promised_time(ticket.due_at))
        return Said(said, details={"topic": _DETAIL_TOPIC, "behaviour": "track", "is_report": True})

    def _belongs(self, text: str, asking: Mapping[str, Any]) -> bool:
        if asking.get("topic") == _ADDING_TOPIC:
            return _LEAVES.search(fold(text)) is None
        return not asks(text)

    async def _asked(self, session: AsyncSession, conversation: Conversation, text: str, asking: Mapping[str, Any]) -> Ticket | None:
        topic = asking.get("topic")
        if asking.get("tracking_code") and topic in (LOOKED_UP_TOPIC, _ADDING_TOPIC, _DETAIL_TOPIC):
            ticket = await self._looked_up(session, asking)
            is_asked = ticket is not None and (topic != LOOKED_UP_TOPIC or ticket.state == TicketState.AWAITING_CITIZEN)
            return ticket if is_asked else None
        if _is_of_report(asking):
            return await report_for(session, conversation, text)
        if topic not in (REPLIED_TOPIC, _DETAIL_TOPIC):
            return None
        for ticket in await self._tickets.list_of_conversation(session, conversation.id):
            if ticket.state == TicketState.AWAITING_CITIZEN:
                return ticket
        return None

    async def _looked_up(self, session: AsyncSession, details: Mapping[str, Any]) -> Ticket | None:
        """The open ticket whose code this conversation has shown to know: it stands in what we answered, not in what is asked."""
        code = read(str(details.get("tracking_code", "")))
        return await self._tickets.find_open_by_code(session, code) if code else None


def _is_of_report(asking: Mapping[str, Any]) -> bool:
    return asking.get("handover") == HandoverReason.REPORTED or bool(asking.get("is_report"))
