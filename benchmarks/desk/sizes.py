"""How much a run asks of the desk: the promise of the project, or little enough to try the benchmark itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """Rates are in messages a second, of all citizens or all operators together. `kill_every` and `seconds` are seconds."""

    conversations: int
    operators: int
    citizens_rate: float
    operators_rate: float
    seconds: float
    kill_every: float

    @property
    def conversations_each(self) -> int:
        return -(-self.conversations // self.operators)


FULL = Sizes(conversations=200, operators=20, citizens_rate=10.0, operators_rate=3.0, seconds=180.0, kill_every=20.0)
QUICK = Sizes(conversations=20, operators=4, citizens_rate=4.0, operators_rate=1.0, seconds=20.0, kill_every=12.0)
