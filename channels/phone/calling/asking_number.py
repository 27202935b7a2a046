"""The number under which a caller is called back: the one they call from, or another, keyed in or said, and confirmed."""

from __future__ import annotations

from enum import Enum, auto

from channels.phone.calling.answers import digits_in_groups
from channels.phone.calling.doings import Doings
from channels.phone.calling.floor import Floor
from channels.phone.calling.keys import Open
from channels.phone.calling.pieces import Piece, fixed, pieces_of
from channels.phone.calling.states import State
from tickets.phone_numbers import find_phone

# Whoever has keyed in a number and stops has finished, with or without the last key.
_KEYED_MS = 4000
_MOST_TRIES = 3
_TAIL = 3


class _At(Enum):
    # The number they call from was offered; another is being given; that other one was read back.
    OFFERED = auto()
    GIVEN = auto()
    READ_BACK = auto()


class AskingNumber:
    def __init__(self, floor: Floor, doings: Doings) -> None:
        self._floor = floor
        self._doings = doings
        self._at = _At.GIVEN
        self._number = ""
        self._keyed = ""
        self._keyed_at_ms = 0
        self._tries = 0

    def begin(self, before: list[Piece]) -> None:
        """`before` is said first: what was promised."""
        self._tries, self._number = 0, self._doings.caller
        if not self._number:
            self._ask_for_digits(before)
            return
        self._at = _At.OFFERED
        self._floor.go(State.NUMBER, Open.YES_OR_NO)
        tail = self._number[-_TAIL:]
        said = " ".join(tail)
        self._floor.say([*before, *pieces_of(self._floor.words.filled.say("offer_own_number", tail=said), spelled={tail: said})])

    def yes(self) -> None:
        self._doings.keep_number(self._number)

    def no(self) -> None:
        lead = ["another_number"] if self._at is _At.OFFERED else []
        self._ask_for_digits(fixed(self._floor.words.kept, *lead))

    def begin_another(self) -> bool:
        """Every number begins with 0: keyed in at once in place of a yes or no, it is another number's. False where none is asked for."""
        if self._floor.state is not State.NUMBER:
            return False
        self._at, self._number, self._keyed = _At.GIVEN, "", ""
        self._floor.go(State.NUMBER, Open.DIGITS)
        return True

    def key(self, digit: str) -> None:
        if digit == "*":
            self._ask_for_digits([])
        elif digit == "#":
            self._take(self._keyed)
        else:
            if not self._keyed:
                self._floor.mouth.hush()
            self._keyed += digit
            self._keyed_at_ms = self._floor.now_ms

    def tick(self) -> bool:
        """False when a single 0 was meant for a person."""
        if not self._keyed or self._floor.now_ms - self._keyed_at_ms < _KEYED_MS:
            return True
        keyed, self._keyed = self._keyed, ""
        if keyed == "0":
            return False
        self._take(keyed)
        return True

    def heard(self, text: str) -> None:
        """`text` as it is written: numbers in digits."""
        self._take(text)

    def _take(self, given: str) -> None:
        number = find_phone(given)
        self._keyed = ""
        if number is None:
            self._tries += 1
            if self._tries >= _MOST_TRIES:
                self.do_without()
            else:
                self._ask_for_digits(fixed(self._floor.words.kept, "number_wrong"))
            return
        self._number, self._at = number, _At.READ_BACK
        self._floor.go(State.NUMBER, Open.YES_OR_NO)
        digits = digits_in_groups(number)
        self._floor.say(pieces_of(self._floor.words.filled.say("check_number", digits=digits), spelled={number: digits}))

    def do_without(self) -> None:
        self._floor.go(State.SPEAKING)
        self._floor.say_kept("number_not_given", "go_on_asking")

    def _ask_for_digits(self, before: list[Piece]) -> None:
        self._at, self._keyed = _At.GIVEN, ""
        self._floor.go(State.NUMBER, Open.DIGITS)
        self._floor.say([*before, *fixed(self._floor.words.kept, "key_number")])
