"""How a record that is still being written would be answered with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from core.clock import Clock
from knowledge_base.answering.answer import Block, Heading, Note, Paragraph
from knowledge_base.answering.composing import Composer, blocks_of_places
from knowledge_base.answering.holding import HoldsKnowledge
from knowledge_base.answering.pages import pages
from knowledge_base.answering.plain_text import plain_text
from knowledge_base.answering.question import Option
from knowledge_base.answering.spoken import spoken_text
from knowledge_base.answering.telling_apart import options_of_choice
from knowledge_base.editing.cleaning import clean
from knowledge_base.editing.problems import problems
from knowledge_base.fixed_sentences import variables_of
from knowledge_base.models import EntryKind
from knowledge_base.record_kinds import RECORD_OF
from knowledge_base.records import (
    Announcement,
    ChoiceRecord,
    ContactRecord,
    EverydayNames,
    FaqRecord,
    FixedSentence,
    PlaceRecord,
    ProcedureRecord,
    Record,
    ReportCategory,
)


class ShownProblem(BaseModel):
    path: str
    message: str


class Preview(BaseModel):
    """`text` is the whole as plain words with its options, for channels without layout; `phone` as a voice would read it."""

    problems: list[ShownProblem] = []
    blocks: list[Block] = []
    options: list[dict[str, str]] = []
    text: str = ""
    phone: str = ""


class Previewer:
    def __init__(self, knowledge: HoldsKnowledge, composer: Composer, clock: Clock, always_given: Mapping[str, str]) -> None:
        """`always_given` are the values that every fixed sentence may hold."""
        self._knowledge = knowledge
        self._given = _AsWritten(always_given)
        self._composer = composer
        self._words = composer.words
        self._clock = clock

    def preview(self, kind: EntryKind, raw: Mapping[str, Any]) -> Preview:
        """With what is right of it, where that is enough to say something. Raises knowledge_base.editing.cleaning.TooDeep."""
        cleaned, now = dict(clean(dict(raw))), self._clock()
        found = [ShownProblem(path=each.path, message=each.message) for each in problems(kind, "", cleaned, now)]
        record = _what_is_right(kind, cleaned)
        if record is None:
            return Preview(problems=found)
        blocks, options = self._said(record)
        first, *rest = pages(blocks, self._words)
        more = self._words.say("more_option")
        buttons = [{"label": option.label, "value": option.label} for option in options] + (
            [{"label": more, "value": more}] if rest else []
        )
        text = plain_text(first, options)
        return Preview(
            problems=found,
            blocks=first,
            options=buttons,
            text=text,
            phone=spoken_text(blocks, self._words, [option.label for option in options]),
        )

    def _said(self, record: Record) -> tuple[list[Block], list[Option]]:
        procedures = self._knowledge.current.procedures
        match record:
            case ProcedureRecord():
                return self._composer.procedure(record, []), []
            case FaqRecord() | ContactRecord() | Announcement():
                return self._composer.told(record), []
            case EverydayNames():
                named = procedures.get(record.code)
                return (self._composer.procedure(named, []) if named is not None else []), []
            case ChoiceRecord():
                return [Paragraph(text=record.question), Note(text=self._words.say("clarify_hint"))], options_of_choice(record, procedures)
            case PlaceRecord():
                return blocks_of_places([record], self._words), []
            case FixedSentence():
                return self._wordings(record), []
            case ReportCategory(reply=text):
                return _lines(text), []
            case _:
                return [], []

    def _wordings(self, record: FixedSentence) -> list[Block]:
        """All of them: which one a citizen gets is drawn by lot."""
        said = [_lines(text.format_map(self._given) if _has_whole_braces(text) else text) for text in record.wordings]
        if len(said) == 1:
            return said[0]
        numbered = (Heading(text=self._words.say("wording", number=at, count=len(said))) for at in range(1, len(said) + 1))
        return [block for heading, lines in zip(numbered, said, strict=True) for block in (heading, *lines)]


class _AsWritten(dict[str, str]):
    """What only the moment will give is shown by its name."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _has_whole_braces(text: str) -> bool:
    try:
        variables_of(text)
    except ValueError:
        return False
    return True


def _lines(text: str) -> list[Block]:
    return [Paragraph(text=line) for line in text.splitlines() if line.strip()]


def _what_is_right(kind: EntryKind, raw: Mapping[str, Any]) -> Record | None:
    """The record; or, where some fields are wrong, what the others say."""
    try:
        return RECORD_OF[kind].model_validate(raw)
    except ValidationError as error:
        wrong = {each["loc"][0] for each in error.errors(include_url=False) if each["loc"]}
    try:
        return RECORD_OF[kind].model_validate({name: value for name, value in raw.items() if name not in wrong})
    except ValidationError:
        return None
