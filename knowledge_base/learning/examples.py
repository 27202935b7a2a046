"""What the ranker learns from: our own everyday names and typical questions, each asked of an index that does not hold it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge_base.knowledge import Knowledge, PublishedEntry, build_knowledge
from knowledge_base.learning.nlu_examples import nlu_examples
from knowledge_base.models import Origin
from knowledge_base.records import ChoiceRecord, EverydayNames, FaqRecord, ProcedureRecord, Record
from knowledge_base.search.cues import FOREIGN, names_with, speaks_of
from vntext import fold, strip_accents

FOLDS = 4
_SHORTEST_EXAMPLE_WORDS = 2
_SLIPS, _LEAST_LETTERS_TO_SLIP = 5, 4
# How much oftener than wordings of the long tail come those of what citizens ask for most, which we ship, and those that no entry answers.
_SHIPPED_WEIGHT, _UNANSWERABLE_WEIGHT = 5.0, 3.0


@dataclass(frozen=True)
class Example:
    """`key` is the entry that is meant; empty when no entry is. `weight`: how often it counts."""

    text: str
    key: str
    fold: int
    weight: float = 1.0


def fold_of(text: str) -> int:
    """The same for every spelling of a text, on every machine."""
    return hashlib.sha256(fold(text).encode()).digest()[0] % FOLDS


def examples_of(entries: Sequence[PublishedEntry], unanswerable: Sequence[str]) -> list[Example]:
    """As people type them.

    Left out: wordings of procedures for foreigners that do not speak of abroad. Whoever has to do with abroad says so, nearly always.
    """
    weights = {e.record.code: _SHIPPED_WEIGHT for e in entries if isinstance(e.record, ProcedureRecord) and e.origin is not Origin.IMPORTED}
    weights[""] = _UNANSWERABLE_WEIGHT
    names = {entry.record.code: entry.record.name for entry in entries if isinstance(entry.record, ProcedureRecord)}
    foreign = {code for code, holds in zip(names, names_with(FOREIGN, list(names.values())), strict=True) if holds}
    wordings = [(text, key) for entry in entries for text, key in _wordings(entry.record)]
    texts = [(text, key) for text, key in wordings if key not in foreign or speaks_of(FOREIGN, fold(text))]
    texts += [(text, "") for text in unanswerable]
    unique = {fold(text): (text, key) for text, key in texts if len(text.split()) >= _SHORTEST_EXAMPLE_WORDS}
    return [Example(_as_typed(text), key, fold_of(text), weights.get(key, 1.0)) for text, key in unique.values()]


def knowledge_without(entries: Sequence[PublishedEntry], fold_number: int) -> Knowledge:
    """The knowledge base as if nobody had ever written the wordings of this fold."""

    def is_kept(text: str) -> bool:
        return fold_of(text) != fold_number

    return build_knowledge(0, [replace(entry, record=_thinned(entry.record, is_kept)) for entry in entries])


def knowledge_unnamed(entries: Sequence[PublishedEntry], fold_number: int) -> Knowledge:
    """The knowledge base as if nobody had ever named the procedures of this fold: known by their records alone."""

    def unnamed(entry: PublishedEntry) -> PublishedEntry:
        record = entry.record
        is_of_fold = isinstance(record, ProcedureRecord | EverydayNames) and fold_of(record.code) == fold_number
        return replace(entry, record=_thinned(record, lambda _: False)) if is_of_fold else entry

    return build_knowledge(0, [unnamed(entry) for entry in entries])


def out_of_scope_messages(folder: Path, intents: Sequence[str]) -> list[str]:
    """The language pipeline's own examples of messages that no entry answers."""
    return [text for intent, text in nlu_examples(folder) if intent in intents]


def _wordings(record: Record) -> Iterator[tuple[str, str]]:
    match record:
        case EverydayNames():
            yield from ((text, record.code) for text in (*record.names, *record.questions))
        case ProcedureRecord():
            yield from ((text, record.code) for text in record.aliases)
        case FaqRecord():
            yield from ((text, record.slug) for text in record.aliases)
        case ChoiceRecord():
            yield from ((text, record.slug) for text in (*record.names, *record.questions))
        case _:
            return


def _thinned(record: Record, is_kept: Callable[[str], bool]) -> Record:
    def kept(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(text for text in texts if is_kept(text))

    match record:
        case EverydayNames():
            return record.model_copy(update={"names": kept(record.names), "questions": kept(record.questions)})
        case ProcedureRecord() | FaqRecord():
            return record.model_copy(update={"aliases": kept(record.aliases)})
        case ChoiceRecord():
            return record.model_copy(update={"names": kept(record.names) or (record.question,), "questions": kept(record.questions)})
        case _:
            return record


def _as_typed(text: str) -> str:
    """Every second one without accents, every fifth with two letters swapped in its longest word."""
    chance = hashlib.sha256(text.encode()).digest()
    typed = strip_accents(text) if chance[1] % 2 else text
    longest = max(typed.split(), key=len)
    if chance[2] % _SLIPS or len(longest) < _LEAST_LETTERS_TO_SLIP:
        return typed
    return typed.replace(longest, longest[0] + longest[2] + longest[1] + longest[3:], 1)
