"""Lines of the chat that need no bot: the phone number that was asked for, a tracking code, a rating, the way back from the queue."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.attachments.service import FILES
from conversations.models import PLACE, Conversation, Message, Owner
from conversations.ownership import PROGRAM, Change, Move, change_owner
from conversations.ports import Said
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.errors import Conflict, InputError, NotFound
from core.words import Words
from tickets.conversation_work import ConversationWork
from tickets.detail_lines import LOOKED_UP_TOPIC, DetailLines, asks
from tickets.following import PublicTicket
from tickets.models import Ticket
from tickets.open_questions import OpenQuestions
from tickets.phone_numbers import find_own_phone, find_phone, is_almost_phone
from tickets.promises import moment, promised_time
from tickets.service import TicketService
from tickets.tracking_codes import is_mistyped, read, shown
from tickets.waiting_lines import WaitingLines
from vntext import fold

RATING_TOPIC = "rate_us"
# In the details of a request for a rating that follows an answer which was none.
_ASKED_TWICE = "asked_twice"
_GIVEN = r"(?:(?:tôi|toi|mình|minh|em|xin|cho|chấm|cham|đánh giá|danh gia)\s+)*"
_RATING = re.compile(rf"^\s*{_GIVEN}([1-5])(\s*(?:sao|điểm|diem|đ|/\s*5)(?!\w))?(\s*[–.,:!-]+\s*|\s+|$)(.*)$", re.DOTALL | re.IGNORECASE)
# Meant as a rating, and none: "cho 6 điểm", "10/10", "0"; 115 alone is somebody to be called.
_NO_RATING = re.compile(
    rf"^\s*{_GIVEN}(?:\d{{1,2}}(?:[.,]\d)?|\d{{3}}(?=\s*[sđd/]))\s*(?:sao|điểm|diem|đ|/\s*\d{{1,3}})?\W*$", re.IGNORECASE
)
# More codes than this in a minute is guessing.
_CODES_A_MINUTE = 5
# "Gửi 1 ảnh", "giấy này": the file itself is the question, and the bot sees none.
_WORDS_BESIDE_FILES = 4
# Whoever writes more has something to tell the person they wait for.
_WORDS_THAT_LEAVE = 7


class CitizenLines:
    def __init__(
        self, tickets: TicketService, work: ConversationWork, questions: OpenQuestions, words: Words, *, clock: Clock = utc_now
    ) -> None:
        self._tickets = tickets
        self._work = work
        self._questions = questions
        self._details = DetailLines(tickets, words, clock)
        self._waiting = WaitingLines(work, words, clock)
        self._words = words
        self._clock = clock

    async def answer(self, session: AsyncSession, conversation: Conversation, line: Message) -> Said | None:
        said = await self._answer(session, conversation, line)
        if said is not None and not said.options and conversation.owner == Owner.QUEUE:
            # Where only the newest options can be pressed, the way back must not be lost with the next line.
            return replace(said, options=ask_bot_options(self._words))
        return said

    async def _answer(self, session: AsyncSession, conversation: Conversation, line: Message) -> Said | None:
        if self._asks_for_bot(conversation, line.text):
            return await self._back_to_bot(session, conversation)
        code = read(line.text)
        if code is not None or is_mistyped(line.text):
            return await self._look_up(session, conversation, code)
        told = await self._waiting.take(session, conversation, line) or await self._details.take(session, conversation, line)
        if told is not None:
            return told
        if any(symbol.isdigit() for symbol in line.text):
            told = await self._keep_phone(session, conversation, line.text)
            if told is not None:
                return told
        if line.details.get(FILES) and len(line.text.split()) <= _WORDS_BESIDE_FILES:
            label = self._words.say("ask_person")
            return self._asked_back("files_unseen", [{"label": label, "value": label}])
        if line.details.get(PLACE) and conversation.owner == Owner.BOT:
            # Where somebody stands names no matter: nothing to search for, and nothing to report yet.
            return self._asked_back("place_shared", place=line.details[PLACE])
        rating = self._read_rating(line.text)
        if rating is not None:
            return await self._rate(session, conversation, line, *rating)
        if _NO_RATING.match(line.text):
            return await self._ask_for_rating_again(session, conversation, line)
        return None

    def _asks_for_bot(self, conversation: Conversation, text: str) -> bool:
        said = fold(text)
        if said == fold(self._words.say("ask_bot")):
            return True
        is_short = len(said.split()) <= _WORDS_THAT_LEAVE
        return conversation.owner == Owner.QUEUE and is_short and bool(re.search(self._words.say("leaves_queue"), said))

    async def _back_to_bot(self, session: AsyncSession, conversation: Conversation) -> Said:
        """Nobody has taken them up yet, so the citizen decides; the ticket stays open, for nothing that was asked is lost."""
        if conversation.owner != Owner.QUEUE:
            return self._said("with_bot", "with_bot")
        change = Change(Move.HAND_BACK, PROGRAM, reason="asked_bot", keeps_context=True)
        await change_owner(ConversationRepository(session), conversation, change, self._clock())
        await self._questions.ask_bot(session, conversation)
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        if ticket is None:
            return self._said("with_bot", "with_bot")
        return self._said("back_with_bot", "with_bot", code=shown(ticket.tracking_code), by=promised_time(ticket.due_at))

    async def _look_up(self, session: AsyncSession, conversation: Conversation, code: str | None) -> Said:
        """The same answer for a code that is wrong and for one that does not exist."""
        since = self._clock() - timedelta(minutes=1)
        if await ConversationRepository(session).count_replies_since(conversation.id, LOOKED_UP_TOPIC, since) >= _CODES_A_MINUTE:
            return self._said("too_many_codes", LOOKED_UP_TOPIC)
        ticket = await self._tickets.find_public(code) if code is not None else None
        if ticket is None:
            return self._said("ticket_unknown", LOOKED_UP_TOPIC)
        details = {"topic": LOOKED_UP_TOPIC, "behaviour": "track", "tracking_code": ticket.tracking_code}
        label = self._words.say("add_to_ticket")
        options = [{"label": label, "value": label}] if ticket.may_add and not ticket.is_awaited else []
        return Said(self._state_of(ticket), options, details)

    def _state_of(self, ticket: PublicTicket) -> str:
        promise = "" if ticket.is_settled else self._words.say("ticket_promise", by=promised_time(ticket.due_at))
        created = moment(ticket.created_at)
        state = self._words.say("ticket_state", code=ticket.tracking_code, state=ticket.state_words, created=created, promise=promise)
        replies = [self._words.say("ticket_reply", text=reply.text) for reply in ticket.replies]
        asked = [self._words.say("ticket_asks")] if ticket.is_awaited else []
        return "\n".join([state.strip(), *replies, *asked])

    async def _keep_phone(self, session: AsyncSession, conversation: Conversation, text: str) -> Said | None:
        phone = find_phone(text)
        if phone is None and not is_almost_phone(text):
            return None
        ticket = await self._work.find_asking_phone(session, conversation.id) or await self._waiting_without_phone(
            session, conversation, text
        )
        if ticket is None:
            return None
        if phone is None:
            return self._said("phone_wrong", "phone_wrong")
        await self._tickets.set_phone(session, ticket, phone)
        code = shown(ticket.tracking_code)
        return self._said("phone_kept", "phone_kept", phone=phone, by=promised_time(ticket.due_at), code=code)

    async def _waiting_without_phone(self, session: AsyncSession, conversation: Conversation, text: str) -> Ticket | None:
        """A number, bare or in a short sentence, written while a person is awaited, is where that person may call."""
        if conversation.owner != Owner.QUEUE or not (is_almost_phone(text) or find_own_phone(text)):
            return None
        ticket = await self._tickets.find_open_of_conversation(session, conversation.id)
        return ticket if ticket is not None and not ticket.citizen_phone else None

    async def _rate(self, session: AsyncSession, conversation: Conversation, line: Message, rating: int, comment: str) -> Said | None:
        code = await self._asked_to_rate(session, conversation, line)
        if code is None:
            return None
        own_words = {self._words.say(f"rate_{number}").partition(" – ")[2] for number in range(1, 6)}
        try:
            await self._tickets.rate(code, rating, "" if comment in own_words else comment)
        except (Conflict, InputError, NotFound) as refusal:
            # Reopened or rated at the look-up page in the meantime: said in its own words, for trying again would not help.
            return Said(refusal.message, details={"topic": "not_rated", "behaviour": "track"})
        return self._said("thanks_for_rating", "thanks_for_rating", rating=rating)

    async def _ask_for_rating_again(self, session: AsyncSession, conversation: Conversation, line: Message) -> Said | None:
        """Once: whoever answers with a number twice that is none means something else."""
        request = await self._rating_request_before(session, conversation, line)
        if request is None or request.details.get(_ASKED_TWICE):
            return None
        question = _rating_question(self._words, self._words.say("rating_unclear"), str(request.details["tracking_code"]))
        return replace(question, details=question.details | {_ASKED_TWICE: True})

    async def _asked_to_rate(self, session: AsyncSession, conversation: Conversation, line: Message) -> str | None:
        """The ticket's code, when its rating is the last thing that was asked."""
        request = await self._rating_request_before(session, conversation, line)
        return str(request.details["tracking_code"]) if request is not None else None

    async def _rating_request_before(self, session: AsyncSession, conversation: Conversation, line: Message) -> Message | None:
        before = await ConversationRepository(session).list_before(conversation.id, line.seq, 1)
        return before[0] if before and before[0].details.get("topic") == RATING_TOPIC else None

    def _read_rating(self, text: str) -> tuple[int, str] | None:
        """The number and the comment. "2 người đi cùng", "1-2 ngày" and whatever asks something are questions like others."""
        found = _RATING.match(text)
        if found is None:
            return None
        number, unit, separator, comment = int(found[1]), found[2], found[3], found[4].strip()
        is_bare = not unit and separator.isspace()
        if is_bare and comment and not self._opens_opinion(comment):
            return None
        return None if comment[:1].isdigit() or "?" in comment or (is_bare and asks(comment)) else (number, comment)

    def _opens_opinion(self, comment: str) -> bool:
        first = fold(comment).partition(" ")[0]
        return first in fold(self._words.say("opinions_begin")).split()

    def _asked_back(self, key: str, options: Sequence[dict[str, str]] = (), **values: object) -> Said:
        return Said(self._words.say(key, **values), list(options), {"topic": key, "behaviour": "clarify"})

    def _said(self, key: str, topic: str, **values: object) -> Said:
        return Said(self._words.say(key, **values), details={"topic": topic, "behaviour": "track"})


async def was_asked_to_rate(session: AsyncSession, conversation_id: uuid.UUID, ticket: Ticket) -> bool:
    """Of a ticket that was reopened and resolved anew, nobody is asked a second time."""
    last = await ConversationRepository(session).find_last_notice(conversation_id, RATING_TOPIC)
    return last is not None and last.details.get("tracking_code") == ticket.tracking_code


def rating_request(words: Words, ticket: Ticket) -> Said:
    """What the citizen is asked when an operator has finished."""
    return _rating_question(words, words.say(RATING_TOPIC, code=shown(ticket.tracking_code)), ticket.tracking_code)


def _rating_question(words: Words, text: str, code: str) -> Said:
    labels = [words.say(f"rate_{number}") for number in range(1, 6)]
    options = [{"label": label, "value": label} for label in labels]
    return Said(text, options, {"topic": RATING_TOPIC, "tracking_code": code})


def ask_bot_options(words: Words) -> list[dict[str, str]]:
    """What a citizen in the queue may press instead of waiting."""
    label = words.say("ask_bot")
    return [{"label": label, "value": label}]
