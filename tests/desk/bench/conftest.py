"""The bench on a real database, with a bot that answers as the test says."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Sequence

import pytest

from conversations.ports import BotReply, BotTurn
from core.errors import Unavailable
from core.settings import PROJECT_ROOT
from core.words import Words
from knowledge_base.judging.dialogues import Dialogue, ExpectedTurn
from knowledge_base.models import Origin
from knowledge_base.publication import Publisher
from tests.desk.histories import add_member
from tests.knowledge_base.made_up import procedure

BIRTH, DEATH = "1.000001", "1.000002"


class PlayedBot:
    """Knows which procedure each text means, what is published and what with drafts; remembers what it was asked."""

    def __init__(self) -> None:
        self.published: dict[str, str] = {}
        self.drafted: dict[str, str] = {}
        self.asked: list[tuple[str, bool]] = []
        self.turns: list[BotTurn] = []
        self.is_away = False
        self.before_answer: Callable[[str], Awaitable[object]] | None = None
        self.now = self.most_at_once = 0

    async def try_out(self, turn: BotTurn, draft_ids: Sequence[uuid.UUID]) -> BotReply:
        self.asked.append((turn.text, bool(draft_ids)))
        self.turns.append(turn)
        self.now += 1
        self.most_at_once = max(self.most_at_once, self.now)
        try:
            await asyncio.sleep(0)
            if self.before_answer is not None:
                await self.before_answer(turn.text)
        finally:
            self.now -= 1
        if self.is_away:
            raise Unavailable("bot", "the bot is away")
        code = (self.published | self.drafted if draft_ids else self.published).get(turn.text)
        return reply(code, turn.text)


def reply(code: str | None, text: str = "", **more) -> BotReply:
    """An answer from that procedure; without one, that nothing was understood."""
    understood = {"intent": {"name": "ask_procedure", "confidence": 0.9}, "entities": []}
    if code is None:
        details = {"procedure_codes": [], "aspects": [], "step": "utter_not_understood", "confidence": 0.9, "understood": understood}
        return BotReply(text="Máy chưa hiểu.", behaviour="refuse", details=details)
    signals = [{"key": code, "share": 0.9, "line_both": 1.0, "held_name": 1.0, "union_recall": 1.0}]
    details = {
        "procedure_codes": [code],
        "entries": [{"kind": "procedure", "key": code}],
        "aspects": ["fee"],
        "confidence": 0.9,
        "step": "answer_what_is_meant",
        "signals": signals,
        "understood": understood,
    }
    return BotReply(text=f"{code}: {text}", behaviour="answer", details=details, context={"procedure_codes": [code]}, **more)


def dialogue(*texts: str, code: str = BIRTH, id_: str = "q-1", behaviour: str = "answer", aspects: Sequence[str] = ()) -> Dialogue:
    codes = [code] if code else []
    return Dialogue(id=id_, turns=[ExpectedTurn(text=text, behaviour=behaviour, codes=codes, aspects=list(aspects)) for text in texts])


@pytest.fixture
def words():
    return Words(PROJECT_ROOT / "desk" / "bench" / "words.yml")


@pytest.fixture
def bot():
    return PlayedBot()


@pytest.fixture
async def editor(database):
    return await add_member(database, roles=("editor",))


@pytest.fixture
async def town(database):
    """Two published procedures."""
    records = [procedure(BIRTH, "Đăng ký khai sinh"), procedure(DEATH, "Đăng ký khai tử")]
    await Publisher(database).publish(records, origin=Origin.SHIPPED, author="thử")
    return records
