"""Drafts: begun, read, saved, kept in company, and what happens to them once they are written."""

from __future__ import annotations

import uuid

from fastapi import Response, status

from desk.access.dependencies import desk_router
from desk.editors.parts import Approver, EditorsParts, Forcer, Parts, Reader, ReadersOnly, Writer
from desk.editors.schemas import CommentIn, DraftIn, DraftOut, DraftsOut, OtherEditor, PresenceOut, SaveIn, StepIn
from desk.editors.showing import draft_out, head_out
from knowledge_base.editing.drafts import Beginning
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.models import DraftState
from knowledge_base.editing.review import Confirmation, Step
from knowledge_base.editing.states import LIVE, Move

router = desk_router(prefix="/editors")


@router.post("/drafts", status_code=status.HTTP_201_CREATED)
async def begin(parts: Parts, writer: Writer, body: DraftIn, response: Response) -> DraftOut:
    """200 with the live one where there is one."""
    beginning = Beginning(body.kind, body.key, body.record, body.from_version, body.reason)
    view, is_new = await parts.drafts.begin(beginning, writer)
    if not is_new:
        response.status_code = status.HTTP_200_OK
    return draft_out(view)


@router.get("/drafts", dependencies=[ReadersOnly])
async def list_drafts(parts: Parts, state: DraftState | None = None) -> DraftsOut:
    """All live ones, when no state is asked for."""
    return DraftsOut(drafts=[head_out(view) for view in await parts.drafts.list_in([state] if state else LIVE)])


@router.get("/drafts/{draft_id}")
async def show(parts: Parts, reader: Reader, draft_id: uuid.UUID) -> DraftOut:
    return draft_out(await parts.drafts.show(draft_id, reader))


@router.put("/drafts/{draft_id}")
async def save(parts: Parts, writer: Writer, draft_id: uuid.UUID, body: SaveIn) -> DraftOut:
    return draft_out(await parts.drafts.save(draft_id, body.revision, body.record, body.reason, writer))


@router.post("/drafts/{draft_id}/presence")
async def be_present(parts: Parts, reader: Reader, draft_id: uuid.UUID) -> PresenceOut:
    others = await parts.drafts.be_present(draft_id, reader)
    return PresenceOut(others=[OtherEditor(name=name, since=since) for name, since in others])


@router.post("/drafts/{draft_id}/comment")
async def comment(parts: Parts, reader: Reader, draft_id: uuid.UUID, body: CommentIn) -> DraftOut:
    return draft_out(await parts.review.comment(draft_id, body.text, reader))


@router.post("/drafts/{draft_id}/submit")
async def submit(parts: Parts, writer: Writer, draft_id: uuid.UUID, body: StepIn) -> DraftOut:
    return await _taken(parts, writer, draft_id, Move.SUBMIT, body)


@router.post("/drafts/{draft_id}/return")
async def give_back(parts: Parts, approver: Approver, draft_id: uuid.UUID, body: StepIn) -> DraftOut:
    return await _taken(parts, approver, draft_id, Move.RETURN, body)


@router.post("/drafts/{draft_id}/approve")
async def approve(parts: Parts, approver: Approver, draft_id: uuid.UUID, body: StepIn) -> DraftOut:
    return await _taken(parts, approver, draft_id, Move.APPROVE, body)


@router.post("/drafts/{draft_id}/publish")
async def publish(parts: Parts, writer: Writer, draft_id: uuid.UUID, body: StepIn) -> DraftOut:
    return await _taken(parts, writer, draft_id, Move.PUBLISH, body)


@router.post("/drafts/{draft_id}/force")
async def force(parts: Parts, forcer: Forcer, draft_id: uuid.UUID, body: StepIn) -> DraftOut:
    return await _taken(parts, forcer, draft_id, Move.FORCE, body)


@router.post("/drafts/{draft_id}/discard")
async def discard(parts: Parts, writer: Writer, draft_id: uuid.UUID, body: StepIn) -> DraftOut:
    return await _taken(parts, writer, draft_id, Move.DISCARD, body)


async def _taken(parts: EditorsParts, editor: Editor, draft_id: uuid.UUID, move: Move, body: StepIn) -> DraftOut:
    confirmed = Confirmation(body.replaces) if body.is_confirmed else None
    step = Step(move, body.revision, body.text, body.publish_at, confirmed)
    return draft_out(await parts.review.take(draft_id, step, editor))
