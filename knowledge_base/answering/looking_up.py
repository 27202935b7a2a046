"""The knowledge base for staff: whatever a few words find, each with the answer that the citizen would get and its source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from difflib import get_close_matches

from pydantic import BaseModel

from core.clock import Clock, utc_now
from core.words import Words
from knowledge_base.answering.answer import Block, SourceNote
from knowledge_base.answering.composing import EXPIRED_DAYS, Composer
from knowledge_base.answering.holding import HoldsKnowledge
from knowledge_base.answering.plain_text import plain_text
from knowledge_base.answering.question import Aspect
from knowledge_base.records import ProcedureRecord
from knowledge_base.search.query import prepare
from knowledge_base.told import title_of

_MOST_RESULTS = 6
_MOST_NEAR = 3
# What can be told of a procedure apart from the rest.
_PARTS = (Aspect.DOCUMENTS, Aspect.FEE, Aspect.TIME, Aspect.PLACE, Aspect.STEPS, Aspect.CONDITIONS)


class FoundPart(BaseModel):
    """`text` is this part of the answer in plain words, with the procedure's name and the source."""

    aspect: str
    text: str


class FoundEntry(BaseModel):
    """`procedure_code` is empty for what is told as a whole. `text` is the whole answer in plain words, source included."""

    procedure_code: str
    name: str
    sector: str
    blocks: list[Block]
    text: str
    source_url: str
    parts: list[FoundPart]


class NamedProcedure(BaseModel):
    procedure_code: str
    name: str


class LookingUp:
    def __init__(
        self,
        knowledge: HoldsKnowledge,
        words: Words,
        today: Callable[[], date],
        *,
        expired_days: int = EXPIRED_DAYS,
        clock: Clock = utc_now,
    ) -> None:
        self._knowledge = knowledge
        self._words = words
        self._today = today
        self._expired_days = expired_days
        self._clock = clock

    def find(self, text: str) -> list[FoundEntry]:
        """Best first; a procedure's code finds that procedure."""
        knowledge = self._knowledge.current
        code = text.strip()
        if code in knowledge.procedures:
            return [self._procedure(code)]
        found = knowledge.index.search(prepare(text)).without(knowledge.withheld(self._clock()))
        known = [hit.key for hit in found.hits if hit.key in knowledge.procedures or hit.key in knowledge.told]
        return [self._procedure(key) if key in knowledge.procedures else self._told(key) for key in known[:_MOST_RESULTS]]

    def procedure_or_near(self, code: str) -> list[NamedProcedure]:
        """The one with this code alone; else those whose codes or names come nearest, for whoever mistyped."""
        procedures = self._knowledge.current.procedures
        given = code.strip()
        codes = [given] if given in procedures else get_close_matches(given, procedures, n=_MOST_NEAR, cutoff=0.7)
        if not codes:
            codes = [found.procedure_code for found in self.find(given) if found.procedure_code][:_MOST_NEAR]
        return [NamedProcedure(procedure_code=each, name=procedures[each].name) for each in codes]

    def sectors(self) -> list[str]:
        """Of all published procedures, in order of the alphabet."""
        return sorted({record.sector for record in self._knowledge.current.procedures.values() if record.sector})

    def _procedure(self, code: str) -> FoundEntry:
        record, composer = self._knowledge.current.procedures[code], self._composer()
        parts = [
            FoundPart(aspect=aspect, text=plain_text(composer.procedure(record, [aspect]), []))
            for aspect in _PARTS
            if _is_known(record, aspect) and not composer.is_withheld(record)
        ]
        return _found(composer.procedure(record, []), code, record.name, record.sector, parts)

    def _told(self, key: str) -> FoundEntry:
        record = self._knowledge.current.told[key]
        return _found(self._composer().told(record), "", title_of(record), "", [])

    def _composer(self) -> Composer:
        under_check = self._knowledge.current.under_check
        return Composer(self._words, self._today, expired_days=self._expired_days, under_check=under_check)


def _is_known(record: ProcedureRecord, aspect: Aspect) -> bool:
    """Nobody has to tell a citizen that the record is silent about steps or conditions."""
    match aspect:
        case Aspect.STEPS:
            return bool(record.steps)
        case Aspect.CONDITIONS:
            return bool(record.conditions)
        case _:
            return True


def _found(blocks: list[Block], code: str, name: str, sector: str, parts: list[FoundPart]) -> FoundEntry:
    source_url = next((block.url for block in blocks if isinstance(block, SourceNote) and block.url), "")
    text = plain_text(blocks, [])
    return FoundEntry(procedure_code=code, name=name, sector=sector, blocks=blocks, text=text, source_url=source_url, parts=parts)
