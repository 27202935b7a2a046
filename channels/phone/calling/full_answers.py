"""The whole of what was answered, in writing: in the page where the call began, on Zalo, or under a tracking code."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum

from channels.phone.calling.floor import CallWords
from channels.phone.calling.people import number_of
from channels.phone.calling.written_answers import as_written
from conversations.models import Message
from conversations.notices import tell
from conversations.ports import Said
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database
from tickets.actors import SYSTEM
from tickets.matters import LOOKED_BACK, last_matter
from tickets.models import TicketKind
from tickets.opening import NewTicket
from tickets.reachable_repository import find_reachable
from tickets.service import TicketService

TOPIC = "answer_of_call"


class Way(StrEnum):
    PAGE = "page"
    ZALO = "zalo"
    CODE = "code"


@dataclass(frozen=True)
class Sent:
    way: Way
    code: str = ""


class FullAnswers:
    def __init__(self, database: Database, tickets: TicketService, words: CallWords, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._tickets = tickets
        self._words = words.filled
        self._spoken = words.spoken
        self._clock = clock

    async def show_in(self, page: uuid.UUID, answer: Message) -> None:
        """In the conversation of the page where the call began, as the page shows answers."""
        async with self._database.session() as session:
            await self._tell(ConversationRepository(session), page, answer)

    async def send(self, call_id: uuid.UUID, caller: str, answer: Message, code: str) -> Sent:
        """`code` is that of an answer sent before in this call, so that one code leads to all of them."""
        written = as_written(answer, self._spoken)
        async with self._database.session() as session:
            phone = number_of(caller)
            reachable = await find_reachable(session, phone, self._clock()) if phone else None
            if reachable is not None:
                await self._tell(ConversationRepository(session), reachable, answer)
                return Sent(Way.ZALO)
            repository = ConversationRepository(session)
            await repository.get_locked(call_id)
            known = next(
                (ticket for ticket in await self._tickets.list_of_conversation(session, call_id) if ticket.tracking_code == code), None
            )
            known = known or await self._tickets.find_open_of_conversation(session, call_id)
            if known is not None:
                await self._tickets.record_reply(session, known.id, SYSTEM, written.text, answer.id)
                return Sent(Way.CODE, known.tracking_code)
            question = last_matter(await repository.list_before(call_id, answer.seq, LOOKED_BACK))
            new = NewTicket(
                kind=TicketKind.ENQUIRY,
                subject=question or self._words.say("without_question"),
                conversation_id=call_id,
                summary={"question": question, "procedure_code": "", "procedure_name": "", "answered": "", "failed": []},
                answered=written.text,
            )
            return Sent(Way.CODE, (await self._tickets.open_ticket(session, new)).tracking_code)

    async def _tell(self, repository: ConversationRepository, conversation_id: uuid.UUID, answer: Message) -> None:
        conversation = await repository.get_locked(conversation_id)
        written = as_written(answer, self._spoken)
        said = Said(f"{self._words.say('full_answer_of_call')}\n\n{written.text}", details={"topic": TOPIC, "call_message": str(answer.id)})
        lead = {"kind": "note", "text": self._words.say("full_answer_of_call")}
        await tell(repository, conversation, said, blocks=[lead, *written.blocks] if written.blocks else None, at=self._clock())
