"""The portal's sheet (.docx) as a filled draft, with notes of what an editor has to look at."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.clock import Clock, utc_now, vietnam_today
from core.db import Database
from core.errors import Conflict, InputError
from core.words import Words
from knowledge_base.editing.drafts import Beginning, Drafts
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.field_words import field_label
from knowledge_base.editing.imported import Merged, merged_sheet
from knowledge_base.editing.reading import DraftReader, DraftView
from knowledge_base.editing.refusals import moment
from knowledge_base.editing.repository import DraftRepository
from knowledge_base.importer.candidates import Candidate
from knowledge_base.importer.limits import MEGABYTE, Limits
from knowledge_base.importer.portal_docx import read_portal_docx
from knowledge_base.importer.words import is_note
from knowledge_base.models import EntryKind
from knowledge_base.records import ProcedureRecord
from knowledge_base.repository import KnowledgeRepository

LIMITS = Limits(file_bytes=10 * MEGABYTE, unpacked_bytes=20 * MEGABYTE)
_EXPECTED = ("submission_methods", "required_documents", "steps", "legal_bases", "applicant_types", "implementing_agency")
_DOUBTS = ("time_and_fee_in_one_number", "amount_cut")


@dataclass(frozen=True)
class Filled:
    draft: DraftView
    notes: list[str]


class DocxImport:
    def __init__(self, database: Database, drafts: Drafts, words: Words, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._drafts = drafts
        self._words = words
        self._clock = clock

    async def take(self, name: str, data: bytes, by: Editor) -> Filled:
        """Raises InputError for a file that is no such sheet, Conflict where somebody has a draft of that procedure."""
        (candidate,) = await asyncio.to_thread(lambda: list(read_portal_docx(data, as_of=vietnam_today(self._clock), limits=LIMITS)))
        record = candidate.record
        if record is None:
            raise InputError("unreadable_docx", candidate.reason)
        kind = EntryKind.PROCEDURE
        async with self._database.session() as session:
            await self._refuse_second(DraftRepository(session), record.code)
            standing = await KnowledgeRepository(session).find_standing(kind, record.code)
            merged = merged_sheet(record, None if standing is None else standing.record)
            reason = self._words.say("imported_from", name=name or "docx")
            draft, is_new = await self._drafts.begin_in(session, Beginning(kind, record.code, merged.raw, reason=reason), by)
            if not is_new:
                raise Conflict("draft_exists", self._words.say("draft_exists_too", code=record.code))
            view = await DraftReader(self._clock).view(session, draft, by)
        notes = list(self._notes(candidate, record, merged))
        return Filled(view, [*self._older(record, None if standing is None else standing.record), *notes])

    async def _refuse_second(self, repository: DraftRepository, code: str) -> None:
        live = await repository.find_live(EntryKind.PROCEDURE, code)
        if live is not None:
            name = (await repository.names_of([live.changed_by])).get(live.changed_by, "")
            said = self._words.say("draft_exists", code=code, name=name, time=moment(live.changed_at))
            raise Conflict("draft_exists", said)

    def _older(self, record: ProcedureRecord, standing: Mapping[str, Any] | None) -> Iterator[str]:
        """Whoever finds an old sheet on their disk would bring old fees back."""
        published_of = "" if standing is None else str(standing.get("as_of") or "")
        if record.as_of.isoformat() < published_of:
            dates = {"sheet": f"{record.as_of:%d/%m/%Y}", "published": f"{date.fromisoformat(published_of):%d/%m/%Y}"}
            yield self._words.say("older_than_published", **dates)

    def _notes(self, candidate: Candidate, record: ProcedureRecord, merged: Merged) -> Iterator[str]:
        missing = [name for name in _EXPECTED if not getattr(record, name)]
        if missing:
            yield self._words.say("not_in_file", fields=_labels(missing))
        if merged.kept:
            yield self._words.say("kept_from_published", fields=_labels(merged.kept))
        fees = [fee for method in record.submission_methods for fee in method.fees]
        times = [method.processing_time for method in record.submission_methods if method.processing_time is not None]
        remarks = [fee.note for fee in fees] + [time.note for time in times] + [method.note for method in record.submission_methods]
        yield from dict.fromkeys(text for text in remarks if any(is_note(doubt, text) for doubt in _DOUBTS))
        if any(fee.amount_vnd is None for fee in fees):
            yield self._words.say("fees_in_words")
        if any(time.amount is not None and time.unit is None for time in times):
            yield self._words.say("times_without_unit")
        yield from candidate.unread


def _labels(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(field_label(EntryKind.PROCEDURE, name) for name in names)
