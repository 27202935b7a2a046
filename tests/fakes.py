"""The parties that are not real in these tests: the bot, and the people behind it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Message
from conversations.ownership import PROGRAM, Change, Move, change_owner
from conversations.ports import BotReply, BotTurn, HandoverReason, Said
from conversations.repository import ConversationRepository
from core.clock import utc_now
from core.errors import Unavailable


class FakeBot:
    """Answers at once and remembers every turn; can be away, at fault, or made to think."""

    def __init__(self) -> None:
        self.turns: list[BotTurn] = []
        self.behaviour = "answer"
        self.says = ""
        self.handover: HandoverReason | None = None
        self.sectors: list[str] = []
        self.blocks: list[dict[str, Any]] | None = None
        self.options: list[dict[str, Any]] = []
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
            text=self.says or f"Trả lời: {turn.text}",
            behaviour=self.behaviour,
            blocks=self.blocks,
            options=self.options,
            details={"procedure_codes": ["1.001193"]} | ({"sectors": self.sectors} if self.sectors else {}),
            context={"asked": [*turn.context.get("asked", []), turn.text]},
            handover=self.handover,
        )


class FakeDesk:
    """Takes whatever comes and remembers why; queues the conversation only while somebody is there."""

    def __init__(self) -> None:
        self.taken: list[HandoverReason] = []
        self.is_attended = False
        self.answers: dict[str, str] = {}
        self.answers_beside_operator: dict[str, str] = {}
        self.alarms = 0

    async def take(
        self, session: AsyncSession, conversation: Conversation, question: Message, reason: HandoverReason, reply: BotReply | None
    ) -> Said:
        self.taken.append(reason)
        if self.is_attended and reason != HandoverReason.REPORTED:
            await change_owner(ConversationRepository(session), conversation, Change(Move.HAND_OVER, PROGRAM, reason=reason), utc_now())
        return Said("Đã chuyển cho tổng đài viên.", details={"topic": "handed_over"})

    async def is_somebody_there(self, session: AsyncSession) -> bool:
        return self.is_attended

    async def alarm(self, session: AsyncSession, conversation: Conversation) -> None:
        self.alarms += 1

    async def answer_beside_operator(self, session: AsyncSession, conversation: Conversation, question: Message) -> Said | None:
        said = self.answers_beside_operator.get(question.text)
        return Said(said) if said else None

    async def answer(self, session: AsyncSession, conversation: Conversation, question: Message) -> Said | None:
        said = self.answers.get(question.text)
        return Said(said) if said else None
