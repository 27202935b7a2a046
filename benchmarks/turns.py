"""How long a turn takes over HTTP when one citizen asks, in fresh conversations as long as people's are."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from benchmarks.bots import Bot, Turn
from benchmarks.questions import CYCLE
from benchmarks.timings import summary_of


def measure_turns(bots: Sequence[Bot], conversations: int) -> dict[str, dict[str, float]]:
    """By bot. They are asked in alternation, conversation by conversation, so that whatever else the machine does falls on both alike."""
    turns: dict[str, list[Turn]] = {bot.name: [] for bot in bots}
    for number in range(conversations):
        for bot in bots:
            turns[bot.name] += ask_one_conversation(bot, number, CYCLE)
    return {name: summary_of(those, 50, 90, 95, 99) for name, those in turns.items()}


def ask_one_conversation(bot: Bot, number: int, length: int) -> list[Turn]:
    with bot.conversation() as conversation:
        return [conversation.ask(text) for text in itertools.islice(bot.script(number), length)]
