"""When somebody begins to speak and when they have finished, from how likely speech is in each frame."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto

from channels.phone.sound import FRAME_MS


class Moment(Enum):
    """`PAUSED`: silent long enough to look at what was said so far; once in each pause."""

    NOTHING = auto()
    BEGAN = auto()
    PAUSED = auto()
    ENDED = auto()


@dataclass(frozen=True)
class Thresholds:
    """Frames are of 20 ms. Over our own voice more is asked for, so that an echo or a cough stops nothing: 9 of 12 frames, 240 ms."""

    speech: float = 0.5
    quiet: float = 0.35
    begins: int = 5
    begins_of: int = 8
    interrupts: int = 9
    interrupts_of: int = 12
    paused_ms: int = 240
    silence_ms: int = 600
    longest_ms: int = 25_000


class TurnTaking:
    def __init__(self, thresholds: Thresholds = Thresholds()) -> None:
        self._is = thresholds
        self._lately: deque[bool] = deque(maxlen=thresholds.interrupts_of)
        self.is_speaking = False
        self._silent_ms = 0
        self._spoken_ms = 0
        self.patience_ms = thresholds.silence_ms

    @property
    def silent_ms(self) -> int:
        """Since the last frame of speech, also once that has been taken for the end."""
        return self._silent_ms

    def hear(self, likelihood: float, *, over_voice: bool) -> Moment:
        """`over_voice`: something is being said to the caller in this moment."""
        if not self.is_speaking:
            return self._before_speech(likelihood, over_voice=over_voice)
        self._spoken_ms += FRAME_MS
        if likelihood >= self._is.quiet:
            self._silent_ms = 0
            self.patience_ms = self._is.silence_ms
            return self._end() if self._spoken_ms >= self._is.longest_ms else Moment.NOTHING
        self._silent_ms += FRAME_MS
        if self._silent_ms >= self.patience_ms:
            return self._end()
        return Moment.PAUSED if self._silent_ms == self._is.paused_ms else Moment.NOTHING

    def forget(self) -> None:
        """What was heard so far belongs to something else, such as a key that was pressed."""
        self._end()

    def _before_speech(self, likelihood: float, *, over_voice: bool) -> Moment:
        self._silent_ms += FRAME_MS
        self._lately.append(likelihood >= self._is.speech)
        enough, of = (self._is.interrupts, self._is.interrupts_of) if over_voice else (self._is.begins, self._is.begins_of)
        if sum(list(self._lately)[-of:]) < enough:
            return Moment.NOTHING
        self.is_speaking, self._silent_ms, self._spoken_ms = True, 0, 0
        self.patience_ms = self._is.silence_ms
        return Moment.BEGAN

    def _end(self) -> Moment:
        self.is_speaking = False
        self._lately.clear()
        return Moment.ENDED
