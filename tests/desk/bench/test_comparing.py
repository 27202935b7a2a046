from __future__ import annotations

import pytest

from desk.bench.answered import AnsweredTurn, hash_of, outcome_of
from desk.bench.comparing import MOST_SHOWN, compare, grade_of
from desk.bench.question_sets import OWN, Asked
from tests.desk.bench.conftest import BIRTH, DEATH, dialogue

RIGHT = AnsweredTurn(behaviour="answer", codes=[BIRTH], text="khai sinh")
WRONG = AnsweredTurn(behaviour="answer", codes=[DEATH], text="khai tử")
SILENT = AnsweredTurn(behaviour="refuse", text="chưa hiểu", step="utter_not_understood")
OFFERED = AnsweredTurn(behaviour="clarify", codes=[DEATH, BIRTH], text="việc nào?")
REWORDED = RIGHT.model_copy(update={"text": "khai sinh, lệ phí mới"})


def asked(*texts, set_="first_questions", **more):
    return Asked(set=set_, dialogue=dialogue(*texts, **more))


def one(before, after=None, **more):
    question = asked("làm giấy", **more)
    key = hash_of(question.dialogue)
    return compare([question], {key: [before]}, {key: [after]} if after else None)


class TestGradeOf:
    @pytest.mark.parametrize(
        ("answered", "more", "grade"),
        [
            (RIGHT, {}, "right"),
            (RIGHT, {"aspects": ["fee"]}, "incomplete"),
            (OFFERED, {}, "helped"),
            (SILENT, {}, "missed"),
            (WRONG, {}, "wrong"),
            (OFFERED, {"behaviour": "clarify"}, "right"),
            (RIGHT, {"behaviour": "answer|clarify"}, "right"),
            (SILENT, {"behaviour": "refuse", "code": ""}, "right"),
            (RIGHT, {"behaviour": "refuse", "code": ""}, "wrong"),
        ],
    )
    def test_says_how_much_the_citizen_was_helped(self, answered, more, grade):
        question = dialogue("làm giấy", **more)
        assert grade_of(outcome_of("q", 0, question.turns[0], answered)) == grade


class TestCompare:
    def test_what_is_right_now_gets_better(self):
        result = one(SILENT, RIGHT)
        assert (len(result.better), result.broken, result.reworded) == (1, [], [])
        assert (result.better[0].before_grade, result.better[0].after_grade) == ("missed", "right")
        assert (result.better[0].before, result.better[0].after) == (SILENT, RIGHT)

    def test_what_was_right_breaks(self):
        result = one(RIGHT, WRONG)
        assert ([each.said for each in result.broken], result.better) == ([["làm giấy"]], [])

    def test_other_words_that_are_as_right_are_told_apart(self):
        result = one(RIGHT, REWORDED)
        assert (len(result.reworded), result.better, result.broken) == (1, [], [])

    def test_the_same_answer_is_not_told(self):
        assert one(RIGHT, RIGHT).counts == {"better": 0, "broken": 0, "reworded": 0, "failing": 0}

    def test_figures_are_those_of_the_evaluation_before_and_after(self):
        result = one(SILENT, RIGHT)
        assert result.after is not None
        assert (result.before["right"], result.before["missed"], result.after["right"], result.after["missed"]) == (0.0, 1.0, 1.0, 0.0)

    def test_the_worst_break_comes_first(self):
        questions = [asked("a"), asked("b")]
        keys = [hash_of(each.dialogue) for each in questions]
        before = {key: [RIGHT] for key in keys}
        result = compare(questions, before, {keys[0]: [OFFERED], keys[1]: [WRONG]})
        assert [each.after_grade for each in result.broken] == ["wrong", "helped"]

    def test_a_turn_is_told_with_all_that_was_said_up_to_it(self):
        question = asked("làm giấy", "phí")
        key = hash_of(question.dialogue)
        result = compare([question], {key: [RIGHT, RIGHT]}, {key: [RIGHT, WRONG]})
        assert [(each.turn, each.said) for each in result.broken] == [(1, ["làm giấy", "phí"])]

    def test_own_questions_that_are_not_answered_so_are_listed_as_they_end(self):
        assert [each.grade for each in one(WRONG, set_=OWN).failing] == ["wrong"]
        assert [each.grade for each in one(RIGHT, SILENT, set_=OWN).failing] == ["missed"]
        assert one(WRONG, RIGHT, set_=OWN).failing == []
        assert one(WRONG).failing == []

    def test_without_a_draft_there_is_nothing_after(self):
        result = one(RIGHT)
        assert (result.after, result.better, result.broken, result.reworded) == (None, [], [], [])

    def test_all_are_counted_and_the_first_hundred_shown(self):
        questions = [asked(f"câu {n}") for n in range(MOST_SHOWN + 5)]
        keys = [hash_of(each.dialogue) for each in questions]
        result = compare(questions, {key: [RIGHT] for key in keys}, {key: [WRONG] for key in keys})
        assert (len(result.broken), result.counts["broken"]) == (MOST_SHOWN, MOST_SHOWN + 5)
