"""The knowledge base for staff: whatever a few words find, each with the answer that the citizen would get and its source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pydantic import BaseModel

from core.words import Words
from knowledge_base.answering.answer import Block, SourceNote
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.holding import HoldsKnowledge
from knowledge_base.answering.plain_text import plain_text
from knowledge_base.search.query import prepare

_MOST_RESULTS = 6


class FoundEntry(BaseModel):
    """`procedure_code` is empty for a common question. `text` is the whole answer in plain words, source included."""

    procedure_code: str
    name: str
    sector: str
    blocks: list[Block]
    text: str
    source_url: str


class LookingUp:
    def __init__(self, knowledge: HoldsKnowledge, words: Words, today: Callable[[], date]) -> None:
        self._knowledge = knowledge
        self._composer = Composer(words, today)

    def find(self, text: str) -> list[FoundEntry]:
        """Best first; a procedure's code finds that procedure."""
        knowledge = self._knowledge.current
        code = text.strip()
        if code in knowledge.procedures:
            return [self._procedure(code)]
        keys = [hit.key for hit in knowledge.index.search(prepare(text)).hits]
        known = [key for key in keys if key in knowledge.procedures or key in knowledge.faqs]
        return [self._procedure(key) if key in knowledge.procedures else self._faq(key) for key in known[:_MOST_RESULTS]]

    def sectors(self) -> list[str]:
        """Of all published procedures, in order of the alphabet."""
        return sorted({record.sector for record in self._knowledge.current.procedures.values() if record.sector})

    def _procedure(self, code: str) -> FoundEntry:
        record = self._knowledge.current.procedures[code]
        return _found(self._composer.procedure(record, []), code, record.name, record.sector)

    def _faq(self, slug: str) -> FoundEntry:
        record = self._knowledge.current.faqs[slug]
        return _found(self._composer.faq(record), "", record.question, "")


def _found(blocks: list[Block], code: str, name: str, sector: str) -> FoundEntry:
    source_url = next((block.url for block in blocks if isinstance(block, SourceNote) and block.url), "")
    return FoundEntry(procedure_code=code, name=name, sector=sector, blocks=blocks, text=plain_text(blocks, []), source_url=source_url)
