"""The editors' workbook brought back: what each of its rows would change, and, all or none, a draft for each that does."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock, utc_now, vietnam_today
from core.db import Database
from core.errors import InputError
from core.words import Words
from knowledge_base.editing.difference import Change, changes
from knowledge_base.editing.drafts import Drafts
from knowledge_base.editing.editor import Editor
from knowledge_base.editing.field_words import place_label
from knowledge_base.editing.imported import merged_row
from knowledge_base.editing.many_drafts import Begun, NewDraft, begin_many
from knowledge_base.editing.models import EntryDraft
from knowledge_base.editing.problems import Problem, problems
from knowledge_base.editing.refusals import moment
from knowledge_base.editing.repository import DraftRepository, RuleRepository
from knowledge_base.editing.rules import fields_needing_approval
from knowledge_base.importer.candidates import Candidate
from knowledge_base.importer.excel import read_excel
from knowledge_base.importer.limits import MEGABYTE, Limits
from knowledge_base.models import EntryKind, EntryState, EntryVersion
from knowledge_base.repository import KnowledgeRepository

# So many as a person looks through, and as are read in a few seconds beside the work of all others.
MOST_PROCEDURES = 1_000
# A cell that is too long goes on in a row below.
_MOST_ROWS = 1_500
LIMITS = Limits(file_bytes=10 * MEGABYTE, unpacked_bytes=80 * MEGABYTE, rows=20 * MOST_PROCEDURES, procedures=_MOST_ROWS)
_KIND = EntryKind.PROCEDURE


# The process answers others between two batches, and whoever waits is told how far it is.
_BATCH = 50


class Stage(StrEnum):
    READING = "reading"
    COMPARING = "comparing"
    WRITING = "writing"


@dataclass(frozen=True)
class Progress:
    """`total` is 0 as long as nobody knows."""

    stage: Stage
    done: int = 0
    total: int = 0


Tell = Callable[[Progress], None]


def _tells_nobody(_progress: Progress) -> None:
    return None


class RowChange(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class ImportRow:
    """`where`: the row in its sheet; `problem` says why it is refused. A new entry lists no changes: all of it is new."""

    key: str
    title: str
    where: str
    change: RowChange
    changes: Sequence[Change] = ()
    problem: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)
    # The published version that it changes.
    base: int | None = None


@dataclass(frozen=True)
class _Beside:
    """What a row is held against."""

    standing: Mapping[tuple[str, str], EntryVersion]
    live: Mapping[str, EntryDraft]
    names: Mapping[Any, str]
    needing_approval: frozenset[str]


class ExcelImport:
    def __init__(self, database: Database, drafts: Drafts, words: Words, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._drafts = drafts
        self._words = words
        self._clock = clock
        # Reading one takes seconds of a processor that citizens need, too.
        self._one_at_a_time = asyncio.Lock()

    async def look_through(self, data: bytes, tell: Tell = _tells_nobody) -> list[ImportRow]:
        """What it would do; nothing is written."""
        candidates = await self._read(data, tell)
        async with self._database.session() as session:
            return await self._rows(session, candidates, tell)

    async def take(self, name: str, data: bytes, by: Editor, tell: Tell = _tells_nobody) -> list[ImportRow]:
        """A draft for each row that is new or changed. Raises InputError, with nothing written, if any row is refused."""
        candidates = await self._read(data, tell)
        async with self._database.session() as session:
            rows = await self._rows(session, candidates, tell)
            self._refuse(rows)
            reason = self._words.say("imported_from", name=name or "xlsx")
            changing = [NewDraft(row.key, row.title, row.raw, row.base) for row in rows if row.change is not RowChange.UNCHANGED]
            for start in range(0, len(changing), _BATCH):
                await begin_many(session, _KIND, changing[start : start + _BATCH], Begun(by, reason, self._clock()), self._words)
                tell(Progress(Stage.WRITING, min(start + _BATCH, len(changing)), len(changing)))
        return rows

    async def _read(self, data: bytes, tell: Tell) -> list[Candidate]:
        tell(Progress(Stage.READING))
        async with self._one_at_a_time:
            return await asyncio.to_thread(lambda: list(read_excel(data, as_of=vietnam_today(self._clock), limits=LIMITS)))

    async def _rows(self, session: AsyncSession, candidates: Sequence[Candidate], tell: Tell) -> list[ImportRow]:
        rows: list[ImportRow] = []
        for start in range(0, len(candidates), _BATCH):
            rows += await self._compared(session, candidates[start : start + _BATCH])
            tell(Progress(Stage.COMPARING, len(rows), len(candidates)))
        return rows

    async def _compared(self, session: AsyncSession, candidates: Sequence[Candidate]) -> list[ImportRow]:
        codes = [candidate.code for candidate in candidates if candidate.record is not None]
        repository = DraftRepository(session)
        live = await repository.list_live_of(_KIND, codes)
        beside = _Beside(
            standing=await KnowledgeRepository(session).list_standing_of([(_KIND, code) for code in codes]),
            live=live,
            names=await repository.names_of({draft.changed_by for draft in live.values()}),
            needing_approval=frozenset(await fields_needing_approval(RuleRepository(session), _KIND)),
        )
        # Nothing of it asks the database.
        return await asyncio.to_thread(lambda: [self._row(candidate, beside) for candidate in candidates])

    def _row(self, candidate: Candidate, beside: _Beside) -> ImportRow:
        where, code = candidate.place.within, candidate.code
        if candidate.record is None:
            return ImportRow(code, "", where, RowChange.REFUSED, problem=candidate.reason)
        version, title = beside.standing.get((_KIND, code)), candidate.record.name
        before = None if version is None else version.record
        raw = merged_row(candidate, before, vietnam_today(self._clock)).raw
        if raw == before:
            return ImportRow(code, title, where, RowChange.UNCHANGED)
        raw = self._drafts.cleaned(raw)
        if code in beside.live:
            draft = beside.live[code]
            said = self._words.say("draft_exists", code=code, name=beside.names.get(draft.changed_by, ""), time=moment(draft.changed_at))
            return ImportRow(code, title, where, RowChange.REFUSED, problem=said)
        if found := problems(_KIND, code, raw, self._clock()):
            return ImportRow(code, title, where, RowChange.REFUSED, problem="\n".join(_told(problem) for problem in found))
        if before is None:
            return ImportRow(code, title, where, RowChange.ADDED, raw=raw)
        base = version.version if version is not None and version.state == EntryState.PUBLISHED else None
        changed = changes(_KIND, before, raw, beside.needing_approval)
        return ImportRow(code, title, where, RowChange.CHANGED, changed, raw=raw, base=base)

    def _refuse(self, rows: Sequence[ImportRow]) -> None:
        refused = [row for row in rows if row.change is RowChange.REFUSED]
        if refused:
            first = ": ".join(part for part in (refused[0].where, refused[0].problem) if part)
            raise InputError("rows_refused", self._words.say("rows_refused", count=len(refused), first=first))
        if not any(row.change is not RowChange.UNCHANGED for row in rows):
            raise InputError("nothing_to_import", self._words.say("nothing_to_import"))


def _told(problem: Problem) -> str:
    return f"{place_label(_KIND, problem.path)}: {problem.message}" if problem.path else problem.message


def counts(rows: Sequence[ImportRow]) -> dict[str, int]:
    return {change.value: 0 for change in RowChange} | Counter(row.change.value for row in rows)
