from __future__ import annotations

import pytest

from knowledge_base.answering.composing import Composer
from knowledge_base.knowledge import Knowledge, build_knowledge
from knowledge_base.learning.dialogues import TaughtDialogue
from knowledge_base.learning.walking import Seen, Walker
from tests.knowledge_base.answering.conftest import BIRTH, HOURS, PASSPORT, PROCEDURES, SCHOOL_SIX, SCHOOL_TEN
from tests.knowledge_base.made_up import TODAY, published


def dialogue(*turns: tuple[str, str, str]) -> TaughtDialogue:
    return TaughtDialogue.model_validate(
        {"id": "au-001", "turns": [{"text": text, "behaviour": behaviour, "codes": [code]} for text, behaviour, code in turns]}
    )


@pytest.fixture(scope="module")
def walker(words) -> Walker:
    town: Knowledge = build_knowledge(1, published(*PROCEDURES, HOURS))
    return Walker(town, Composer(words, lambda: TODAY))


def meant(seen: Seen) -> set[str]:
    return {seen.meanings.keys[row] for row in seen.meant}


class TestWalk:
    def test_sees_each_turn_after_the_first_with_what_it_means(self, walker: Walker) -> None:
        turns = walker.walk([dialogue(("làm hộ chiếu", "answer", PASSPORT.code), ("bé 5 tuổi thì sao", "answer", PASSPORT.code))])
        (seen,) = (each for each in turns if each.is_taught)
        assert (seen.author, seen.said, meant(seen), seen.goes_on) == ("au", "be 5 tuoi thi sao", {PASSPORT.code}, True)

    def test_also_as_if_the_turn_before_had_been_asked_back(self, walker: Walker) -> None:
        turns = walker.walk([dialogue(("nhập học cho con", "answer", SCHOOL_TEN.code), ("vào lớp 10", "answer", SCHOOL_TEN.code))])
        (made,) = (each for each in turns if not each.is_taught)
        assert meant(made) == {SCHOOL_TEN.code}
        assert {SCHOOL_SIX.code, SCHOOL_TEN.code} <= set(made.meanings.keys)

    def test_to_turn_to_another_matter_weighs_less_than_to_go_on(self, walker: Walker) -> None:
        turns = walker.walk(
            [
                dialogue(
                    ("làm hộ chiếu", "answer", PASSPORT.code),
                    ("bé 5 tuổi thì sao", "answer", PASSPORT.code),
                    ("còn khai sinh", "answer", BIRTH.code),
                )
            ]
        )
        goes_on, turns_away = (each for each in turns if each.is_taught)
        assert turns_away.weight < goes_on.weight

    def test_what_wants_no_answer_is_not_learned_from(self, walker: Walker) -> None:
        assert list(walker.walk([dialogue(("làm hộ chiếu", "answer", PASSPORT.code), ("cảm ơn em nhiều", "smalltalk", ""))])) == []


class TestTurnAway:
    def test_first_question_of_another_is_put_after_the_first_answer_and_weighs_less(self, walker: Walker) -> None:
        one, other = dialogue(("làm hộ chiếu", "answer", PASSPORT.code)), dialogue(("đăng ký khai sinh", "answer", BIRTH.code))
        seen = list(walker.turn_away([one, other] * 2))
        assert {code for each in seen for code in meant(each)} <= {PASSPORT.code, BIRTH.code}
        assert seen
        assert all(each.weight < 1 and not each.is_taught for each in seen)

    def test_same_matter_is_no_turning_away(self, walker: Walker) -> None:
        assert list(walker.turn_away([dialogue(("làm hộ chiếu", "answer", PASSPORT.code))])) == []
