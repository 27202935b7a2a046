"""Before and after: what a draft makes better, what it breaks, and what it only says otherwise."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from desk.bench.answered import AnsweredTurn, hash_of, outcome_of
from desk.bench.question_sets import OWN, Asked
from knowledge_base.judging.dialogues import ExpectedTurn
from knowledge_base.judging.figures import Summary, summarise
from knowledge_base.judging.outcomes import Outcome

# By what the dialogue's texts hash to.
Answers = Mapping[str, Sequence[AnsweredTurn]]
Grade = Literal["wrong", "missed", "helped", "incomplete", "right"]
_GRADES: Sequence[Grade] = ("wrong", "missed", "helped", "incomplete", "right")
# Nobody reads more of them, and all are counted.
MOST_SHOWN = 100


class Changed(BaseModel):
    """One turn and both answers; `question_id` is empty for what is shipped."""

    set: str
    question_id: str
    turn: int
    said: list[str]
    expected: ExpectedTurn
    before: AnsweredTurn
    after: AnsweredTurn
    before_grade: Grade
    after_grade: Grade


class Failing(BaseModel):
    """An own question that is not answered as its editor wants."""

    question_id: str
    turn: int
    said: list[str]
    expected: ExpectedTurn
    answered: AnsweredTurn
    grade: Grade


class Comparison(BaseModel):
    """`after` is empty where no draft was looked at. `reworded`: neither better nor worse, but not the same words."""

    before: dict[str, Any]
    after: dict[str, Any] | None = None
    better: list[Changed] = []
    broken: list[Changed] = []
    reworded: list[Changed] = []
    failing: list[Failing] = []
    counts: dict[str, int] = {}


@dataclass(frozen=True)
class _Turn:
    asked: Asked
    number: int
    before: AnsweredTurn
    after: AnsweredTurn | None

    @property
    def expected(self) -> ExpectedTurn:
        return self.asked.dialogue.turns[self.number]

    @property
    def said(self) -> list[str]:
        return [turn.text for turn in self.asked.dialogue.turns[: self.number + 1]]

    @property
    def question_id(self) -> str:
        return self.asked.dialogue.id if self.asked.set == OWN else ""

    def outcome(self, answered: AnsweredTurn) -> Outcome:
        return outcome_of(self.asked.dialogue.id, self.number, self.expected, answered)


def grade_of(outcome: Outcome) -> Grade:
    """Where another behaviour than an answer is wanted, there is only right and wrong."""
    if not outcome.expected.wants_topic:
        return "right" if outcome.behaviour_right else "wrong"
    if outcome.right:
        return "right" if outcome.aspects_complete else "incomplete"
    if outcome.helped:
        return "right" if not outcome.expected.wants_answer else "helped"
    return "wrong" if outcome.wrong else "missed"


def compare(questions: Sequence[Asked], before: Answers, after: Answers | None, drafted_sentences: Container[str] = ()) -> Comparison:
    """`drafted_sentences`: names of the fixed sentences among the drafts."""
    turns = [turn for asked in questions for turn in _turns(asked, before, after)]
    outcomes = [turn.outcome(turn.before) for turn in turns]
    failing = [failing for turn in turns if (failing := _failing(turn)) is not None]
    if after is None:
        return Comparison(before=_figures(outcomes), failing=failing[:MOST_SHOWN], counts={"failing": len(failing)})
    changed = [changed for turn in turns if (changed := _changed(turn, drafted_sentences)) is not None]
    better = sorted((each for each in changed if _gain(each) > 0), key=_gain, reverse=True)
    broken = sorted((each for each in changed if _gain(each) < 0), key=_gain)
    reworded = [each for each in changed if _gain(each) == 0]
    kinds = {"better": better, "broken": broken, "reworded": reworded}
    return Comparison(
        before=_figures(outcomes),
        after=_figures([turn.outcome(turn.after) for turn in turns if turn.after is not None]),
        better=better[:MOST_SHOWN],
        broken=broken[:MOST_SHOWN],
        reworded=reworded[:MOST_SHOWN],
        failing=failing[:MOST_SHOWN],
        counts={name: len(those) for name, those in kinds.items()} | {"failing": len(failing)},
    )


def _turns(asked: Asked, before: Answers, after: Answers | None) -> list[_Turn]:
    key = hash_of(asked.dialogue)
    return [_Turn(asked, number, answered, after[key][number] if after else None) for number, answered in enumerate(before[key])]


def _figures(outcomes: Sequence[Outcome]) -> Summary:
    return summarise(outcomes)


def _gain(changed: Changed) -> int:
    return _GRADES.index(changed.after_grade) - _GRADES.index(changed.before_grade)


def _changed(turn: _Turn, drafted_sentences: Container[str]) -> Changed | None:
    if turn.after is None:
        return None
    grades = [grade_of(turn.outcome(answered)) for answered in (turn.before, turn.after)]
    if grades[0] == grades[1] and turn.before.says_as(turn.after, drafted_sentences):
        return None
    return Changed(
        set=turn.asked.set,
        question_id=turn.question_id,
        turn=turn.number,
        said=turn.said,
        expected=turn.expected,
        before=turn.before,
        after=turn.after,
        before_grade=grades[0],
        after_grade=grades[1],
    )


def _failing(turn: _Turn) -> Failing | None:
    answered = turn.after or turn.before
    outcome = turn.outcome(answered)
    if turn.asked.set != OWN or not outcome.failed:
        return None
    return Failing(
        question_id=turn.question_id,
        turn=turn.number,
        said=turn.said,
        expected=turn.expected,
        answered=answered,
        grade=grade_of(outcome),
    )
