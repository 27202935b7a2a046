from __future__ import annotations

from desk.bench.answered import AnsweredTurn, hash_of, outcome_of
from knowledge_base.judging.dialogues import ExpectedTurn
from tests.desk.bench.conftest import BIRTH, DEATH, dialogue

HOURS = AnsweredTurn(behaviour="answer", codes=[BIRTH], entries=["office-hours"])


def outcome(answered, *codes):
    return outcome_of("q-1", 0, ExpectedTurn(text="mấy giờ", behaviour="answer", codes=list(codes)), answered)


class TestOutcomeOf:
    def test_common_question_is_right_where_its_slug_is_expected(self):
        assert outcome(HOURS, "office-hours").right
        assert not outcome(HOURS, "other-question").right

    def test_common_question_stands_for_its_procedure_where_codes_are_expected(self):
        assert outcome(HOURS, BIRTH).right
        assert not outcome(HOURS, DEATH).right

    def test_procedure_is_not_right_where_a_common_question_is_expected(self):
        assert not outcome(AnsweredTurn(behaviour="answer", codes=[BIRTH], entries=[BIRTH]), "office-hours").right


class TestSaysAs:
    def test_other_words_are_not_the_same(self):
        assert AnsweredTurn(behaviour="answer", text="a", step="x").says_as(AnsweredTurn(behaviour="answer", text="a", step="y"))
        assert not AnsweredTurn(behaviour="answer", text="a").says_as(AnsweredTurn(behaviour="answer", text="b"))

    def test_wordings_of_one_fixed_sentence_are_the_same_unless_it_is_drafted(self):
        one, other = (AnsweredTurn(behaviour="smalltalk", text=text, step="utter_greet") for text in ("Chào bạn", "Chào anh/chị"))
        assert one.says_as(other)
        assert not one.says_as(other, {"utter_greet"})


class TestHashOf:
    def test_depends_on_what_is_said_alone(self):
        assert hash_of(dialogue("a", "b", code=BIRTH)) == hash_of(dialogue("a", "b", code=DEATH, id_="q-2"))
        assert hash_of(dialogue("a", "b")) != hash_of(dialogue("a")) != hash_of(dialogue("b"))
