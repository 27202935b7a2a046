"""The people behind the bot (conversations.ports.PersonDesk): a ticket for every hand-over, and the truth about what happens next.

Somebody on duty: the conversation waits in the queue, and the citizen hears place and expected wait. Nobody: the ticket waits, the citizen
hears by when there will be an answer and is asked for a phone number, and the bot goes on answering in the meantime (rules R4, R6, R8).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Message, Owner
from conversations.ownership import PROGRAM, Change, Move, change_owner
from conversations.ports import BotReply, HandoverReason, Said
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.erasing import ERASED
from core.errors import Conflict
from core.words import Words
from core.working_days import WorkingCalendar
from staff.duty import list_on_duty
from tickets.actors import SYSTEM
from tickets.citizen_lines import CitizenLines, ask_bot_options
from tickets.detail_lines import UPSET_TOPIC
from tickets.matters import LOOKED_BACK, is_bare, is_wish_for_person, last_matter, matter_in
from tickets.models import Priority, Ticket, TicketKind
from tickets.opening import NewTicket
from tickets.promises import promised_time
from tickets.queue_place import place_in_words
from tickets.report_matters import report_for
from tickets.service import TicketService
from tickets.tracking_codes import shown

_MISS_CHARACTERS = 200
_ANSWERED_CHARACTERS = 600
# Whoever reports something states it, whatever the words.
_ARE_THE_MATTER = frozenset({HandoverReason.REPORTED, HandoverReason.COMPLAINT_OFFICIAL, HandoverReason.DISTRESS})
_PRIORITIES = {
    HandoverReason.COMPLAINT_OFFICIAL: Priority.HIGH,
    HandoverReason.BOT_UNAVAILABLE: Priority.HIGH,
    HandoverReason.DISTRESS: Priority.URGENT,
}


# Who was told of a place in the queue so lately is still reckoning with it.
_JUST_NOW = timedelta(minutes=30)


class Nobody(StrEnum):
    """Why nobody is there; each is a line of tickets/handover_words.yml."""

    ON_DUTY = "nobody_on_duty"
    OUT_OF_HOURS = "out_of_hours"
    JUST_LEFT = "just_left"


@dataclass(frozen=True)
class DeskHours:
    """When operators are expected, and how long a silent one counts as being there."""

    calendar: WorkingCalendar
    silent_for: timedelta


class HandingOver:
    def __init__(self, tickets: TicketService, lines: CitizenLines, words: Words, hours: DeskHours, *, clock: Clock = utc_now) -> None:
        self._tickets = tickets
        self._lines = lines
        self._words = words
        self._hours = hours
        self._clock = clock

    async def answer(self, session: AsyncSession, conversation: Conversation, question: Message) -> Said | None:
        said = await self._lines.answer(session, conversation, question)
        if said is None or said.details.get("topic") != UPSET_TOPIC:
            return said
        taken = await self.take(session, conversation, question, HandoverReason.ASKED, None)
        details = {"behaviour": "handover", "handover": HandoverReason.ASKED} | taken.details
        return Said(f"{said.text} {taken.text}", taken.options, details)

    async def answer_beside_operator(self, session: AsyncSession, conversation: Conversation, question: Message) -> Said | None:
        return None

    async def is_somebody_there(self, session: AsyncSession) -> bool:
        return bool(await list_on_duty(session, self._clock(), self._hours.silent_for))

    async def alarm(self, session: AsyncSession, conversation: Conversation) -> None:
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if ticket is not None:
            await self._tickets.edit(ticket.id, SYSTEM, {"priority": Priority.URGENT}, session=session)

    async def take(
        self, session: AsyncSession, conversation: Conversation, question: Message, reason: HandoverReason, reply: BotReply | None
    ) -> Said:
        now = self._clock()
        is_report = reason == HandoverReason.REPORTED
        is_attended = not is_report and await self.is_somebody_there(session)
        known = await self._known(session, conversation, question, reply, is_report=is_report)
        ticket = known or await self._open(session, conversation, question, reason, reply, is_attended=is_attended)
        if is_report and known is not None and not known.sector and _sector_of(reply):
            # "Tôi muốn phản ánh" opened it; what it is about is said only now.
            await self._tickets.edit(known.id, SYSTEM, {"sector": _sector_of(reply)}, session=session)
        if reason == HandoverReason.DISTRESS and known is not None:
            await self._tickets.edit(known.id, SYSTEM, {"priority": Priority.URGENT}, session=session)
        details = {"ticket_id": str(ticket.id), "topic": "handed_over"}
        if is_report:
            text = self._words.say("report_kept", code=shown(ticket.tracking_code), by=promised_time(ticket.due_at))
        elif is_attended:
            text = await self._queue(session, conversation, ticket, reason, now)
        else:
            nobody = await self._nobody(session, conversation, now)
            text = self._leave_for_later(ticket, reason, nobody, is_known=known is not None)
            details["nobody"] = nobody
        options = ask_bot_options(self._words) if conversation.owner == Owner.QUEUE else []
        return Said(text, options, details)

    async def _known(
        self, session: AsyncSession, conversation: Conversation, question: Message, reply: BotReply | None, *, is_report: bool
    ) -> Ticket | None:
        """What is reported of another matter, or from another place, is a ticket of its own; what adds to one is written into it."""
        if not is_report:
            return await self._tickets.find_open_of_conversation(session, conversation.id)
        known = await report_for(session, conversation, question.text, _sector_of(reply))
        if known is not None:
            # The twenty-first in a day is read in the conversation.
            with suppress(Conflict):
                await self._tickets.record_from_citizen(session, known.id, question.text)
        return known

    async def _open(
        self,
        session: AsyncSession,
        conversation: Conversation,
        question: Message,
        reason: HandoverReason,
        reply: BotReply | None,
        *,
        is_attended: bool,
    ) -> Ticket:
        kind = TicketKind.ENQUIRY if is_attended else TicketKind.CALLBACK
        is_wish = reason == HandoverReason.ASKED and is_wish_for_person(question.text, reply.details if reply is not None else {})
        summary = await self._summary(session, conversation, question, reason, is_wish=is_wish)
        stated = summary["question"] or ("" if is_wish else question.text)
        new = NewTicket(
            kind=TicketKind.CITIZEN_REPORT if reason == HandoverReason.REPORTED else kind,
            subject=str(stated or self._words.say("without_question")),
            conversation_id=conversation.id,
            handover_reason=reason,
            summary=summary,
            sector=_sector_of(reply),
            procedure_code=str(summary["procedure_code"]),
            priority=_PRIORITIES.get(reason, Priority.NORMAL),
            citizen_name=conversation.citizen_name,
            asks_phone=not is_attended and reason != HandoverReason.REPORTED,
        )
        return await self._tickets.open_ticket(session, new)

    async def _summary(
        self, session: AsyncSession, conversation: Conversation, question: Message, reason: HandoverReason, *, is_wish: bool
    ) -> dict[str, object]:
        """What the operator reads first; the question is empty when the citizen has only asked for a person."""
        before = await ConversationRepository(session).list_before(conversation.id, question.seq, LOOKED_BACK)
        earlier = [message for message in before if message.text != ERASED]
        answered = next((m for m in reversed(earlier) if m.sender == "bot" and m.details.get("procedure_codes")), None)
        codes = (
            (answered.details.get("procedure_codes") if answered else None) or conversation.dialogue_context.get("procedure_codes") or []
        )
        misses = [m for m in earlier if m.sender == "bot" and m.details.get("behaviour") in ("refuse", "clarify")]
        return {
            "question": last_matter(earlier) if is_wish else _matter(question, earlier, reason),
            "procedure_code": str(codes[0]) if codes else "",
            "procedure_name": _heading(answered) if answered else "",
            "answered": answered.text[:_ANSWERED_CHARACTERS] if answered else "",
            "failed": [message.text[:_MISS_CHARACTERS] for message in misses[-3:]],
        }

    async def _queue(self, session: AsyncSession, conversation: Conversation, ticket: Ticket, reason: HandoverReason, now: datetime) -> str:
        repository = ConversationRepository(session)
        await change_owner(repository, conversation, Change(Move.HAND_OVER, PROGRAM, reason=reason), now)
        place = await place_in_words(repository, conversation, self._words, now)
        return self._words.say("queued", why=self._why(reason), place=place, code=shown(ticket.tracking_code)).strip()

    async def _nobody(self, session: AsyncSession, conversation: Conversation, now: datetime) -> Nobody:
        """Whoever stood in the queue just now was told of operators: that there are none needs a word of what has become of them."""
        changes = await ConversationRepository(session).list_ownership_changes(conversation.id)
        waited = [change.to_owner == Owner.QUEUE or change.from_owner == Owner.QUEUE for change in changes if now - change.at < _JUST_NOW]
        if any(waited):
            return Nobody.JUST_LEFT
        return Nobody.ON_DUTY if self._hours.calendar.is_open(now) else Nobody.OUT_OF_HOURS

    def _leave_for_later(self, ticket: Ticket, reason: HandoverReason, nobody: Nobody, *, is_known: bool) -> str:
        code, by = shown(ticket.tracking_code), promised_time(ticket.due_at)
        why, told = self._why(reason), self._words.say(nobody)
        if is_known:
            why += f"{told} " if nobody == Nobody.JUST_LEFT else ""
            return self._words.say("noted_already", why=why, code=code, by=by).strip()
        return self._words.say("left_for_later", why=why, nobody=told, code=code, by=by).strip()

    def _why(self, reason: HandoverReason) -> str:
        return self._words.say(f"because_{reason}") + " "


def _matter(question: Message, earlier: Sequence[Message], reason: HandoverReason) -> str:
    """ "Cho tôi gặp tổng đài viên": what it is about was said before."""
    if reason in _ARE_THE_MATTER:
        return question.text
    own = matter_in(question.text)
    if reason == HandoverReason.ASKED and is_bare(question.text):
        return last_matter(earlier) or own
    return own or last_matter(earlier)


def _sector_of(reply: BotReply | None) -> str:
    """Of a citizen's report: the kind that the bot knew it by."""
    return str(reply.details.get("report_category") or "") if reply is not None else ""


def _heading(answer: Message) -> str:
    """The bot begins every answer with the name of what it answers about."""
    first = (answer.blocks or [{}])[0]
    return str(first.get("text", "")) if first.get("kind") == "heading" else ""
