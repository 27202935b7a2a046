"""Taught dialogues walked through turn by turn, each turn with all that may be meant by it.

As if every turn before had gone right; and, since the dialogues hold little of either, beside that as if the turn before had been
asked back, and as if somebody had turned to another matter with a question in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from knowledge_base.answering.answer import Behaviour
from knowledge_base.answering.carrying_on import Meanings, meanings_of
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.deciding import worth_asking
from knowledge_base.answering.finding import options_of
from knowledge_base.answering.likely_behaviour import Weights, signs_of
from knowledge_base.answering.question import Aspect, DialogueContext, Option, Question
from knowledge_base.answering.replies import answer_procedures, ask_back
from knowledge_base.answering.step import Turn
from knowledge_base.answering.telling_apart import options_of_choice, short_name
from knowledge_base.knowledge import Knowledge
from knowledge_base.learning.dialogues import TaughtDialogue, TaughtTurn
from knowledge_base.search.query import prepare
from vntext import strip_accents

_MOST_OPTIONS = 4
# Far more than people do it, another matter follows here, most of all as a question in full: it weighs less.
_OTHER_WEIGHT, _TURNED_WEIGHT = 0.6, 0.3
# Whose first question is put after whose first answer: any two that are far from each other in the files.
_STEP, _OFFSET = 37, 11


class Origin(Enum):
    """Whether a turn stands so in the dialogue, or what it was made of."""

    TAUGHT = auto()
    ASKED_BACK = auto()
    TURNED_AWAY = auto()


@dataclass(frozen=True)
class Seen:
    """A turn in the middle of a dialogue; `meant` are the rows any of which is right, none when search did not offer it.

    `author`: who wrote the dialogue; `said`: the message, folded.
    """

    author: str
    said: str
    meanings: Meanings
    meant: tuple[int, ...]
    origin: Origin = Origin.TAUGHT

    @property
    def is_taught(self) -> bool:
        return self.origin is Origin.TAUGHT

    @property
    def weight(self) -> float:
        if self.origin is Origin.TURNED_AWAY:
            return _TURNED_WEIGHT
        return _OTHER_WEIGHT if self.is_taught and not self.goes_on else 1.0

    @property
    def goes_on(self) -> bool:
        """What is meant is at hand or stands open."""
        return any(self.meanings.stands(row) for row in self.meant)


@dataclass(frozen=True)
class Heard:
    """Any turn with what it wants of us; `said` is folded; `signs`: (SIGNS,) of likely_behaviour."""

    author: str
    said: str
    signs: Weights
    behaviour: Behaviour


@dataclass(frozen=True)
class Walker:
    knowledge: Knowledge
    composer: Composer

    def walk(self, dialogues: Sequence[TaughtDialogue]) -> Iterator[Seen]:
        """Every turn that goes on with something and wants an answer."""
        for dialogue in dialogues:
            context, asked_back = DialogueContext(), None
            for taught in dialogue.turns:
                yield from self._seen(dialogue.author, taught, taught.text, context)
                if asked_back is not None:
                    yield from self._seen(dialogue.author, taught, taught.text, asked_back, Origin.ASKED_BACK)
                asked_back = self._asked_back(taught, context)
                context = self._after(taught, context)

    def hear(self, dialogues: Sequence[TaughtDialogue]) -> Iterator[Heard]:
        """Every turn; a question back counts as an answer."""
        for dialogue in dialogues:
            context = DialogueContext()
            for taught in dialogue.turns:
                turn = self._turn(taught, taught.text, context)
                yield Heard(dialogue.author, turn.query.folded, signs_of(turn), taught.wanted)
                context = self._after(taught, context)

    def turn_away(self, dialogues: Sequence[TaughtDialogue]) -> Iterator[Seen]:
        """The first question of one dialogue after the first answer, or question back, of another; every second without accents."""
        for number, dialogue in enumerate(dialogues):
            said, asked = dialogue.turns[0], dialogues[(number * _STEP + _OFFSET) % len(dialogues)].turns[0]
            text = strip_accents(asked.text) if number % 2 else asked.text
            for context in (self._after(said, DialogueContext()), self._asked_back(said, DialogueContext())):
                if context is not None and not {*context.procedure_codes, *(option.key for option in context.options)} & {*asked.codes}:
                    yield from self._seen(dialogue.author, asked, text, context, Origin.TURNED_AWAY)

    def _seen(self, author: str, taught: TaughtTurn, text: str, context: DialogueContext, origin: Origin = Origin.TAUGHT) -> Iterator[Seen]:
        turn, codes = self._turn(taught, text, context), self._codes(taught)
        at_hand = [] if context.options else context.procedure_codes
        if (at_hand or context.options) and taught.wants_answer and codes and turn.query.topic_words:
            meanings = meanings_of(turn, at_hand)
            meant = tuple(row for row, key in enumerate(meanings.keys) if key in codes)
            yield Seen(author, turn.query.folded, meanings, meant, origin)

    def _after(self, taught: TaughtTurn, context: DialogueContext) -> DialogueContext:
        """What the turn leaves when it goes right; what is refused or handed over leaves all as it was."""
        turn, codes = self._turn(taught, taught.text, context), self._codes(taught)
        if codes and taught.wants_answer:
            return answer_procedures(turn, [_likeliest(turn, codes)], turn.question.aspects, step="", confidence=1.0).context
        if codes and taught.wants_question_back:
            return ask_back(turn, "", self._options(codes), step="").context
        return context

    def _asked_back(self, taught: TaughtTurn, context: DialogueContext) -> DialogueContext | None:
        """What it would leave had search not been sure and offered what is right among others."""
        turn, codes = self._turn(taught, taught.text, context), self._codes(taught)
        near = worth_asking(turn.found) if taught.wants_answer and not turn.query.is_bare else []
        options = options_of(turn, near) if len(near) > 1 else []
        return ask_back(turn, "", options, step="").context if any(option.key in codes for option in options) else None

    def _turn(self, taught: TaughtTurn, text: str, context: DialogueContext) -> Turn:
        question = Question(text=text, aspects=[Aspect(aspect) for aspect in taught.aspects], context=context)
        return Turn(question, prepare(text), self.knowledge, self.composer, self.composer.words)

    def _codes(self, taught: TaughtTurn) -> list[str]:
        return [code for code in taught.codes if code in self.knowledge.procedures]

    def _options(self, codes: Sequence[str]) -> list[Option]:
        """As a written choice between them puts it, if there is one."""
        for choice in self.knowledge.choices.values():
            if {option.code for option in choice.options} >= set(codes):
                return options_of_choice(choice, self.knowledge.procedures)
        return [Option(key=code, label=short_name(self.knowledge.procedures[code].name)) for code in codes[:_MOST_OPTIONS]]


def _likeliest(turn: Turn, codes: Sequence[str]) -> str:
    """Of several right codes the one that the conversation would be at: what was at hand or offered, else what search finds."""
    context = turn.question.context
    standing = [*context.procedure_codes, *(option.key for option in context.options)]
    return next((code for code in standing if code in codes), max(codes, key=turn.found.share_of))
