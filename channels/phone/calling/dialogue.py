"""The caller's side of a call: what their words, keys and silence mean where the call stands, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from channels.phone.calling.asking_number import AskingNumber
from channels.phone.calling.checking import asks_to_check, read_back
from channels.phone.calling.doings import Doings
from channels.phone.calling.floor import Floor
from channels.phone.calling.keys import Open, chosen_by_key, wish_of_key
from channels.phone.calling.news_taking import NewsTaking
from channels.phone.calling.patience import FILLED_AFTER_MS
from channels.phone.calling.pieces import Piece, fixed
from channels.phone.calling.states import STATES, WITH_PEOPLE, State
from channels.phone.calling.wishes import ANSWERS, Wish, wish_of
from channels.phone.calling.wishing import Wishing
from channels.phone.ports import Heard
from conversations.ports import HandoverReason

_MISSES = ("say_again", "say_again_closer")
_HEARING_FAILURES = 2
# "Vâng", "a lô" while something is said or looked for: they follow, and want nothing else.
_IN_BETWEEN = frozenset({Wish.YES, Wish.HELLO})
# Where whoever has spoken waits for us alone.
_FILLED = frozenset({State.GREETING, State.LISTENING, State.THINKING, State.SPEAKING, State.CHECKING, State.NUMBER})


class Dialogue:
    """`write` puts spoken numbers, dates and codes as they are written."""

    def __init__(self, floor: Floor, doings: Doings, news: NewsTaking, number: AskingNumber, write: Callable[[str], str]) -> None:
        self._floor = floor
        self._doings = doings
        self._news = news
        self._number = number
        self._write = write
        self._wishing = Wishing(floor, doings, news)
        self._misses = 0
        self._failures = 0
        # What stopped when they began to speak, in case it was a cough; what waits for their yes.
        self._interrupted: list[Piece] = []
        self._checked = ""

    def greet(self, keys: Sequence[str]) -> None:
        """The last is the question: whoever wants to hear again is not greeted anew."""
        self._floor.say_kept(*keys)
        self._floor.keep_for_again(keys[-1])

    def began_to_speak(self) -> None:
        self._floor.waiting.begin_anew(self._floor.now_ms)
        if self._floor.mouth.is_speaking and STATES[self._floor.state].may_be_interrupted:
            self._interrupted = self._floor.mouth.hush()

    def heard(self, heard: Heard, silent_ms: int = 0) -> None:
        """`silent_ms`: since their last word."""
        self._take(heard)
        if self._floor.state is State.THINKING:
            self._floor.waiting.asked_at(self._floor.now_ms - silent_ms)

    def _take(self, heard: Heard) -> None:
        self._failures = 0
        text = heard.text.strip()
        if not text:
            self._not_heard()
            return
        interrupted, self._interrupted = self._interrupted, []
        if self._floor.captions is not None:
            self._floor.captions.heard(text)
        wish = wish_of(text)
        if wish in _IN_BETWEEN and self._floor.open is not Open.YES_OR_NO and (interrupted or self._floor.state is State.THINKING):
            self._go_on(interrupted)
            if wish is Wish.HELLO:
                self._floor.fill()
        elif wish is not None and self._may_wish(wish):
            self._misses = 0
            self._do(wish, text)
        elif self._floor.state is State.NUMBER:
            self._number.heard(self._write(text))
        else:
            self._utter(self._write(text), heard.confidence)

    def hearing_failed(self) -> None:
        """Keys work all the same; the second time in a row a person is better."""
        self._failures += 1
        if self._floor.state in WITH_PEOPLE:
            return
        if self._failures >= _HEARING_FAILURES:
            self._wishing.ask_person(HandoverReason.BOT_UNAVAILABLE)
        else:
            self._listen_after("hearing_gone")

    def voice_failed(self) -> None:
        """What could not be said is in the conversation; kept sentences are still there."""
        has_asked = self._floor.state in WITH_PEOPLE or self._doings.is_handing_over
        self._floor.say_kept("voice_gone_waiting" if has_asked else "voice_gone", in_passing=True)

    def key(self, digit: str) -> None:
        floor = self._floor
        floor.waiting.begin_anew(floor.now_ms)
        if floor.state is State.JOINED and wish_of_key(digit, floor.open) is Wish.NOT_RECORDED:
            self._doings.stop_recording()
        if floor.state in (State.JOINED, State.ENDED):
            return
        if floor.open is Open.DIGITS or (digit == "0" and self._number.begin_another()):
            self._number.key(digit)
            return
        options = floor.script.options if floor.open is Open.CHOICE and floor.script is not None else ()
        chosen = chosen_by_key(digit, len(options))
        if chosen is not None:
            self._send(str(options[chosen].get("value", "")))
        elif (wish := wish_of_key(digit, floor.open)) is not None:
            self._do(wish, "")

    def finished(self) -> None:
        """Everything was said."""
        state = self._floor.state
        if state in (State.GREETING, State.SPEAKING):
            self._floor.go(State.LISTENING, self._floor.open)
        elif state is State.LEAVING:
            self._doings.end(self._floor.ending)
            return
        elif state is State.JOINED:
            return
        self._news.go_on()

    def tick(self, unread_ms: int = 0) -> None:
        """`unread_ms`: since the last word of what was said, while it is not known yet."""
        self._floor.tick()
        if unread_ms >= FILLED_AFTER_MS and self._floor.state in _FILLED:
            self._floor.fill()
        if self._floor.open is Open.DIGITS and not self._number.tick():
            self._wishing.ask_person(HandoverReason.ASKED)
        step = self._floor.waiting.due(self._floor.now_ms)
        if step is not None:
            self._wishing.take(step, self._number)

    def _do(self, wish: Wish, text: str) -> None:
        if wish in ANSWERS:
            self._answer_check(yes=wish is Wish.YES)
        else:
            self._wishing.do(wish, text)

    def _may_wish(self, wish: Wish) -> bool:
        """Yes and no mean something of the call's own only where it asked; else they are the caller's words to the bot."""
        return wish not in ANSWERS or self._floor.open is Open.YES_OR_NO

    def _answer_check(self, *, yes: bool) -> None:
        if self._floor.state is State.NUMBER:
            if yes:
                self._number.yes()
            else:
                self._number.no()
        elif yes:
            self._send(self._checked)
        else:
            self._listen_after("say_it_otherwise")

    def _utter(self, text: str, confidence: float) -> None:
        floor = self._floor
        if floor.state in WITH_PEOPLE:
            self._doings.send(text)
        elif asks_to_check(text, confidence) and not (floor.state is State.CHECKING and text == self._checked):
            self._checked = text
            floor.go(State.CHECKING, Open.YES_OR_NO)
            floor.say([*read_back(text, floor.words), *fixed(floor.words.kept, "yes_or_no")])
        else:
            self._send(text)

    def _send(self, text: str) -> None:
        self._misses = 0
        self._wishing.send(text)

    def _not_heard(self) -> None:
        """A cough or a slammed door: what was being said goes on. Noise where words were expected: asked again, each time otherwise."""
        interrupted, self._interrupted = self._interrupted, []
        if interrupted:
            self._go_on(interrupted)
        elif self._floor.state in (State.LISTENING, State.CHECKING, State.NUMBER):
            if self._misses < len(_MISSES):
                self._listen_after(_MISSES[self._misses])
                self._misses += 1
            else:
                self._misses = 0
                self._wishing.ask_person(HandoverReason.NOT_UNDERSTOOD, before=fixed(self._floor.words.kept, "not_heard_to_person"))
        else:
            self._news.go_on()

    def _go_on(self, interrupted: Sequence[Piece]) -> None:
        if interrupted:
            self._floor.resume(interrupted)
        else:
            self._news.go_on()

    def _listen_after(self, key: str) -> None:
        """Where a yes or a number is awaited, it still is."""
        if self._floor.state not in (State.NUMBER, *WITH_PEOPLE):
            self._floor.go(State.LISTENING, Open.NOTHING if self._floor.state is State.CHECKING else self._floor.open)
        self._floor.say_kept(key, in_passing=True)
