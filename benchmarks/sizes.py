"""How much each part measures: enough to trust, or just enough to see that it works."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """`ages` are the turns of a conversation around which its pace is compared; `record_counts` the sizes of the knowledge base."""

    conversations: int
    citizens: tuple[int, ...]
    throughput_seconds: float
    ages: tuple[int, ...]
    age_rounds: int
    record_counts: tuple[int, ...]
    search_rounds: int
    starts: int


FULL = Sizes(
    conversations=60,
    citizens=(1, 8, 32),
    throughput_seconds=15.0,
    ages=(5, 50, 300),
    age_rounds=4,
    record_counts=(150, 4_432, 20_000),
    search_rounds=5,
    starts=3,
)
QUICK = Sizes(
    conversations=4,
    citizens=(1, 8, 32),
    throughput_seconds=2.0,
    ages=(5, 20, 40),
    age_rounds=1,
    record_counts=(150, 600, 1_200),
    search_rounds=1,
    starts=1,
)
