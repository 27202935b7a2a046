"""What the conversation tells of: answers, who has it now, what an operator wrote. Said when the caller is not speaking themselves."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from channels.phone.calling.answers import HANDED_OVER, SAID_BY_CALL, handed_over_reason, is_dangerous, script_of, topic_of
from channels.phone.calling.doings import Doings
from channels.phone.calling.floor import Floor
from channels.phone.calling.keys import Open
from channels.phone.calling.pieces import Piece, fixed, pieces_of
from channels.phone.calling.scripts import Script
from channels.phone.calling.states import WITH_PEOPLE, State
from channels.phone.calling.talk import News
from channels.phone.calling.written_answers import is_worth_writing
from conversations.models import Message, MessageKind, Owner, Sender
from conversations.ports import HandoverReason
from conversations.service import Status
from knowledge_base.answering.for_the_ear import for_the_ear

_ANSWERS = frozenset({"answer", "clarify", "report", "refer"})

# Of filled_words.yml, as the desk calls them.
_WHY_NOBODY = frozenset({"nobody_on_duty", "out_of_hours", "just_left"})
# Here the caller owes an answer, and nothing but danger comes between.
_ASKING = frozenset({State.CHECKING, State.NUMBER})


@dataclass(frozen=True)
class _Unsaid:
    script: Script
    is_of_bot: bool
    is_urgent: bool


class NewsTaking:
    def __init__(self, floor: Floor, doings: Doings, is_hearing: Callable[[], bool]) -> None:
        self._floor = floor
        self._doings = doings
        self._is_hearing = is_hearing
        self._unsaid: list[_Unsaid] = []
        # What the bot itself said beside handing over: said before what happens next.
        self._lead: list[Piece] = []
        self._was_offered = False

    def take(self, news: News) -> None:
        before, self._floor.status = self._floor.status, news.status
        told = [message for message in news.messages if self._is_current(message)]
        for message in news.messages:
            if message.in_reply_to in self._floor.awaited:
                # What was asked before it is answered by it, or never.
                del self._floor.awaited[: self._floor.awaited.index(message.in_reply_to) + 1]
        if self._floor.state in (State.JOINED, State.LEAVING, State.ENDED):
            self._keep(told)
            return
        topics = {topic_of(message) for message in told}
        self._keep(told)
        self._follow_owner(before, news.status, topics)
        self._tell_of_people(told)
        self.go_on()

    def go_on(self) -> None:
        """Says what waits, if nobody speaks."""
        if not self._unsaid or self._is_hearing() or self._floor.mouth.is_speaking:
            return
        if self._floor.state not in _ASKING or self._unsaid[0].is_urgent:
            self._say(self._unsaid.pop(0))

    def forget(self) -> None:
        """The caller went on to something else."""
        self._unsaid.clear()

    def lead(self) -> list[Piece]:
        """Once."""
        lead, self._lead = self._lead, []
        return lead

    def tell_place(self) -> None:
        self._floor.say(pieces_of(self._floor.words.filled.say("still_queued", place=self._place())))

    def _is_current(self, message: Message) -> bool:
        """Not the answer to what was said before, once the caller has gone on; danger and people are always told of."""
        awaited = self._floor.awaited
        is_older = message.in_reply_to in awaited[:-1] or (message.in_reply_to in awaited and self._floor.being_sent > 0)
        return not is_older or is_dangerous(message) or topic_of(message) == HANDED_OVER

    def _keep(self, told: Sequence[Message]) -> None:
        for message in told:
            if _is_said_by_call(message):
                self._lead += _bots_own_words(message, self._floor)
                continue
            if message.kind == MessageKind.REPLY and message.details.get("behaviour") in _ANSWERS:
                self._floor.answer = message if is_worth_writing(message, self._floor.words.spoken) else self._floor.answer
            script = script_of(message, self._floor.words.spoken)
            unsaid = _Unsaid(script, message.sender == Sender.BOT, is_dangerous(message))
            if unsaid.is_urgent:
                self._unsaid.insert(0, unsaid)
                self._floor.mouth.hush()
            else:
                self._unsaid.append(unsaid)

    def _say(self, unsaid: _Unsaid) -> None:
        floor, script = self._floor, unsaid.script
        floor.script = script
        if floor.state not in WITH_PEOPLE:
            floor.go(State.SPEAKING, Open.CHOICE if script.options else Open.NOTHING)
        offer = []
        if len(script.pages) > 1 and unsaid.is_of_bot and not self._was_offered:
            self._was_offered = True
            offer = fixed(floor.words.kept, "offer_full")
        floor.say([*pieces_of(script.page), *offer])

    def _follow_owner(self, before: Status, now: Status, topics: set[str]) -> None:
        floor = self._floor
        if now.owner == Owner.OPERATOR and (before.owner, before.operator_name) != (now.owner, now.operator_name):
            floor.go(State.WITH_OPERATOR)
            floor.say([*floor.announcement, *pieces_of(floor.words.filled.say("connected", name=now.operator_name))])
        elif now.owner == Owner.QUEUE and before.owner != Owner.QUEUE:
            floor.go(State.QUEUED, Open.WAITING)
            floor.say([*self.lead(), *floor.announcement, *pieces_of(floor.words.filled.say("queued", place=self._place()))])
        elif now.owner == Owner.BOT and before.owner != Owner.BOT and floor.state in WITH_PEOPLE:
            floor.go(State.LISTENING)
            if not topics:
                floor.say_kept("back_with_bot")

    def _tell_of_people(self, told: Sequence[Message]) -> None:
        for message in told:
            match topic_of(message):
                case "handed_over" if self._floor.status.owner == Owner.BOT and not _is_report(message):
                    self._doings.ask_promise(_why_nobody(message), self.lead())
                case "queue_given_up":
                    self._doings.ask_promise("just_left", self.lead())
                case "still_waiting" | "queue_place" if self._floor.state is State.QUEUED:
                    self.tell_place()
                case "with_bot" | "back_with_bot":
                    self._floor.go(State.SPEAKING)
                    self._floor.say_kept("back_with_bot")
                case _:
                    pass

    def _place(self) -> str:
        status = self._floor.status
        minutes = max(1, math.ceil((status.expected_wait_seconds or 60) / 60))
        place = status.place or 1
        return self._floor.words.filled.say("place_first" if place == 1 else "place", place=place, minutes=minutes)


def _why_nobody(message: Message) -> str:
    why = str(message.details.get("nobody", ""))
    return why if why in _WHY_NOBODY else "nobody_on_duty"


def _is_report(message: Message) -> bool:
    return handed_over_reason(message.details) == HandoverReason.REPORTED


def _bots_own_words(message: Message, floor: Floor) -> list[Piece]:
    """The desk's words stand behind the bot's, in a paragraph of their own."""
    own, _, desks = message.text.rpartition("\n\n")
    return pieces_of(for_the_ear(own, floor.words.spoken)) if message.sender == Sender.BOT and own and desks else []


def _is_said_by_call(message: Message) -> bool:
    topic = topic_of(message)
    return topic in SAID_BY_CALL and not (topic == HANDED_OVER and _is_report(message))
