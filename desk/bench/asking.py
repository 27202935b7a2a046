"""One question to the real bot, outside of any conversation: nothing of it is stored."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from conversations.ports import BotReply, BotTurn
from knowledge_base.editing.bench_session import BENCH_SESSION
from knowledge_base.models import EntryKind
from vntext import as_meant

# How steps begin that say a sentence of data/responses/.
FIXED = "utter_"
_CLARIFY = "clarify"
_SEARCHED_BY_BARE_KEY = frozenset({EntryKind.PROCEDURE, EntryKind.FAQ, EntryKind.CHOICE})


class TriesOut(Protocol):
    async def try_out(self, turn: BotTurn, draft_ids: Sequence[uuid.UUID]) -> BotReply:
        """As if these drafts were published. Raises core.errors.Unavailable when no answer comes in time."""
        ...


@dataclass(frozen=True)
class Dialogue:
    """What one turn hands on to the next."""

    session: uuid.UUID
    context: Mapping[str, Any]

    @classmethod
    def begin(cls) -> Dialogue:
        return cls(uuid.uuid4(), {})


@dataclass(frozen=True)
class Tried:
    reply: BotReply
    milliseconds: float
    after: Dialogue


async def try_turn(bot: TriesOut, text: str, dialogue: Dialogue, draft_ids: Sequence[uuid.UUID]) -> Tried:
    """Read as a citizen's message is read. Raises Unavailable."""
    started = time.perf_counter()
    turn = BotTurn(uuid.uuid4(), f"{BENCH_SESSION}{dialogue.session}", as_meant(text), dict(dialogue.context))
    reply = await bot.try_out(turn, draft_ids)
    took = (time.perf_counter() - started) * 1000
    return Tried(reply, took, Dialogue(dialogue.session, reply.context))


def answered_keys(reply: BotReply) -> list[str]:
    """The entries that the answer is read from, as search calls them; none for a question back and for fixed sentences."""
    if reply.behaviour == _CLARIFY:
        return []
    return [search_key(str(entry["kind"]), str(entry["key"])) for entry in reply.details.get("entries") or ()]


def search_key(kind: str, key: str) -> str:
    """See knowledge_base.told."""
    return key if kind in _SEARCHED_BY_BARE_KEY else f"{kind}/{key}"
