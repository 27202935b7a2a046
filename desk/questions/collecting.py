"""The worker's round that puts before editors what the bot could not do: each question once, masked, beside those that are like it.

Read from stored messages, so nothing that goes wrong here can hold up an answer. Of several workers one
collects, and the others leave it.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Database
from desk.questions.likeness import ALIKE, Topic, likeness_to_all
from desk.questions.masking import bare_names, mask
from desk.questions.models import QuestionCluster, QuestionItem
from desk.questions.reading_repository import SOURCES, Event, ReadingRepository
from desk.questions.reasons import Reason
from desk.questions.repository import QuestionRepository
from desk.questions.turns import Turn, failures, question_of

# A transaction of so many takes a fraction of a second: whoever closes a cluster meanwhile waits for it.
_BATCH = 50


@dataclass(frozen=True)
class Known:
    """Names that are the citizen's, and names that are a place's."""

    names: Sequence[str]
    places: frozenset[str]


class Collecting:
    """`low_confidence`: answers below it are looked at by a person. `patience`: so long a question back waits for what is said to it."""

    def __init__(self, database: Database, low_confidence: float, patience: timedelta) -> None:
        self._database = database
        self._low_confidence = low_confidence
        self._patience = patience

    async def walk(self) -> int:
        """How many events were looked at. Doing it again finds nothing new."""
        return sum([await self._walk(source) for source in SOURCES])

    async def _walk(self, source: str) -> int:
        looked_at = 0
        while True:
            async with self._database.session() as session:
                count, is_all = await self._batch(session, source)
            looked_at += count
            if is_all:
                return looked_at

    async def _batch(self, session: AsyncSession, source: str) -> tuple[int, bool]:
        if not await QuestionRepository(session).try_lock():
            return 0, True
        reading = ReadingRepository(session, self._patience)
        events = await reading.events(source, await reading.bound(), self._low_confidence, _BATCH)
        places = bare_names(await reading.places()) if events else frozenset()
        for count, event in enumerate(events):
            turns = await reading.turns_until(event)
            if turns is None:
                return count, True
            if turns:
                await self._take(session, event, turns, Known(await reading.names_of(event.conversation_id), places))
            await reading.pass_by(source, event)
        return len(events), len(events) < _BATCH

    async def _take(self, session: AsyncSession, event: Event, turns: list[Turn], known: Known) -> None:
        found = [(question_of(turns), Reason(event.said))] if event.said else failures(turns, self._low_confidence)
        for turn, reason in found:
            await self._keep(session, event, turn, reason, known)

    async def _keep(self, session: AsyncSession, event: Event, turn: Turn, reason: Reason, known: Known) -> None:
        repository = QuestionRepository(session)
        item = await repository.find_item(turn.message_id)
        if event.is_taken_back:
            if item is not None and reason in item.reasons:
                await repository.take_back(item, reason)
        elif item is not None:
            if reason not in item.reasons:
                await repository.add_reason(item, reason)
        else:
            await place(repository, _item(event, turn, reason, known))


async def place(repository: QuestionRepository, item: QuestionItem) -> None:
    """Into the cluster it is most like, else into one of its own."""
    cluster = await _likest(repository, Topic(item.topic))
    if cluster is None:
        cluster = await repository.add_cluster(item)
    await repository.add_item(item, cluster)


async def _likest(repository: QuestionRepository, topic: Topic) -> QuestionCluster | None:
    near = [(likeness_to_all(topic, one.exemplars), one.exemplars[0].text, one.cluster_id) for one in await repository.neighbours(topic)]
    best = max(near, default=None)
    return await repository.find(best[2]) if best is not None and best[0] >= ALIKE else None


def _item(event: Event, turn: Turn, reason: Reason, known: Known) -> QuestionItem:
    masked = mask(turn.text, known.names, known.places)
    return QuestionItem(
        id=uuid.uuid4(),
        message_id=turn.message_id,
        reply_id=turn.reply_id,
        conversation_id=event.conversation_id,
        at=turn.at,
        text=masked,
        topic=Topic.of(masked).text,
        reasons=[reason],
        step=turn.step,
        confidence=turn.confidence,
    )
