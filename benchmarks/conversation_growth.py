"""Whether a turn gets slower as its conversation grows: the same questions, asked early and late."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from benchmarks.bots import Bot, Conversation
from benchmarks.questions import CYCLE


def measure_conversation_growth(bots: Sequence[Bot], ages: Sequence[int], rounds: int) -> dict[str, dict[str, dict[str, float]]]:
    """By bot: median milliseconds around each of `ages` (turns), and their ratios to the first of them.

    "Around" is a window of one whole round of topics. Conversations are first brought to the age they need, then asked in
    alternation, turn by turn, so that whatever else the machine does falls on all ages alike.
    """
    times: dict[str, dict[int, list[float]]] = {bot.name: {age: [] for age in ages} for bot in bots}
    for round_ in range(rounds):
        for bot in bots:
            for age, milliseconds in _one_round(bot, ages, round_).items():
                times[bot.name][age] += milliseconds
    return {name: _compared(by_age) for name, by_age in times.items()}


def _one_round(bot: Bot, ages: Sequence[int], number: int) -> dict[int, list[float]]:
    with ExitStack() as stack:
        running = {age: (stack.enter_context(bot.conversation()), bot.script(number)) for age in ages}
        for age in sorted(ages, reverse=True):
            _ask(*running[age], turns=age - 1 - CYCLE // 2)
        times: dict[int, list[float]] = {age: [] for age in ages}
        for _ in range(CYCLE):
            for age in ages:
                times[age] += _ask(*running[age], turns=1)
        return times


def _ask(conversation: Conversation, script: Iterator[str], turns: int) -> list[float]:
    asked = [conversation.ask(text) for text in itertools.islice(script, turns)]
    return [turn.milliseconds for turn in asked if turn.answered]


def _compared(times: dict[int, list[float]]) -> dict[str, dict[str, float]]:
    medians = {age: statistics.median(milliseconds) for age, milliseconds in times.items()}
    first = medians[min(medians)]
    return {
        "median_ms": {str(age): round(median, 2) for age, median in medians.items()},
        "ratio_to_first": {str(age): round(median / first, 3) for age, median in medians.items()},
    }
