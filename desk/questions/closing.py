"""How a cluster ends: four ways, each one click; and how clusters are put right when likeness was wrong."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock, utc_now
from core.db import Database
from core.errors import Conflict, InputError, NotFound
from core.words import Words
from desk.questions.models import QuestionCluster
from desk.questions.phrasings import publishable
from desk.questions.ports import Drafting
from desk.questions.reasons import ClosedAs, State
from desk.questions.repository import QuestionRepository
from staff import audit
from staff.name_repository import NameRepository
from staff.sessions import SignedIn

MOST_PHRASINGS = 50
SUBJECT = "question_cluster"


@dataclass(frozen=True)
class Wish:
    """`kind` and `key` of the entry that is meant. Without `phrasings` the words of `items` are taken, without those all."""

    closed_as: ClosedAs
    kind: str = ""
    key: str = ""
    items: Sequence[uuid.UUID] | None = None
    phrasings: Sequence[str] = field(default=())


class Closing:
    def __init__(self, database: Database, drafting: Drafting, words: Words, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._drafting = drafting
        self._words = words
        self._clock = clock

    async def close(self, by: SignedIn, cluster_id: uuid.UUID, wish: Wish) -> uuid.UUID | None:
        """The draft to go on with, if that way makes one. Raises Conflict when somebody else was first.

        The draft comes before the cluster is closed: what goes wrong between the two leaves it open, and closing again adds nothing twice.
        """
        if wish.closed_as is ClosedAs.EVERYDAY_NAME and not (wish.kind and wish.key):
            raise InputError("no_target", self._words.say("no_target"))
        async with self._database.session() as session:
            await self._open_one(session, cluster_id)
            phrasings = await self._phrasings(session, cluster_id, wish)
        draft_id = await self._draft(by, wish, phrasings)
        async with self._database.session() as session:
            await QuestionRepository(session).lock()
            cluster = await self._open_one(session, cluster_id)
            cluster.state, cluster.closed_as = State.CLOSED, wish.closed_as
            cluster.closed_kind, cluster.closed_key = wish.kind, wish.key
            cluster.closed_by, cluster.closed_at, cluster.draft_id = by.member.id, self._clock(), draft_id
            details = {"closed_as": wish.closed_as, "key": wish.key, "questions": cluster.items}
            await _record(session, by, audit.Action.QUESTIONS_CLOSED, cluster_id, details)
        return draft_id

    async def reopen(self, by: SignedIn, cluster_id: uuid.UUID) -> None:
        """The draft, if there is one, stays: it is work of its own."""
        async with self._database.session() as session:
            repository = QuestionRepository(session)
            await repository.lock()
            cluster = await self._one(session, cluster_id)
            if cluster.state != State.CLOSED:
                raise Conflict("not_closed", self._words.say("not_closed"))
            details = {"closed_as": cluster.closed_as}
            cluster.state, cluster.closed_as, cluster.closed_kind, cluster.closed_key = State.OPEN, "", "", ""
            cluster.closed_by = cluster.closed_at = cluster.draft_id = None
            await _record(session, by, audit.Action.QUESTIONS_REOPENED, cluster_id, details)

    async def merge(self, by: SignedIn, cluster_id: uuid.UUID, into_id: uuid.UUID) -> None:
        if cluster_id == into_id:
            raise InputError("same_cluster", self._words.say("same_cluster"))
        async with self._database.session() as session:
            repository = QuestionRepository(session)
            await repository.lock()
            await self._one(session, cluster_id)
            into = await self._one(session, into_id)
            items = await repository.items_of(cluster_id)
            await repository.move(items, into)
            await _record(session, by, audit.Action.QUESTIONS_MERGED, into_id, {"questions": len(items)})

    async def split(self, by: SignedIn, cluster_id: uuid.UUID, item_ids: Sequence[uuid.UUID]) -> uuid.UUID:
        """Into a cluster of its own, which is open."""
        async with self._database.session() as session:
            repository = QuestionRepository(session)
            await repository.lock()
            cluster = await self._one(session, cluster_id)
            items = await repository.items_of(cluster_id, item_ids)
            if not 0 < len(items) < cluster.items:
                raise InputError("nothing_to_split", self._words.say("nothing_to_split"))
            own = await repository.add_cluster(items[0])
            await repository.move(items, own)
            await _record(session, by, audit.Action.QUESTIONS_SPLIT, cluster_id, {"questions": len(items)})
            return own.id

    async def _phrasings(self, session: AsyncSession, cluster_id: uuid.UUID, wish: Wish) -> list[str]:
        if wish.closed_as not in (ClosedAs.EVERYDAY_NAME, ClosedAs.FAQ):
            return []
        texts = wish.phrasings or [item.text for item in await QuestionRepository(session).items_of(cluster_id, wish.items)]
        phrasings = publishable(texts)
        if not phrasings:
            raise InputError("no_phrasings", self._words.say("no_phrasings"))
        if len(phrasings) > MOST_PHRASINGS:
            raise InputError("too_many_phrasings", self._words.say("too_many_phrasings", most=MOST_PHRASINGS))
        return phrasings

    async def _draft(self, by: SignedIn, wish: Wish, phrasings: Sequence[str]) -> uuid.UUID | None:
        match wish.closed_as:
            case ClosedAs.EVERYDAY_NAME:
                return await self._drafting.add_phrasings(by, wish.kind, wish.key, phrasings)
            case ClosedAs.FAQ:
                return await self._drafting.begin_faq(by, phrasings[0], phrasings[1:])
            case _:
                return None

    async def _open_one(self, session: AsyncSession, cluster_id: uuid.UUID) -> QuestionCluster:
        cluster = await self._one(session, cluster_id)
        if cluster.state == State.CLOSED:
            names = await NameRepository(session).names_of([cluster.closed_by] if cluster.closed_by else [])
            raise Conflict("already_closed", self._words.say("already_closed", name=next(iter(names.values()), "")))
        return cluster

    async def _one(self, session: AsyncSession, cluster_id: uuid.UUID) -> QuestionCluster:
        cluster = await QuestionRepository(session).find(cluster_id)
        if cluster is None:
            raise NotFound("no_cluster", self._words.say("no_cluster"))
        return cluster


async def _record(session: AsyncSession, by: SignedIn, action: audit.Action, cluster_id: uuid.UUID, details: dict[str, Any]) -> None:
    await audit.record(session, staff_id=by.member.id, action=action, subject_kind=SUBJECT, subject_id=cluster_id, details=details)
