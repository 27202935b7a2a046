"""What is done with a wish of the caller's, and with each step of patience."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from channels.phone.calling.asking_number import AskingNumber
from channels.phone.calling.doings import Doings
from channels.phone.calling.floor import Floor
from channels.phone.calling.keys import Open
from channels.phone.calling.news_taking import NewsTaking
from channels.phone.calling.patience import Step
from channels.phone.calling.pieces import Piece, fixed
from channels.phone.calling.states import WITH_PEOPLE, State
from channels.phone.calling.wishes import Wish
from conversations.calls.models import Ending
from conversations.ports import HandoverReason

# What is said at each step, where saying it is all: in passing, as a question, as a good-bye.
_SAID = {
    Step.STILL_LOOKING: "still_looking",
    Step.GIVE_UP: "trouble_lasts",
    Step.HOLD_ON: "hold_on",
}
_ASKED = {Step.ASK_AGAIN: "still_there", Step.ASK_AGAIN_OTHERWISE: "still_there_again"}
_LEFT = {Step.CALL_LATER: "call_later", Step.LEAVE_SILENT: "nobody_spoke"}


class Wishing:
    def __init__(self, floor: Floor, doings: Doings, news: NewsTaking) -> None:
        self._floor = floor
        self._doings = doings
        self._news = news
        self._does: Mapping[Wish, Callable[[], None]] = {
            Wish.AGAIN: self._again,
            Wish.SLOWER: self._slower,
            Wish.MORE: self._more,
            Wish.STOP: self._stop,
            Wish.GOODBYE: lambda: self.leave("goodbye"),
            Wish.SEND: self._send_full,
            Wish.CALL_BACK: doings.ask_call_back,
            Wish.NOT_RECORDED: self._not_recorded,
            Wish.HELLO: lambda: self.listen_after("listening"),
        }

    def do(self, wish: Wish, text: str) -> None:
        """Any but yes and no. `text`: in the caller's own words, if they said it."""
        if wish is Wish.PERSON:
            self.ask_person(HandoverReason.ASKED, text)
        else:
            self._does[wish]()

    def ask_person(self, reason: HandoverReason, text: str = "", before: Sequence[Piece] = ()) -> None:
        floor = self._floor
        if floor.state is State.QUEUED:
            self._news.tell_place()
        elif floor.state in WITH_PEOPLE:
            floor.say_kept("with_people_already", in_passing=True)
        elif not (floor.state is State.THINKING and self._doings.is_handing_over):
            self._news.forget()
            floor.mouth.hush()
            floor.go(State.THINKING)
            floor.say(before, in_passing=True)
            self._doings.send(text or floor.words.filled.say("asks_person"), reason)

    def send(self, text: str) -> None:
        """To the bot, whose answer is awaited."""
        self._news.forget()
        self._floor.hush()
        self._floor.go(State.THINKING)
        self._doings.send(text)

    def leave(self, key: str) -> None:
        self._news.forget()
        self._floor.leave(key, Ending.BOT)

    def take(self, step: Step, number: AskingNumber) -> None:
        if step is Step.FILL:
            self._floor.fill()
        elif step in _SAID:
            is_asked_for = step is Step.STILL_LOOKING and self._doings.is_handing_over
            self._floor.say_kept("moment" if is_asked_for else _SAID[step], in_passing=True)
        elif step in _ASKED:
            self.listen_after(_ASKED[step])
        elif step in _LEFT:
            self.leave(_LEFT[step])
        elif step is Step.REPEAT:
            self._floor.say_again()
        elif step is Step.DO_WITHOUT:
            number.do_without()
        elif step is Step.TELL_PLACE:
            self._news.tell_place()
        if step is Step.GIVE_UP:
            self._doings.hand_over_unanswered()

    def _again(self, *before: Piece) -> None:
        floor = self._floor
        if floor.state is State.THINKING and floor.script is None:
            floor.say([*before, *fixed(floor.words.kept, "moment")], in_passing=True)
        elif not floor.say_again(*before):
            self.listen_after("nothing_to_repeat")
        elif floor.state is State.LISTENING:
            floor.go(State.SPEAKING, floor.open)

    def _slower(self) -> None:
        self._floor.slowly = True
        self._again(*fixed(self._floor.words.kept, "slower_now"))

    def _not_recorded(self) -> None:
        self._doings.stop_recording()
        self.listen_after("not_recorded")

    def _more(self) -> None:
        floor, script = self._floor, self._floor.script
        if script is not None and script.turn():
            if floor.state not in WITH_PEOPLE:
                floor.go(State.SPEAKING, Open.CHOICE if script.options else Open.NOTHING)
            floor.say_page()
        elif script is not None and script.leads_on and floor.state not in WITH_PEOPLE:
            self.send(script.leads_on)
        else:
            self.listen_after("nothing_more")

    def _stop(self) -> None:
        self._news.forget()
        self._floor.mouth.hush()
        self.listen_after("listening")

    def _send_full(self) -> None:
        if self._floor.answer is None:
            self.listen_after("nothing_to_send")
        else:
            self._doings.send_full(self._floor.answer)

    def listen_after(self, key: str) -> None:
        """Where people, a number or an answer are awaited, they still are."""
        floor = self._floor
        if floor.state in (State.GREETING, State.SPEAKING, State.CHECKING, State.LEAVING):
            floor.go(State.LISTENING, Open.NOTHING if floor.state is State.CHECKING else floor.open)
        floor.say_kept(key, in_passing=True)
