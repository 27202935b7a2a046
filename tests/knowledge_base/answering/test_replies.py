from __future__ import annotations

import pytest

from core.words import Words
from knowledge_base.answering.answer import Answer, Behaviour
from knowledge_base.answering.question import Aspect, DialogueContext, Option
from knowledge_base.answering.replies import seen
from knowledge_base.knowledge import build_knowledge
from knowledge_base.search.index import Hit
from tests.knowledge_base.answering.conftest import BIRTH, DEATH, FUNERAL, PROCEDURES, Citizen, said, service_of
from tests.knowledge_base.made_up import choice, published

MOURNING = choice(
    "choice-mourning",
    ("gia đình gặp chuyện buồn", "người thân qua đời"),
    {DEATH.code: "Làm giấy khai tử", FUNERAL.code: "Xin tiền mai táng"},
    question="Xin chia buồn. Bạn cần lo việc nào trước?",
)


@pytest.fixture(scope="module")
def mourner(words: Words) -> Citizen:
    """Asks where a choice is published."""
    return Citizen(service_of(build_knowledge(1, published(*PROCEDURES, MOURNING)), words))


def after_rounds(rounds: int) -> Answer:
    return Answer(behaviour=Behaviour.CLARIFY, blocks=[], context=DialogueContext(rounds=rounds))


class TestAnswerEntry:
    def test_choice_is_put_to_the_citizen_in_its_own_words(self, mourner: Citizen) -> None:
        answer = mourner.hears("gia đình gặp chuyện buồn")
        assert answer.behaviour is Behaviour.CLARIFY
        assert MOURNING.question in said(answer)
        assert [(option.key, option.label) for option in answer.options] == [
            (DEATH.code, "Làm giấy khai tử"),
            (FUNERAL.code, "Xin tiền mai táng"),
        ]

    def test_option_of_a_choice_is_answered_as_the_procedure_it_stands_for(self, mourner: Citizen) -> None:
        answer = mourner.hears("Xin tiền mai táng", mourner.hears("gia đình gặp chuyện buồn", aspects=[Aspect.DOCUMENTS]))
        assert (answer.behaviour, answer.procedure_codes) == (Behaviour.ANSWER, [FUNERAL.code])
        assert answer.context.aspects == [Aspect.DOCUMENTS]

    def test_procedure_called_by_its_name_is_answered_though_a_choice_holds_it(self, mourner: Citizen) -> None:
        assert mourner.hears("đăng ký khai tử").procedure_codes == [DEATH.code]


class TestAskBack:
    def test_remembers_what_was_said_and_asked(self, mourner: Citizen) -> None:
        context = mourner.hears("gia đình gặp chuyện buồn", aspects=[Aspect.FEE]).context
        assert {"gap", "chuyen", "buon"} <= set(context.asked_text.split())
        assert (context.aspects, context.rounds) == ([Aspect.FEE], 1)

    @pytest.mark.parametrize("rounds", [0, 1])
    def test_first_and_second_question_back_offer_procedures_alone(self, mourner: Citizen, rounds: int) -> None:
        answer = mourner.hears("gia đình gặp chuyện buồn", after_rounds(rounds))
        assert [option.kind for option in answer.options] == ["procedure", "procedure"]
        assert answer.context.rounds == rounds + 1

    @pytest.mark.parametrize("rounds", [2, 7])
    def test_from_the_third_in_a_row_a_person_is_offered_too(self, mourner: Citizen, words: Words, rounds: int) -> None:
        answer = mourner.hears("gia đình gặp chuyện buồn", after_rounds(rounds))
        assert answer.options[-1] == Option(kind="operator", key="operator", label=words.say("operator_option"))
        assert words.say("give_up") in said(answer)

    def test_person_is_no_procedure(self, mourner: Citizen) -> None:
        answer = mourner.hears("gia đình gặp chuyện buồn", after_rounds(2))
        assert answer.procedure_codes == [DEATH.code, FUNERAL.code]

    def test_number_of_the_person_is_a_choice_like_any_other(self, mourner: Citizen) -> None:
        asked_back = mourner.hears("gia đình gặp chuyện buồn", after_rounds(2))
        assert f"{len(asked_back.options)}. {asked_back.options[-1].label}" in said(asked_back)
        assert mourner.hears(str(len(asked_back.options)), asked_back).behaviour is Behaviour.HANDOVER

    def test_answer_ends_the_row(self, mourner: Citizen) -> None:
        answer = mourner.hears("1", mourner.hears("gia đình gặp chuyện buồn", after_rounds(1)))
        assert (answer.behaviour, answer.context.rounds) == (Behaviour.ANSWER, 0)


class TestAskedText:
    def test_of_a_very_long_message_only_the_beginning_is_kept(self, citizen: Citizen) -> None:
        assert len(citizen.hears("đăng ký khai sinh " + "cho con mới sinh " * 100).context.asked_text) <= 300

    def test_new_matter_begins_anew(self, citizen: Citizen) -> None:
        second = citizen.hears("làm hộ chiếu", citizen.hears("đăng ký khai sinh"))
        assert "khai sinh" not in second.context.asked_text


class TestSeen:
    def test_tells_the_first_five_with_their_shares_and_signals(self) -> None:
        hits = [Hit(str(number), 0.12345, {"words": 0.5}) for number in range(8)]
        assert seen(hits) == [{"key": str(number), "share": 0.123, "words": 0.5} for number in range(5)]


def test_follow_up_about_one_thing_hears_that_and_no_more(citizen: Citizen) -> None:
    """What is told beside was told with the first answer."""
    first = citizen.hears("đăng ký khai sinh", aspects=[Aspect.DOCUMENTS])
    assert Aspect.TIME in first.aspects
    assert citizen.hears("thế còn phí?", first, aspects=[Aspect.FEE]).aspects == [Aspect.FEE]
    assert first.procedure_codes == [BIRTH.code]
