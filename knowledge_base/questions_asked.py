"""What taught dialogues begin with, read by search beside the everyday names: how people ask who do not know the name of what they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.settings import PROJECT_ROOT
from knowledge_base.content_loader import shipped_everyday_names
from knowledge_base.knowledge import PublishedEntry
from knowledge_base.learning.dialogues import TaughtDialogue, read_dialogues
from knowledge_base.records import EverydayNames
from vntext import fold

TAUGHT_DIALOGUES = PROJECT_ROOT / "data" / "dialogues"
# A word alone ("giấy?") names too many.
_LEAST_WORDS = 2


def shipped_names_and_questions(dialogues: Path = TAUGHT_DIALOGUES) -> list[EverydayNames]:
    return with_questions_asked(shipped_everyday_names(), read_dialogues(dialogues))


def with_questions_asked(names: Sequence[EverydayNames], dialogues: Sequence[TaughtDialogue]) -> list[EverydayNames]:
    """Of several codes that would be right the first gets the question: between equals search would have to ask back."""
    held = {entry.code: entry for entry in names}
    for dialogue in dialogues:
        first = dialogue.turns[0]
        if not (first.wants_answer and first.codes) or len(first.text.split()) < _LEAST_WORDS:
            continue
        entry = held.get(first.codes[0]) or EverydayNames(code=first.codes[0])
        if fold(first.text) not in {fold(text) for text in (*entry.names, *entry.questions)}:
            entry = entry.model_copy(update={"questions": (*entry.questions, first.text)})
        held[entry.code] = entry
    return list(held.values())


def without_questions_asked(entries: Sequence[PublishedEntry], dialogues: Sequence[TaughtDialogue]) -> list[PublishedEntry]:
    """As if nobody had ever begun with these words, as it will be with people's: search must not know them by heart."""
    begun = {fold(dialogue.turns[0].text) for dialogue in dialogues}
    return [_without(entry, begun) for entry in entries]


def _without(entry: PublishedEntry, begun: set[str]) -> PublishedEntry:
    names = entry.record
    if not isinstance(names, EverydayNames):
        return entry
    kept = tuple(question for question in names.questions if fold(question) not in begun)
    return replace(entry, record=names.model_copy(update={"questions": kept}))
