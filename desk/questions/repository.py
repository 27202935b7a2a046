"""All queries on clusters and their questions, but for the list that editors see."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from desk.questions.likeness import Topic
from desk.questions.models import QuestionCluster, QuestionItem, QuestionTerm
from desk.questions.reasons import Reason, State

# As privacy/erasing_repository.py, which takes the same lock.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('questions'))")
_TRY_LOCK = text("SELECT pg_try_advisory_xact_lock(hashtext('questions'))")
_MOST_EXEMPLARS = 12
_TERMS_ASKED = 8
_NEAREST_ITEMS = 60
_MOST_TERMS = 60
_LOOKED_THROUGH = 100
# What the exemplars share with a new question of its heaviest terms.
_NEAR = text("""
    WITH asked AS (SELECT * FROM unnest(CAST(:terms AS integer[]), CAST(:weights AS float[])) AS a(term, weight)),
    near AS (SELECT item_id, sum(weight) AS shared FROM asked JOIN question_terms USING (term)
             GROUP BY item_id ORDER BY shared DESC, item_id LIMIT :limit),
    clusters AS (SELECT DISTINCT cluster_id FROM near JOIN question_items i ON i.id = item_id)
    SELECT cluster_id, topic FROM clusters JOIN question_items USING (cluster_id) WHERE is_exemplar ORDER BY cluster_id, at, id
""")
_COUNT_AGAIN = text("""
    UPDATE question_clusters c SET items = counted.items, last_at = counted.last_at, reasons = counted.reasons
    FROM (SELECT cluster_id, count(DISTINCT i.id) AS items, max(at) AS last_at, array_agg(DISTINCT reason ORDER BY reason) AS reasons
          FROM question_items i, unnest(i.reasons) AS reason WHERE cluster_id = ANY(:ids) GROUP BY cluster_id) counted
    WHERE c.id = counted.cluster_id
""")
_WITHOUT_ITEMS = text("""
    DELETE FROM question_clusters c WHERE id = ANY(:ids) AND NOT EXISTS (SELECT FROM question_items WHERE cluster_id = c.id)
