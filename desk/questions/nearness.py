"""Clusters that may be about the same matter, though not surely enough for the program to put them together."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from desk.questions.likeness import Topic, likeness_to_all
from desk.questions.listing_repository import ListingRepository
from desk.questions.reasons import State
from desk.questions.repository import QuestionRepository

_LIKELY = 0.25
_MOST = 5


@dataclass(frozen=True)
class Near:
    id: uuid.UUID
    label: str
    count: int


async def near_clusters(
    repository: QuestionRepository, listing: ListingRepository, cluster_id: uuid.UUID, topics: Sequence[Topic]
) -> list[Near]:
    """Of open ones, the likest first, then those of which search thinks the same; each of `topics` may find some."""
    likest: dict[uuid.UUID, float] = {}
    for topic in topics:
        for one in await repository.neighbours(topic):
            likest[one.cluster_id] = max(likest.get(one.cluster_id, 0.0), likeness_to_all(topic, one.exemplars))
    likest.pop(cluster_id, None)
    ordered = sorted((found for found in likest.items() if found[1] >= _LIKELY), key=lambda found: (-found[1], str(found[0])))
    same_guess = await repository.guessed_alike(cluster_id, _MOST)
    ids = dict.fromkeys([*(each for each, _ in ordered[: 2 * _MOST]), *same_guess])
    rows = [await listing.one(each) for each in ids]
    return [Near(row["id"], row["label"] or "", row["items"]) for row in rows if row is not None and row["state"] == State.OPEN][:_MOST]
