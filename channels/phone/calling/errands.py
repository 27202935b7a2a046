"""What a call has done on the side, and what is said when it is done. While the database is away it is tried again."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Coroutine, Sequence
from typing import Any

from channels.phone.calling.answers import digits_in_groups, said_time, spelled, topic_of
from channels.phone.calling.asking_number import AskingNumber
from channels.phone.calling.doings import Doings
from channels.phone.calling.full_answers import Sent, Way
from channels.phone.calling.needs import Host, Needs
from channels.phone.calling.people import Promise, number_of
from channels.phone.calling.pieces import Piece, fixed, pieces_of
from channels.phone.calling.states import WITH_PEOPLE, State
from channels.phone.calling.talk import News, Talk
from channels.phone.calling.trying import until_done
from channels.phone.calling.written_answers import is_worth_writing
from channels.phone.ports import Incoming
from conversations.calls.models import Ending
from conversations.models import Message, Owner
from conversations.ports import HandoverReason
from tickets import tracking_codes

_SETTLED_SECONDS = 5.0
_ANSWERS = frozenset({"answer", "clarify", "report", "refer"})
_OF_PEOPLE = frozenset({"handed_over"})


class Errands(Doings):
    def __init__(self, host: Host, talk: Talk, needs: Needs, incoming: Incoming) -> None:
        self._host = host
        self._talk = talk
        self._needs = needs
        self._page = incoming.conversation_id
        self._caller = number_of(incoming.caller)
        self._code = ""
        self._is_handing_over = False
        # Said to be a person's now; the bot's answer may have been quicker after all.
        self._given_up: uuid.UUID | None = None
        self._promises_asked = 0
        self._under_way: set[asyncio.Task[None]] = set()
        self.number = AskingNumber(host.floor, self)

    @property
    def caller(self) -> str:
        return self._caller

    @property
    def is_handing_over(self) -> bool:
        return self._is_handing_over or self._promises_asked > 0

    def send(self, text: str, reason: HandoverReason | None = None) -> None:
        self._host.floor.being_sent += 1
        self._is_handing_over = self._is_handing_over or reason is not None
        self._begin(self._send(text, reason))

    def hand_over_unanswered(self) -> None:
        if awaited := self._host.floor.awaited:
            self._given_up = awaited[-1]
            self._is_handing_over = True
            self._begin(self._talk.hand_over(self._given_up))

    def ask_promise(self, nobody: str, before: Sequence[Piece] = ()) -> None:
        self._promises_asked += 1
        self._begin(self._tell_promise(nobody, before))

    def ask_call_back(self) -> None:
        self._begin(self._ask_call_back())

    def keep_number(self, phone: str) -> None:
        self._begin(self._keep_number(phone))

    def send_full(self, answer: Message) -> None:
        self._begin(self._send_full(answer))

    def stop_recording(self) -> None:
        self._host.stop_recording()

    def end(self, ending: Ending) -> None:
        self._host.end(ending)

    def told(self, news: News) -> None:
        is_of_people = news.status.owner != Owner.BOT or any(topic_of(message) in _OF_PEOPLE for message in news.messages)
        is_answered = self._given_up is not None and any(message.in_reply_to == self._given_up for message in news.messages)
        if is_of_people or is_answered:
            self._is_handing_over, self._given_up = False, None
        if self._page is not None:
            for message in news.messages:
                is_answer = message.blocks and message.details.get("behaviour") in _ANSWERS
                if is_answer and is_worth_writing(message, self._needs.words.spoken):
                    self._begin(self._show(message))

    async def settle(self) -> None:
        """What was begun for the caller comes to its end, if it can."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=_SETTLED_SECONDS)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._host.spawn(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _send(self, text: str, reason: HandoverReason | None) -> None:
        floor = self._host.floor
        try:
            message = await self._talk.send(text, reason)
        finally:
            floor.being_sent -= 1
        floor.awaited.append(message.id)

    async def _tell_promise(self, nobody: str, before: Sequence[Piece]) -> None:
        try:
            promise = await until_done(lambda: self._needs.people.promise(self._talk.id))
        finally:
            self._promises_asked -= 1
        if promise is None or self._has_moved_on():
            return
        key = "left_for_later" if promise.asks_phone else "kept_already"
        filled = self._needs.words.filled
        said = filled.say(key, nobody=filled.say(nobody), by=said_time(promise.due_at, filled))
        self._go_on_with(promise, [*before, *pieces_of(said)])

    async def _ask_call_back(self) -> None:
        promise = await until_done(lambda: self._needs.people.ask_call_back(self._talk.id))
        filled = self._needs.words.filled
        kept = [] if promise.asks_phone else pieces_of(filled.say("kept_already", by=said_time(promise.due_at, filled)))
        self._go_on_with(promise, kept)

    def _go_on_with(self, promise: Promise, said: list[Piece]) -> None:
        floor = self._host.floor
        if floor.state is State.ENDED:
            return
        if promise.asks_phone:
            self.number.begin(said)
        else:
            floor.go(State.SPEAKING)
            floor.say([*said, *fixed(self._needs.words.kept, "go_on_asking")])

    async def _keep_number(self, phone: str) -> None:
        promise = await until_done(lambda: self._needs.people.keep_number(self._talk.id, phone))
        floor, filled = self._host.floor, self._needs.words.filled
        if self._has_moved_on():
            return
        floor.go(State.SPEAKING)
        digits = digits_in_groups(phone)
        kept = pieces_of(filled.say("number_kept", digits=digits, by=said_time(promise.due_at, filled)), spelled={phone: digits})
        floor.say([*kept, *self._code_said("code_is", promise.code), *fixed(self._needs.words.kept, "go_on_asking")])

    async def _send_full(self, answer: Message) -> None:
        sent = Sent(Way.PAGE) if self._page is not None else await self._sent(answer)
        floor = self._host.floor
        if floor.state is State.ENDED:
            return
        if floor.state not in WITH_PEOPLE:
            floor.go(State.SPEAKING)
        if sent.way is Way.CODE:
            self._code = sent.code
            floor.say(self._code_said("full_under_code", sent.code))
        else:
            floor.say_kept("sent_to_page" if sent.way is Way.PAGE else "sent_to_zalo")

    async def _sent(self, answer: Message) -> Sent:
        return await until_done(lambda: self._needs.full_answers.send(self._talk.id, self._caller, answer, self._code))

    async def _show(self, answer: Message) -> None:
        page = self._page
        if page is not None:
            await until_done(lambda: self._needs.full_answers.show_in(page, answer))

    def _code_said(self, key: str, code: str) -> list[Piece]:
        filled = self._needs.words.filled
        said = spelled(code, filled)
        return pieces_of(filled.say(key, code=said), slowly=True, spelled={tracking_codes.shown(code): said})

    def _has_moved_on(self) -> bool:
        """A person has come, or the caller has gone, in the meantime."""
        return self._host.floor.state in (*WITH_PEOPLE, State.ENDED)