""")


@dataclass(frozen=True)
class Neighbour:
    cluster_id: uuid.UUID
    exemplars: Sequence[Topic]


class QuestionRepository:
    """Whoever changes anything holds the lock: clusters are many rows that have to fit together."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def lock(self) -> None:
        await self._session.execute(_LOCK)

    async def try_lock(self) -> bool:
        return bool(await self._session.scalar(_TRY_LOCK))

    async def find(self, cluster_id: uuid.UUID) -> QuestionCluster | None:
        return await self._session.get(QuestionCluster, cluster_id, populate_existing=True)

    async def find_item(self, message_id: uuid.UUID) -> QuestionItem | None:
        return await self._session.scalar(select(QuestionItem).where(QuestionItem.message_id == message_id))

    async def items_of(self, cluster_id: uuid.UUID, ids: Sequence[uuid.UUID] | None = None) -> Sequence[QuestionItem]:
        """Oldest first; with `ids`, those of them that belong to it."""
        statement = select(QuestionItem).where(QuestionItem.cluster_id == cluster_id).order_by(QuestionItem.at, QuestionItem.id)
        if ids is not None:
            statement = statement.where(QuestionItem.id.in_(ids))
        return (await self._session.scalars(statement)).all()

    async def oldest_of(self, cluster_id: uuid.UUID, limit: int) -> Sequence[QuestionItem]:
        statement = select(QuestionItem).where(QuestionItem.cluster_id == cluster_id).order_by(QuestionItem.at, QuestionItem.id)
        return (await self._session.scalars(statement.limit(limit))).all()

    async def neighbours(self, topic: Topic) -> list[Neighbour]:
        heaviest = topic.heaviest(_TERMS_ASKED)
        values = {"terms": [term for term, _ in heaviest], "weights": [weight for _, weight in heaviest], "limit": _NEAREST_ITEMS}
        exemplars: dict[uuid.UUID, list[Topic]] = {}
        for cluster_id, found in await self._session.execute(_NEAR, values):
            exemplars.setdefault(cluster_id, []).append(Topic(found))
        return [Neighbour(cluster_id, topics) for cluster_id, topics in exemplars.items()]

    async def guessed_alike(self, cluster_id: uuid.UUID, limit: int) -> Sequence[uuid.UUID]:
        """Open ones for which search suggests the same entry, the largest first."""
        guess = select(QuestionCluster.suggested_kind, QuestionCluster.suggested_key).where(QuestionCluster.id == cluster_id).subquery()
        statement = select(QuestionCluster.id).where(
            QuestionCluster.state == State.OPEN,
            QuestionCluster.suggested_key != "",
            QuestionCluster.suggested_key == guess.c.suggested_key,
            QuestionCluster.suggested_kind == guess.c.suggested_kind,
            QuestionCluster.id != cluster_id,
        )
        return (await self._session.scalars(statement.order_by(QuestionCluster.items.desc(), QuestionCluster.id).limit(limit))).all()

    async def add_cluster(self, item: QuestionItem) -> QuestionCluster:
        cluster = QuestionCluster(id=uuid.uuid4(), state=State.OPEN, items=0, reasons=[], last_at=item.at)
        self._session.add(cluster)
        await self._session.flush()
        return cluster

    async def add_item(self, item: QuestionItem, cluster: QuestionCluster) -> None:
        item.cluster_id, item.is_exemplar = cluster.id, False
        self._session.add(item)
        cluster.items += 1
        cluster.last_at = max(cluster.last_at, item.at)
        cluster.reasons = sorted({*cluster.reasons, *item.reasons})
        await self._session.flush()
        await self._make_exemplar(item)

    async def add_reason(self, item: QuestionItem, reason: Reason) -> None:
        item.reasons = sorted({*item.reasons, reason})
        await self._session.flush()
        await self.count_again([item.cluster_id])

    async def take_back(self, item: QuestionItem, reason: Reason) -> None:
        """A question for which no reason is left is no work for editors."""
        cluster_id, left = item.cluster_id, [each for each in item.reasons if each != reason]
        if left:
            item.reasons = left
        else:
            await self._session.delete(item)
        await self._session.flush()
        await self.count_again([cluster_id])

    async def move(self, items: Sequence[QuestionItem], to: QuestionCluster) -> None:
        ids, left = [item.id for item in items], {item.cluster_id for item in items}
        await self._session.execute(update(QuestionItem).where(QuestionItem.id.in_(ids)).values(cluster_id=to.id, is_exemplar=False))
        await self._session.execute(delete(QuestionTerm).where(QuestionTerm.item_id.in_(ids)))
        await self._settle({*left, to.id})

    async def delete_of(self, conversation_id: uuid.UUID) -> int:
        found = delete(QuestionItem).where(QuestionItem.conversation_id == conversation_id).returning(QuestionItem.cluster_id)
        left = (await self._session.scalars(found)).all()
        await self._settle(set(left))
        return len(left)

    async def _settle(self, cluster_ids: set[uuid.UUID]) -> None:
        """Clusters from which questions went, or to which they came."""
        await self.count_again(sorted(cluster_ids))
        for cluster_id in sorted(cluster_ids):
            await self._refill(cluster_id)

    async def count_again(self, cluster_ids: Sequence[uuid.UUID]) -> None:
        """Also takes away the clusters that have become empty."""
        await self._session.execute(_WITHOUT_ITEMS, {"ids": list(cluster_ids)})
        await self._session.execute(_COUNT_AGAIN, {"ids": list(cluster_ids)})

    async def _refill(self, cluster_id: uuid.UUID) -> None:
        oldest = select(QuestionItem).where(QuestionItem.cluster_id == cluster_id).order_by(QuestionItem.at, QuestionItem.id)
        statement = oldest.limit(_LOOKED_THROUGH).execution_options(populate_existing=True)
        for item in (await self._session.scalars(statement)).all():
            await self._make_exemplar(item)

    async def _make_exemplar(self, item: QuestionItem) -> None:
        """While its cluster has few, and none that says the same."""
        known = select(QuestionItem.topic).where(QuestionItem.cluster_id == item.cluster_id, QuestionItem.is_exemplar)
        topics = (await self._session.scalars(known)).all()
        terms = sorted({term for term, _ in Topic(item.topic).heaviest(_MOST_TERMS)})
        if item.is_exemplar or len(topics) >= _MOST_EXEMPLARS or item.topic in topics or not terms:
            return
        item.is_exemplar = True
        await self._session.flush()
        await self._session.execute(insert(QuestionTerm), [{"term": term, "item_id": item.id} for term in terms])


# Clusters whose likeliest entry search has not been asked for since they grew by so much: at first, at 5, then at every doubling.
_UNSUGGESTED = (QuestionCluster.suggested_for.is_(None)) | (
    (QuestionCluster.items >= 5) & (QuestionCluster.items >= 2 * func.greatest(QuestionCluster.suggested_for, 2))
)


async def list_unsuggested(session: AsyncSession, limit: int) -> Sequence[uuid.UUID]:
    statement = select(QuestionCluster.id).where(QuestionCluster.state == State.OPEN, _UNSUGGESTED)
    return (await session.scalars(statement.order_by(QuestionCluster.items.desc(), QuestionCluster.id).limit(limit))).all()
