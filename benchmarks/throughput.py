"""How many turns are answered in a second while several citizens ask at once, each as soon as the last reply is there.

Citizens are threads of this process on the same machine, so their own work is part of what is measured, for both bots alike.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from benchmarks.bots import Bot, Turn
from benchmarks.questions import CYCLE
from benchmarks.timings import summary_of
from benchmarks.turns import ask_one_conversation

_PROBE_TURNS = 3


def measure_throughput(bots: Sequence[Bot], citizens: Sequence[int], seconds: float) -> dict[str, dict[str, dict[str, float]]]:
    """By bot and number of citizens. The first bot is asked as much as it can answer in about `seconds`, the others as many turns."""
    measured: dict[str, dict[str, dict[str, float]]] = {bot.name: {} for bot in bots}
    for count in citizens:
        probe, took = _ask_together(bots[0], count, 1, _PROBE_TURNS)
        conversations = max(1, round(len(probe) / took * seconds / (count * CYCLE)))
        for bot in bots:
            turns, took = _ask_together(bot, count, conversations, CYCLE)
            answered = sum(turn.answered for turn in turns)
            measured[bot.name][str(count)] = {
                "turns_per_second": round(answered / took, 2),
                "seconds": round(took, 1),
                "conversations_each": conversations,
                **summary_of(turns, 50, 95),
            }
    return measured


def _ask_together(bot: Bot, citizens: int, conversations: int, length: int) -> tuple[list[Turn], float]:
    """All turns, and the seconds from the first conversation opened to the last reply."""

    def citizen(number: int) -> list[Turn]:
        numbers = range(number * conversations, (number + 1) * conversations)
        return [turn for each in numbers for turn in ask_one_conversation(bot, each, length)]

    with ThreadPoolExecutor(citizens) as pool:
        started = time.perf_counter()
        turns = [turn for each in pool.map(citizen, range(citizens)) for turn in each]
        return turns, time.perf_counter() - started
