"""The worker's round that puts before editors what the bot could not do: each question once, masked, beside those that are like it.

Read from stored messages, so nothing that goes wrong here can hold up an answer. Of several workers one
collects, and the others leave it.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Database
from desk.questions.likeness import ALIKE, Topic, likeness_to_all
from desk.questions.masking import mask
from desk.questions.models import QuestionCluster, QuestionItem
from desk.questions.reading_repository import SOURCES, Event, ReadingRepository
from desk.questions.reasons import Reason
from desk.questions.repository import QuestionRepository
from desk.questions.turns import Turn, failures, question_of

# A transaction of so many takes a fraction of a second: whoever closes a cluster meanwhile waits for it.
_BATCH = 50


class Collecting:
    """`low_confidence`: answers below it are looked at by a person."""

    def __init__(self, database: Database, low_confidence: float) -> None:
        self._database = database
        self._low_confidence = low_confidence

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
        reading = ReadingRepository(session)
        events = await reading.events(source, await reading.bound(), self._low_confidence, _BATCH)
        for count, event in enumerate(events):
            turns = await reading.turns_until(event)
            if turns is None:
                return count, True
            if turns:
                await self._take(session, event, turns, await reading.names_of(event.conversation_id))
            await reading.pass_by(source, event)
        return len(events), len(events) < _BATCH

    async def _take(self, session: AsyncSession, event: Event, turns: list[Turn], names: Sequence[str]) -> None:
        found = [(question_of(turns), Reason(event.said))] if event.said else failures(turns, self._low_confidence)
        for turn, reason in found:
            await self._keep(session, event, turn, reason, names)

    async def _keep(self, session: AsyncSession, event: Event, turn: Turn, reason: Reason, names: Sequence[str]) -> None:
        repository = QuestionRepository(session)
        known = await repository.find_item(turn.message_id)
        if event.is_taken_back:
            if known is not None and reason in known.reasons:
                await repository.take_back(known, reason)
        elif known is not None:
            if reason not in known.reasons:
                await repository.add_reason(known, reason)
        else:
            await place(repository, _item(event, turn, reason, names))


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


def _item(event: Event, turn: Turn, reason: Reason, names: Sequence[str]) -> QuestionItem:
    masked = mask(turn.text, names)
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
