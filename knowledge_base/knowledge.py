"""All published knowledge in memory, ready to be searched; a fresh one replaces it when something is published."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

import psycopg
import structlog
from sqlalchemy.exc import OperationalError

from core.db import Database, libpq_url
from knowledge_base.fixed_sentences import problems_of
from knowledge_base.models import EntryKind, EntryState, EntryVersion, Origin
from knowledge_base.places import PlaceTable
from knowledge_base.record_kinds import RECORD_OF
from knowledge_base.records import (
    Announcement,
    ChoiceRecord,
    ContactRecord,
    EverydayNames,
    FaqBehaviour,
    FaqRecord,
    FixedSentence,
    PlaceRecord,
    ProcedureRecord,
    Record,
    ReportCategory,
)
from knowledge_base.report_categories import ReportCategories
from knowledge_base.repository import CHANNEL, KnowledgeRepository
from knowledge_base.search.cues import FOREIGN, names_with
from knowledge_base.search.index import SearchIndex, Vocabularies
from knowledge_base.search.searchables import (
    announcement_searchable,
    choice_searchable,
    contact_searchable,
    faq_searchable,
    procedure_searchable,
)
from knowledge_base.told import Told, search_key, told_key
from vntext import fold

_log = structlog.get_logger()
_RETRY_SECONDS = 1.0
# What citizens ask for by its name. Everything else that is taken down is as if it were not there.
_FOUND_WHILE_CHECKED = (ProcedureRecord, FaqRecord, ContactRecord)
# "giấy tờ của cơ quan Việt Nam; cơ quan của nước ngoài", "trừ nhà đầu tư nước ngoài": names that speak of abroad beside what is usual.
_NOT_ONLY_ABROAD = re.compile(r"\bcua viet nam\b.*\bcua nuoc ngoai\b|\btru nha dau tu nuoc ngoai\b")


@dataclass(frozen=True)
class PublishedEntry:
    record: Record
    origin: Origin

    @classmethod
    def of(cls, row: EntryVersion) -> Self:
        return cls(RECORD_OF[EntryKind(row.kind)].model_validate(row.record), Origin(row.origin))


@dataclass(frozen=True)
class Knowledge:
    """`index` finds procedures by code, choices by slug, and by their key what is told as a whole (knowledge_base/told.py).

    `answered_faqs` are the common questions with an answer of their own, not a referral elsewhere, and contacts; `foreign` the procedures
    whose name says that they have to do with abroad.
    """

    revision: int
    procedures: dict[str, ProcedureRecord]
    faqs: dict[str, FaqRecord]
    answered_faqs: frozenset[str]
    choices: dict[str, ChoiceRecord]
    foreign: frozenset[str]
    places: PlaceTable
    index: SearchIndex
    told: dict[str, Told] = field(default_factory=dict)
    # Staff took these away, to check them: they are found as before, and nothing of what they say is told.
    under_check: frozenset[str] = frozenset()
    # By name, the wordings of which one is said.
    fixed_sentences: dict[str, tuple[str, ...]] = field(default_factory=dict)
    report_categories: ReportCategories = field(default_factory=ReportCategories)

    def withheld(self, now: datetime) -> frozenset[str]:
        """Announcements that do not hold yet, or no longer: as if they were not there."""
        return frozenset(key for key, record in self.told.items() if isinstance(record, Announcement) and not record.holds_at(now))


def build_knowledge(
    revision: int, entries: Sequence[PublishedEntry], vocabularies: Vocabularies | None = None, taken_down: Sequence[PublishedEntry] = ()
) -> Knowledge:
    checked = [entry for entry in taken_down if isinstance(entry.record, _FOUND_WHILE_CHECKED)]
    entries = [*entries, *checked]
    procedures = {entry.record.code: (entry.record, entry.origin) for entry in entries if isinstance(entry.record, ProcedureRecord)}
    everyday = {entry.record.code: entry.record for entry in entries if isinstance(entry.record, EverydayNames)}
    faqs, contacts = _of(entries, FaqRecord), _of(entries, ContactRecord)
    announcements = _of(entries, Announcement)
    told: list[Told] = [*faqs, *contacts, *announcements]
    # A choice between procedures that are not there (or no longer) asks for nothing.
    choices = [
        entry.record
        for entry in entries
        if isinstance(entry.record, ChoiceRecord) and sum(option.code in procedures for option in entry.record.options) > 1
    ]
    searchables = [
        *(procedure_searchable(record, origin, everyday.get(code)) for code, (record, origin) in procedures.items()),
        *map(faq_searchable, faqs),
        *map(choice_searchable, choices),
        *map(contact_searchable, contacts),
        *map(announcement_searchable, announcements),
    ]
    names = [record.name for record, _ in procedures.values()]
    return Knowledge(
        revision,
        {code: record for code, (record, _) in procedures.items()},
        {record.slug: record for record in faqs},
        frozenset({told_key(record) for record in contacts} | {each.slug for each in faqs if each.behaviour is FaqBehaviour.ANSWER}),
        {record.slug: record for record in choices},
        frozenset(
            code
            for code, name, holds in zip(procedures, names, names_with(FOREIGN, names), strict=True)
            if holds and not _NOT_ONLY_ABROAD.search(fold(name))
        ),
        PlaceTable(_of(entries, PlaceRecord)),
        SearchIndex(searchables, vocabularies=vocabularies),
        {told_key(record): record for record in told},
        frozenset(search_key(entry.record) for entry in checked),
        # One that cannot be said, however it came there, leaves the shipped one in its place.
        {
            each.name: each.wordings
            for each in _of(entries, FixedSentence)
            if not any(problems_of(each.name, text) for text in each.wordings)
        },
        ReportCategories(_of(entries, ReportCategory)),
    )


def _can_be_said(sentence: FixedSentence) -> bool:
    return not any(problems_of(sentence.name, text) for text in sentence.wordings)


def _of[R: Record](entries: Sequence[PublishedEntry], kind: type[R]) -> list[R]:
    return [entry.record for entry in entries if isinstance(entry.record, kind)]


class KnowledgeCache:
    """`current` is always whole: a rebuild happens aside and is swapped in. Fresh within 2 s of a publication."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._current: Knowledge | None = None
        self._vocabularies = Vocabularies()
        # A version never changes, so what was read of it once need not be read or checked again.
        self._versions: dict[int, PublishedEntry] = {}
        self._taken_down: frozenset[int] = frozenset()
        # Indexes are built in threads, and number the words of one vocabulary.
        self._building = threading.Lock()

    @property
    def current(self) -> Knowledge:
        if self._current is None:
            raise RuntimeError("the knowledge base is used before its first load")
        return self._current

    async def load(self) -> Knowledge:
        async with self._database.session() as session:
            repository = KnowledgeRepository(session)
            revision = await repository.get_revision()
            standing = await repository.list_standing_ids()
            rows = await repository.list_versions([id_ for id_, _ in standing if id_ not in self._versions])
        self._current = await asyncio.to_thread(self._build, revision, standing, rows)
        _log.info("knowledge loaded", revision=revision, procedures=len(self._current.procedures), faqs=len(self._current.faqs))
        return self._current

    def _build(self, revision: int, standing: Sequence[tuple[int, EntryState]], rows: Sequence[EntryVersion]) -> Knowledge:
        fresh = {row.id: PublishedEntry.of(row) for row in rows}
        with self._building:
            self._versions = {id_: fresh.get(id_) or self._versions[id_] for id_, _ in standing}
            self._taken_down = frozenset(id_ for id_, state in standing if state is EntryState.TAKEN_DOWN)
            return self._built(revision, ())

    async def as_if_published(self, entries: Sequence[PublishedEntry], in_place_of: Collection[int]) -> Knowledge:
        """What would be known with these entries instead of the versions of those ids; built aside, and not kept here."""
        return await asyncio.to_thread(self._build_as_if, entries, in_place_of)

    def _build_as_if(self, entries: Sequence[PublishedEntry], in_place_of: Collection[int]) -> Knowledge:
        with self._building:
            return self._built(self.current.revision, in_place_of, entries)

    def _built(self, revision: int, without: Collection[int], instead: Sequence[PublishedEntry] = ()) -> Knowledge:
        others = {id_: entry for id_, entry in self._versions.items() if id_ not in without}
        published = [entry for id_, entry in others.items() if id_ not in self._taken_down]
        taken_down = [entry for id_, entry in others.items() if id_ in self._taken_down]
        return build_knowledge(revision, [*published, *instead], self._vocabularies, taken_down)

    async def follow(self) -> None:
        """Reload on every publication, for ever; a lost database is waited for."""
        while True:
            try:
                await self._listen()
            except (psycopg.OperationalError, OperationalError) as error:
                _log.warning("knowledge: the database does not answer", error=type(error).__name__)
                await asyncio.sleep(_RETRY_SECONDS)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(libpq_url(self._database.url), autocommit=True) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            while True:
                async with self._database.session() as session:
                    revision = await KnowledgeRepository(session).get_revision()
                if revision != self.current.revision:
                    await self.load()
                    continue
                async for _ in connection.notifies(timeout=30, stop_after=1):
                    pass
