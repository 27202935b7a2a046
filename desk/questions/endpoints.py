"""Editors' work list: what citizens asked and the bot could not do."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, time
from typing import Annotated

from fastapi import Depends, Query, Request, Response, status

from core.clock import VIETNAM, Clock, utc_now
from core.db import Database
from core.errors import NotFound
from core.words import Words
from desk.access.dependencies import desk_router, require
from desk.questions.closing import Closing, Wish
from desk.questions.export import fault_lines
from desk.questions.likeness import Topic
from desk.questions.listing_repository import Chosen, ListingRepository
from desk.questions.nearness import near_clusters
from desk.questions.phrasings import publishable
from desk.questions.reasons import Reason, State
from desk.questions.repository import QuestionRepository
from desk.questions.schemas import (
    ClosedOut,
    CloseIn,
    ClusterDetailOut,
    ClusterOut,
    ClustersOut,
    ItemOut,
    MergeIn,
    NearOut,
    SplitIn,
    SplitOut,
)
from staff import audit
from staff.permissions import Permission
from staff.sessions import SignedIn
from vntext import normalise

PAGE_SIZE = 30
_MOST_PAGES = 1000
_MOST_ITEMS = 100
_MOST_PHRASINGS = 12
_TOPICS_ASKED = 3


@dataclass(frozen=True)
class QuestionParts:
    """Lies in `app.state.desk_questions`."""

    database: Database
    closing: Closing
    words: Words
    clock: Clock = utc_now

    def midnight(self) -> datetime:
        return datetime.combine(self.clock().astimezone(VIETNAM), time(), VIETNAM)


async def _parts(request: Request) -> QuestionParts:
    parts: QuestionParts = request.app.state.desk_questions
    return parts


Parts = Annotated[QuestionParts, Depends(_parts)]
_Reader = Annotated[SignedIn, Depends(require(Permission.EDIT_CONTENT, Permission.APPROVE_CONTENT))]
_Editor = Annotated[SignedIn, Depends(require(Permission.EDIT_CONTENT))]

router = desk_router(prefix="/editors/questions")


@router.get("")
async def list_clusters(
    parts: Parts,
    _signed: _Reader,
    state: State = State.OPEN,
    reason: Reason | None = None,
    q: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=_MOST_PAGES)] = 1,
) -> ClustersOut:
    chosen = Chosen(state, reason or "", normalise(q))
    async with parts.database.session() as session:
        listing = ListingRepository(session)
        total = await listing.count(chosen)
        rows = await listing.page(chosen, PAGE_SIZE, (page - 1) * PAGE_SIZE)
        ids = [row["id"] for row in rows]
        reasons, trends = await listing.reasons(ids), await listing.trends(ids, parts.midnight())
    clusters = [ClusterOut.of(row, reasons.get(row["id"], {}), trends[row["id"]]) for row in rows]
    return ClustersOut(total=total, page=page, page_size=PAGE_SIZE, clusters=clusters)


@router.get("/export.jsonl")
async def export_faults(parts: Parts, signed: _Reader) -> Response:
    async with parts.database.session() as session:
        lines = await fault_lines(session)
        await audit.record(session, staff_id=signed.member.id, action=audit.Action.QUESTIONS_EXPORTED, details={"questions": len(lines)})
    headers = {"Content-Disposition": 'attachment; filename="loi-cua-may.jsonl"'}
    return Response("".join(f"{line}\n" for line in lines), media_type="application/x-ndjson", headers=headers)


@router.get("/{cluster_id}")
async def show_cluster(parts: Parts, signed: _Reader, cluster_id: uuid.UUID) -> ClusterDetailOut:
    async with parts.database.session() as session:
        listing = ListingRepository(session)
        row = await listing.one(cluster_id)
        if row is None:
            raise NotFound("no_cluster", parts.words.say("no_cluster"))
        items = await listing.items(cluster_id, _MOST_ITEMS)
        reasons, trends = await listing.reasons([cluster_id]), await listing.trends([cluster_id], parts.midnight())
        topics = [Topic(item["topic"]) for item in items if item["is_exemplar"]][:_TOPICS_ASKED]
        near = await near_clusters(QuestionRepository(session), listing, cluster_id, topics)
    head = ClusterOut.of(row, reasons.get(cluster_id, {}), trends[cluster_id])
    may_read = Permission.ANSWER_CITIZENS in signed.permissions
    # What stands for the cluster says it in the most different ways.
    told = [item["text"] for item in items if item["is_exemplar"]] + [item["text"] for item in items]
    return ClusterDetailOut(
        **head.model_dump(),
        items=[ItemOut.of(item, shows_conversation=may_read) for item in items],
        phrasings=publishable(told)[:_MOST_PHRASINGS],
        has_more=row["items"] > len(items),
        near=[NearOut(id=one.id, label=one.label, count=one.count) for one in near],
    )


@router.post("/{cluster_id}/close")
async def close(parts: Parts, signed: _Editor, cluster_id: uuid.UUID, body: CloseIn) -> ClosedOut:
    wish = Wish(body.closed_as, normalise(body.kind), normalise(body.key), body.items, body.phrasings)
    return ClosedOut(draft_id=await parts.closing.close(signed, cluster_id, wish))


@router.post("/{cluster_id}/reopen", status_code=status.HTTP_204_NO_CONTENT)
async def reopen(parts: Parts, signed: _Editor, cluster_id: uuid.UUID) -> None:
    await parts.closing.reopen(signed, cluster_id)


@router.post("/{cluster_id}/merge", status_code=status.HTTP_204_NO_CONTENT)
async def merge(parts: Parts, signed: _Editor, cluster_id: uuid.UUID, body: MergeIn) -> None:
    await parts.closing.merge(signed, cluster_id, body.into)


@router.post("/{cluster_id}/split")
async def split(parts: Parts, signed: _Editor, cluster_id: uuid.UUID, body: SplitIn) -> SplitOut:
    return SplitOut(id=await parts.closing.split(signed, cluster_id, body.items))
