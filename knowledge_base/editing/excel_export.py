"""Published procedures as a workbook that editors change and bring back."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from pydantic import ValidationError

from core.db import Database
from core.errors import InputError
from core.words import Words
from knowledge_base.editing.excel_import import MOST_PROCEDURES
from knowledge_base.editing.list_repository import ListFilter
from knowledge_base.editing.listing import Listing
from knowledge_base.importer.excel_writing import write_export
from knowledge_base.models import EntryKind
from knowledge_base.records import ProcedureRecord
from knowledge_base.repository import KnowledgeRepository


class ExcelExport:
    def __init__(self, database: Database, listing: Listing, words: Words) -> None:
        self._database = database
        self._listing = listing
        self._words = words

    async def write(self, chosen: ListFilter) -> bytes:
        """Raises InputError for what no workbook holds, or for more than can be brought back in one."""
        if chosen.kind not in {None, EntryKind.PROCEDURE}:
            raise InputError("only_procedures", self._words.say("only_procedures"))
        entries = await self._listing.all_published(replace(chosen, kind=EntryKind.PROCEDURE))
        if len(entries) > MOST_PROCEDURES:
            raise InputError("too_many_to_export", self._words.say("too_many_to_export", count=len(entries), most=MOST_PROCEDURES))
        async with self._database.session() as session:
            standing = await KnowledgeRepository(session).list_standing_of([(str(kind), key) for kind, key in entries])
        records = [self._record(version.record, version.key) for version in standing.values()]
        return await asyncio.to_thread(write_export, sorted(records, key=lambda record: (record.sector, record.code)))

    def _record(self, raw: dict[str, object], key: str) -> ProcedureRecord:
        try:
            return ProcedureRecord.model_validate(raw)
        except ValidationError as error:
            raise InputError("outdated_record", self._words.say("outdated_record", code=key)) from error
