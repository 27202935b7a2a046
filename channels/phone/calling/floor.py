"""What the parts of one call share: where it stands, what was said last, and the mouth."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from channels.phone.calling.keys import Open
from channels.phone.calling.mouth import Mouth
from channels.phone.calling.patience import Waiting
from channels.phone.calling.pieces import Piece, fixed, pieces_of
from channels.phone.calling.scripts import Script
from channels.phone.calling.states import STATES, State
from channels.phone.ports import Captions
from channels.phone.sound import FRAME_MS
from conversations.calls.models import Ending
from conversations.models import Message, Owner
from conversations.service import Status
from core.words import Words

# That the call is recorded.
ANNOUNCEMENT = "recorded"
_FILLER = "moment"
_FILLED_AGAIN_MS = 4000


@dataclass(frozen=True)
class CallWords:
    """`kept` are sentences that are there as sound, `filled` those with gaps, `spoken` those of the spoken form."""

    kept: Words
    filled: Words
    spoken: Words


class Floor:
    """The call's own time runs with the frames that come from the caller."""

    def __init__(self, mouth: Mouth, words: CallWords, captions: Captions | None) -> None:
        self.mouth = mouth
        self.words = words
        self.captions = captions
        self.state = State.GREETING
        self.open = Open.NOTHING
        self.waiting = Waiting()
        self.now_ms = 0
        self.slowly = False
        # Until it was heard to its end nothing is recorded: whoever cut it short hears it again before they talk with people.
        self.owes_announcement = False
        # How it ends if what is being said is a good-bye.
        self.ending = Ending.BOT
        # What "nghe lại" says again, "nghe tiếp" goes on with, and what may be chosen.
        self.script: Script | None = None
        self._last: list[Piece] = []
        self._filled_at_ms: int | None = None
        self._is_filler = False
        # Said, and not answered yet: messages by id, newest last; and how many are still being stored.
        self.awaited: list[uuid.UUID] = []
        self.being_sent = 0
        # The last answer, for whoever wants it in writing.
        self.answer: Message | None = None
        self.status = Status(Owner.BOT)

    def go(self, state: State, open_: Open = Open.NOTHING) -> None:
        if state is not self.state and state not in STATES[self.state].next:
            raise RuntimeError(f"no way from {self.state} to {state}")
        self.state, self.open = state, open_
        self.waiting.enter(state, self.now_ms)
        if self.captions is not None:
            self.captions.state(state)

    def leave(self, key: str, ending: Ending) -> None:
        """The good-bye; the call ends when it was heard."""
        self.ending = ending
        self.go(State.LEAVING)
        self.say_kept(key, in_passing=True)

    def end(self) -> None:
        """Whoever hangs up asks no table."""
        if self.state is not State.ENDED:
            self.go(State.ENDED)

    def tick(self) -> None:
        self.now_ms += FRAME_MS
        if self.mouth.is_speaking:
            self.waiting.stir(self.now_ms)

    def say(self, pieces: Sequence[Piece], *, in_passing: bool = False) -> None:
        """In place of what is being said. `in_passing`: not what "nghe lại" means."""
        if not in_passing:
            self._last = list(pieces)
        self._is_filler = False
        self.mouth.say(pieces, slowly=self.slowly)
        if self.captions is not None:
            for piece in pieces:
                self.captions.said(piece.caption)

    def resume(self, rest: Sequence[Piece]) -> None:
        """What was interrupted for nothing."""
        self._is_filler = False
        self.mouth.say(rest, slowly=self.slowly)

    @property
    def announcement(self) -> list[Piece]:
        return fixed(self.words.kept, ANNOUNCEMENT) if self.owes_announcement else []

    def say_kept(self, *keys: str, in_passing: bool = False) -> None:
        self.say(fixed(self.words.kept, *keys), in_passing=in_passing)

    def say_page(self, *before: Piece) -> None:
        if self.script is not None:
            self.say([*before, *pieces_of(self.script.page)])

    def fill(self) -> None:
        """A word while they wait, unless something is being said or that was said just now."""
        if self.mouth.is_speaking or (self._filled_at_ms is not None and self.now_ms - self._filled_at_ms < _FILLED_AGAIN_MS):
            return
        self._filled_at_ms = self.now_ms
        self.say_kept(_FILLER, in_passing=True)
        self._is_filler = True

    def hush(self) -> None:
        """For what comes instead; a word that only fills is heard to its end."""
        if not self._is_filler:
            self.mouth.hush()

    def keep_for_again(self, key: str) -> None:
        """Of what was just said, only this is what "nghe lại" means."""
        self._last = fixed(self.words.kept, key)

    def say_again(self, *before: Piece) -> bool:
        """Whether there was something to say again."""
        again = list(self._last)
        if again:
            self.say([*before, *again])
            self._last = again
        return bool(again)
