"""The one party that is not real in these tests: the bot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from conversations.ports import BotReply, BotTurn
from core.errors import Unavailable


class FakeBot:
    """Answers at once and remembers every turn; can be away, at fault, or made to think."""

    def __init__(self) -> None:
        self.turns: list[BotTurn] = []
        self.behaviour = "answer"
        self.fault: Exception | None = None
        self.think: Callable[[BotTurn], Awaitable[object]] | None = None

    @property
    def texts(self) -> list[str]:
        return [turn.text for turn in self.turns]

    def go_away(self) -> None:
        self.fault = Unavailable("bot", "the bot is away")

    def come_back(self) -> None:
        self.fault = None

    async def reply(self, turn: BotTurn) -> BotReply:
        self.turns.append(turn)
        if self.think is not None:
            await self.think(turn)
        if self.fault is not None:
            raise self.fault
        return BotReply(
            text=f"Trả lời: {turn.text}",
            behaviour=self.behaviour,
            details={"procedure_codes": ["1.001193"]},
            context={"asked": [*turn.context.get("asked", []), turn.text]},
        )
