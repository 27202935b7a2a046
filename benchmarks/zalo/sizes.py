"""How much a run asks of the channel: the promise of the project, or little enough to try the benchmark itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

# The question, the echo of the answer, and the two receipts for it.
_WEBHOOKS_OF_A_QUESTION = 4


@dataclass(frozen=True)
class Sizes:
    """`rate`: questions a second, of all citizens together. `kill_every`: seconds."""

    citizens: int
    questions: int
    rate: float
    kill_every: float

    @property
    def seconds(self) -> float:
        return self.questions / self.rate

    def for_webhooks(self, count: int) -> Sizes:
        """As many questions as bring about so many webhooks, of as many citizens as ask no more each than before."""
        questions = max(1, count // _WEBHOOKS_OF_A_QUESTION)
        return replace(self, questions=questions, citizens=max(1, round(self.citizens * questions / self.questions)))


FULL = Sizes(citizens=120, questions=2500, rate=6.5, kill_every=15.0)
QUICK = Sizes(citizens=20, questions=180, rate=3.0, kill_every=12.0)
