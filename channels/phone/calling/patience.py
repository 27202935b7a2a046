"""What happens when nothing happens: in each state, after how long which step is taken. One table; docs/adr/0030."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from channels.phone.calling.states import State


class Step(StrEnum):
    FILL = "fill"
    STILL_LOOKING = "still_looking"
    GIVE_UP = "give_up"
    CALL_LATER = "call_later"
    ASK_AGAIN = "ask_again"
    ASK_AGAIN_OTHERWISE = "ask_again_otherwise"
    LEAVE_SILENT = "leave_silent"
    REPEAT = "repeat"
    DO_WITHOUT = "do_without"
    TELL_PLACE = "tell_place"
    HOLD_ON = "hold_on"


@dataclass(frozen=True)
class Due:
    """`after_ms` of nothing being said by anybody, or, `from_entry`, since the caller's last word or key, whatever is said."""

    after_ms: int
    step: Step
    from_entry: bool = False


# A word within three seconds of the caller's last one, however busy whatever answers them is.
FILLED_AFTER_MS = 2000
PATIENCE: Mapping[State, Sequence[Due]] = {
    State.LISTENING: (Due(6000, Step.ASK_AGAIN), Due(6000, Step.ASK_AGAIN_OTHERWISE), Due(6000, Step.LEAVE_SILENT)),
    State.THINKING: (
        Due(FILLED_AFTER_MS, Step.FILL, from_entry=True),
        Due(8000, Step.STILL_LOOKING, from_entry=True),
        Due(20_000, Step.GIVE_UP, from_entry=True),
        Due(35_000, Step.CALL_LATER, from_entry=True),
    ),
    State.CHECKING: (Due(6000, Step.REPEAT), Due(6000, Step.ASK_AGAIN), Due(6000, Step.LEAVE_SILENT)),
    State.NUMBER: (Due(8000, Step.REPEAT), Due(8000, Step.DO_WITHOUT)),
    State.QUEUED: (Due(30_000, Step.TELL_PLACE),),
    State.WITH_OPERATOR: (Due(45_000, Step.HOLD_ON),),
}
# Their last step is taken again and again.
_REPEATED = frozenset({State.QUEUED, State.WITH_OPERATOR})


class Waiting:
    """Counts the silence of one call; `now_ms` is the call's own time."""

    def __init__(self) -> None:
        self._state = State.GREETING
        self._entered_ms = 0
        self._quiet_since_ms = 0
        self._taken = 0

    def enter(self, state: State, now_ms: int) -> None:
        self._state, self._entered_ms, self._quiet_since_ms, self._taken = state, now_ms, now_ms, 0

    def asked_at(self, then_ms: int) -> None:
        """What is waited for was said before the state began."""
        self._entered_ms = min(self._entered_ms, then_ms)

    def stir(self, now_ms: int) -> None:
        """Something is being said to the caller."""
        self._quiet_since_ms = now_ms

    def begin_anew(self, now_ms: int) -> None:
        """The caller has given a sign of life: where silence is counted, it is counted from the first step on."""
        self._quiet_since_ms = now_ms
        if not any(step.from_entry for step in PATIENCE.get(self._state, ())):
            self._taken = 0

    def due(self, now_ms: int) -> Step | None:
        """Each step once; those of people's states for ever."""
        steps = PATIENCE.get(self._state, ())
        if self._taken >= len(steps):
            return None
        next_ = steps[self._taken]
        if now_ms - (self._entered_ms if next_.from_entry else self._quiet_since_ms) < next_.after_ms:
            return None
        if self._state in _REPEATED and self._taken == len(steps) - 1:
            self._quiet_since_ms = now_ms
        else:
            self._taken += 1
        return next_.step
