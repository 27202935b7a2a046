"""How many telephones a run has: the promise of the project, or few enough to try the benchmark itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """`calls` at once, of which `speakers` speak: so many `turns` each, a new call after every few."""

    calls: int
    speakers: int
    turns: int
    turns_in_a_call: int

    @property
    def listeners(self) -> int:
        return self.calls - self.speakers


FULL = Sizes(calls=20, speakers=2, turns=30, turns_in_a_call=5)
QUICK = Sizes(calls=4, speakers=2, turns=4, turns_in_a_call=2)
