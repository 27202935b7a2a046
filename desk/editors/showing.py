"""Drafts, entries and rows of the list as they go over the wire."""

from __future__ import annotations

from datetime import date
from typing import Any

from desk.editors.list_schemas import DraftMark, RecordRow
from desk.editors.schemas import (
    Change,
    DraftHead,
    DraftOut,
    EventOut,
    MayOut,
    Problem,
    RecordOut,
    TakenDownOut,
    VersionHead,
    VersionOut,
)
from knowledge_base.editing.entries import EntryView
from knowledge_base.editing.list_repository import ListRow
from knowledge_base.editing.reading import DraftView
from knowledge_base.editing.states import Move


def head_out(view: DraftView) -> DraftHead:
    return DraftHead.model_validate(_head(view))


def draft_out(view: DraftView) -> DraftOut:
    reading = view.reading
    return DraftOut.model_validate(
        _head(view)
        | {
            "record": view.draft.record,
            "may": MayOut(
                edit=view.may[Move.SAVE],
                submit=view.may[Move.SUBMIT],
                publish=view.may[Move.PUBLISH],
                approve=view.may[Move.APPROVE],
                return_=view.may[Move.RETURN],
                force=view.may[Move.FORCE],
                discard=view.may[Move.DISCARD],
            ),
            "needs_approval": reading.needs_approval,
            "problems": [Problem.model_validate(problem) for problem in reading.problems],
            "doubts": [Problem.model_validate(doubt) for doubt in reading.doubts],
            "changes": [Change.model_validate(change) for change in reading.changes],
            "events": [EventOut.model_validate(event) for event in view.events],
        }
    )


def record_out(entry: EntryView, draft: DraftView | None) -> RecordOut:
    return RecordOut(
        kind=entry.kind,
        key=entry.key,
        title=entry.title if entry.versions or draft is None else draft.title,
        published=None if entry.published is None else VersionOut.model_validate(entry.published),
        draft=None if draft is None else draft_out(draft),
        versions=[VersionHead.model_validate(version) for version in entry.versions],
        taken_down=None if entry.taken_down is None else TakenDownOut.model_validate(entry.taken_down),
    )


def row_out(row: ListRow) -> RecordRow:
    mark = None
    if row.draft_id is not None:
        mark = DraftMark.model_validate(
            {
                "id": row.draft_id,
                "state": row.draft_state,
                "changed_by": row.draft_changed_by or "",
                "changed_at": row.draft_changed_at,
                "publish_at": row.publish_at,
            }
        )
    return RecordRow.model_validate(
        {
            "kind": row.kind,
            "key": row.key,
            "title": row.title or row.key,
            "sector": row.sector,
            "origin": row.origin,
            "version": row.version,
            "state": row.state,
            "as_of": row.as_of,
            "review_by": row.review_by,
            "effective_to": _day(row.effective_to),
            "draft": mark,
            "due": row.due,
        }
    )


def _head(view: DraftView) -> dict[str, Any]:
    draft, reading = view.draft, view.reading
    return {
        "id": draft.id,
        "kind": draft.kind,
        "key": draft.key,
        "title": view.title,
        "state": draft.state,
        "revision": draft.revision,
        "reason": draft.reason,
        "publish_at": draft.publish_at,
        "base_version": draft.base_version,
        "published_version": reading.published_version,
        "published_author": reading.published_author,
        "is_taken_down": reading.is_taken_down,
        "created_by": view.name(draft.created_by),
        "changed_by": view.name(draft.changed_by),
        "changed_at": draft.changed_at,
        "written_by": view.writers,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
