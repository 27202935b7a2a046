from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words import Words
from knowledge_base.answering.answer import Answer, Behaviour
from knowledge_base.answering.question import Aspect, DialogueContext, Option
from knowledge_base.knowledge import build_knowledge
from tests.knowledge_base.answering.conftest import (
    BIRTH,
    DEATH,
    HOURS,
    MARRIAGE,
    PASSPORT,
    PROCEDURES,
    SCHOOL_SIX,
    SCHOOL_TEN,
    Citizen,
    said,
    service_of,
)
from tests.knowledge_base.made_up import procedure, published


@pytest.fixture(scope="module")
def asked_back(citizen: Citizen) -> Answer:
    """The bot has just asked which of two schools is meant."""
    answer = citizen.hears("nhập học cho con", aspects=[Aspect.DOCUMENTS])
    assert {option.key for option in answer.options} == {SCHOOL_SIX.code, SCHOOL_TEN.code}
    return answer


def offered(*options: Option, asked_text: str = "", aspects: tuple[Aspect, ...] = ()) -> Answer:
    """As if the bot had just put these options to the citizen."""
    context = DialogueContext(options=list(options), asked_text=asked_text, aspects=list(aspects))
    return Answer(behaviour=Behaviour.CLARIFY, blocks=[], options=list(options), context=context)


def option(record_code: str, label: str) -> Option:
    return Option(key=record_code, label=label)


ONE = offered(option(BIRTH.code, BIRTH.name), aspects=(Aspect.FEE,))
SEVERAL = offered(option(BIRTH.code, BIRTH.name), option(PASSPORT.code, PASSPORT.name))


@pytest.fixture(scope="module")
def shop_keeper(words: Words) -> Citizen:
    """Where the names of the records say nothing, so that only the labels can tell them apart."""
    records = [procedure("1.000021", "Thủ tục A"), procedure("1.000022", "Thủ tục B")]
    return Citizen(service_of(build_knowledge(1, published(*records)), words))


class TestTakeYesOrNo:
    def test_yes_to_the_only_option_answers_it_with_what_was_asked(self, citizen: Citizen) -> None:
        answer = citizen.hears("đúng rồi", ONE, intent="affirm")
        assert (answer.step, answer.behaviour) == ("choose_option", Behaviour.ANSWER)
        assert (answer.procedure_codes, answer.context.aspects) == ([BIRTH.code], [Aspect.FEE])

    def test_yes_to_several_asks_which_and_they_stay_open(self, citizen: Citizen) -> None:
        answer = citizen.hears("dạ vâng", SEVERAL, intent="affirm")
        assert (answer.step, answer.behaviour) == ("take_yes_or_no", Behaviour.CLARIFY)
        assert "từ 1 đến 2" in said(answer)
        assert citizen.hears("2", answer).procedure_codes == [PASSPORT.code]

    def test_no_lets_the_options_go(self, citizen: Citizen) -> None:
        answer = citizen.hears("không phải", SEVERAL, intent="deny")
        assert answer.behaviour is Behaviour.CLARIFY
        assert answer.context.options == []
        assert "không có danh sách" in said(citizen.hears("2", answer))

    @pytest.mark.parametrize("intent", ["affirm", "deny"])
    def test_with_nothing_offered_there_is_nothing_more_to_say(self, citizen: Citizen, intent: str) -> None:
        answer = citizen.hears("vâng", citizen.hears("đăng ký khai sinh"), intent=intent)
        assert "đã hết" in said(answer)
        assert answer.context.procedure_codes == [BIRTH.code]

    def test_yes_that_goes_on_with_a_question_is_that_question(self, citizen: Citizen) -> None:
        answer = citizen.hears("vâng, cho em hỏi làm hộ chiếu", SEVERAL, intent="affirm")
        assert answer.procedure_codes == [PASSPORT.code]
        assert answer.behaviour is Behaviour.ANSWER

    def test_yes_that_asks_for_something_is_about_that(self, citizen: Citizen) -> None:
        answer = citizen.hears("ừ phí bao nhiêu", citizen.hears("đăng ký khai sinh"), intent="affirm", aspects=[Aspect.FEE])
        assert (answer.procedure_codes, answer.aspects[0]) == ([BIRTH.code], Aspect.FEE)

    def test_yes_to_an_option_withdrawn_in_between_is_no_error(self, citizen: Citizen) -> None:
        answer = citizen.ask("vâng", offered(option("1.999999", "Đã bỏ")), intent="affirm")
        assert answer is None or answer.step != "choose_option"


class TestChooseOption:
    @pytest.mark.parametrize("text", ["1", "số 1", "cái đầu", "cái thứ nhất", "em chọn số 1 ạ", "mục một", "dau tien"])
    def test_first_by_its_number(self, citizen: Citizen, asked_back: Answer, text: str) -> None:
        answer = citizen.hears(text, asked_back)
        assert (answer.step, answer.procedure_codes) == ("choose_option", [asked_back.options[0].key])

    @pytest.mark.parametrize("text", ["2", "2.", "số hai", "cái thứ 2", "cái cuối", "trường hợp cuối cùng nhé", "lay cai thu hai di"])
    def test_last_by_its_number(self, citizen: Citizen, asked_back: Answer, text: str) -> None:
        answer = citizen.hears(text, asked_back)
        assert (answer.step, answer.procedure_codes) == ("choose_option", [asked_back.options[1].key])

    def test_by_the_words_of_the_button(self, citizen: Citizen, asked_back: Answer) -> None:
        for option in asked_back.options:
            assert citizen.hears(option.label, asked_back).procedure_codes == [option.key]

    def test_by_words_that_fit_one_far_better(self, citizen: Citizen, asked_back: Answer) -> None:
        assert citizen.hears("trung học phổ thông", asked_back).procedure_codes == [SCHOOL_TEN.code]

    @pytest.mark.parametrize("text", ["0", "3", "số 99"])
    def test_number_that_is_not_there_is_refused_and_the_list_shown_again(self, citizen: Citizen, asked_back: Answer, text: str) -> None:
        answer = citizen.hears(text, asked_back)
        assert answer.behaviour is Behaviour.CLARIFY
        assert answer.options == asked_back.options
        assert "từ 1 đến 2" in said(answer)
        assert citizen.hears("2", answer).procedure_codes == [asked_back.options[1].key]

    def test_what_was_asked_before_the_choice_is_answered(self, citizen: Citizen, asked_back: Answer) -> None:
        answer = citizen.hears("2", asked_back)
        assert (answer.aspects[0], answer.context.aspects) == (Aspect.DOCUMENTS, [Aspect.DOCUMENTS])

    def test_what_is_asked_with_the_choice_counts_more(self, citizen: Citizen, asked_back: Answer) -> None:
        answer = citizen.hears("2", asked_back, aspects=[Aspect.FEE])
        assert Aspect.DOCUMENTS not in answer.aspects
        assert answer.context.aspects == [Aspect.FEE]

    def test_what_was_asked_before_the_choice_is_remembered(self, citizen: Citizen, asked_back: Answer) -> None:
        assert citizen.hears("2", asked_back).context.asked_text == asked_back.context.asked_text

    def test_options_are_gone_once_chosen(self, citizen: Citizen, asked_back: Answer) -> None:
        assert citizen.hears("2", asked_back).context.options == []

    def test_another_matter_is_answered_instead(self, citizen: Citizen, asked_back: Answer) -> None:
        assert citizen.hears("làm hộ chiếu", asked_back).procedure_codes == [PASSPORT.code]

    def test_common_question_can_be_an_option(self, citizen: Citizen) -> None:
        context = DialogueContext(options=[Option(kind="faq", key=HOURS.slug, label=HOURS.question)])
        answer = citizen.hears("1", Answer(behaviour=Behaviour.CLARIFY, blocks=[], context=context))
        assert answer.context.faq_slug == HOURS.slug

    @pytest.mark.parametrize("kind", ["procedure", "faq"])
    def test_option_withdrawn_in_between_is_no_error(self, citizen: Citizen, kind: str) -> None:
        option = Option.model_validate({"kind": kind, "key": "1.999999", "label": "Đã bỏ"})
        assert citizen.ask("1", Answer(behaviour=Behaviour.CLARIFY, blocks=[], context=DialogueContext(options=[option]))) is None

    @pytest.mark.parametrize("text", ["2", "số 3", "cái thứ hai", "cai cuoi"])
    def test_number_without_a_list_is_told_that_there_is_none_and_what_can_be_asked(self, citizen: Citizen, text: str) -> None:
        answer = citizen.hears(text, citizen.hears("đăng ký khai sinh", aspects=[Aspect.FEE]))
        assert (answer.behaviour, answer.procedure_codes, answer.options) == (Behaviour.CLARIFY, [], [])
        assert "không có danh sách" in said(answer)
        assert BIRTH.name in said(answer)
        assert answer.context.procedure_codes == [BIRTH.code]
        assert citizen.hears("mấy ngày", answer, aspects=[Aspect.TIME]).procedure_codes == [BIRTH.code]

    def test_number_at_the_very_start_is_told_that_there_is_no_list(self, citizen: Citizen) -> None:
        answer = citizen.hears("2")
        assert "không có danh sách" in said(answer)
        assert answer.context == DialogueContext()

    def test_number_after_a_common_question_names_no_procedure(self, citizen: Citizen) -> None:
        after = citizen.hears("Muốn khiếu nại quyết định của xã thì gửi đơn cho ai?", intent="ask_faq")
        answer = citizen.hears("2", after)
        assert "không có danh sách" in said(answer)
        assert BIRTH.name not in said(answer)

    def test_another_matter_than_any_option_is_no_choice_by_words(self, citizen: Citizen) -> None:
        answer = citizen.hears("làm giấy kết hôn", SEVERAL)
        assert (answer.step, answer.procedure_codes) != ("choose_option", [BIRTH.code])
        assert answer.procedure_codes == [MARRIAGE.code]

    @given(number=st.integers(0, 12))
    def test_any_number_chooses_its_option_or_is_asked_again(self, citizen: Citizen, number: int) -> None:
        answer = citizen.hears(str(number), SEVERAL)
        expected = [[BIRTH.code], [PASSPORT.code]][number - 1] if number in (1, 2) else []
        assert answer.procedure_codes == expected
        assert (answer.behaviour is Behaviour.ANSWER) == bool(expected)

    @pytest.mark.parametrize("intent", ["deny", "affirm", "greet"])
    def test_number_is_a_number_whatever_the_bot_took_it_for(self, citizen: Citizen, intent: str) -> None:
        assert citizen.hears("2", SEVERAL, intent=intent).procedure_codes == [PASSPORT.code]
        refused = citizen.hears("7", SEVERAL, intent=intent)
        assert (refused.options, refused.context.options) == (SEVERAL.options, SEVERAL.options)

    @pytest.mark.parametrize("text", ["cưới", "em cưới", "Nhật"])
    def test_word_that_is_a_number_only_without_its_accents_is_none(self, citizen: Citizen, text: str) -> None:
        answer = citizen.ask(text, SEVERAL)
        assert answer is None or answer.step != "choose_option"


class TestLikeliestOption:
    """An aspect asked before anything was chosen."""

    def test_is_answered_for_the_option_that_the_question_before_named_and_the_others_stay(self, citizen: Citizen) -> None:
        options = offered(option(BIRTH.code, BIRTH.name), option(PASSPORT.code, PASSPORT.name), asked_text="dang ky khai sinh")
        answer = citizen.hears("thế còn phí?", options, aspects=[Aspect.FEE])
        assert (answer.behaviour, answer.procedure_codes, answer.aspects[0]) == (Behaviour.ANSWER, [BIRTH.code], Aspect.FEE)
        assert [one.key for one in answer.options] == [one.key for one in answer.context.options] == [PASSPORT.code]

    def test_others_can_still_be_chosen_and_are_answered_about_the_same(self, citizen: Citizen) -> None:
        options = offered(option(BIRTH.code, BIRTH.name), option(PASSPORT.code, PASSPORT.name), asked_text="dang ky khai sinh")
        answer = citizen.hears(PASSPORT.name, citizen.hears("thế còn phí?", options, aspects=[Aspect.FEE]))
        assert (answer.procedure_codes, answer.context.aspects) == ([PASSPORT.code], [Aspect.FEE])

    def test_where_it_may_be_any_the_citizen_chooses_first(self, citizen: Citizen, asked_back: Answer) -> None:
        answer = citizen.hears("phí bao nhiêu", asked_back, aspects=[Aspect.FEE])
        assert answer.behaviour is Behaviour.CLARIFY
        assert answer.options == asked_back.options
        chosen = citizen.hears("1", answer)
        assert (chosen.procedure_codes, chosen.context.aspects) == ([asked_back.options[0].key], [Aspect.FEE])

    def test_where_nothing_is_known_of_the_question_before_the_citizen_chooses_first(self, citizen: Citizen) -> None:
        answer = citizen.hears("phí bao nhiêu", SEVERAL, aspects=[Aspect.FEE])
        assert (answer.behaviour, [one.key for one in answer.options]) == (Behaviour.CLARIFY, [BIRTH.code, PASSPORT.code])


class TestByNumber:
    """A number said of what the labels set bounds to."""

    SCHOOLS = offered(option(SCHOOL_SIX.code, "Trường cho lớp 6-9"), option(SCHOOL_TEN.code, "Trường cho lớp 10 – 12"))
    AGES = offered(option(BIRTH.code, "Người dưới 14 tuổi"), option(PASSPORT.code, "Người từ 14 tuổi"))

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("bé học lớp 7", SCHOOL_SIX.code),
            ("lớp 6 ạ", SCHOOL_SIX.code),
            ("con em vào lớp 10", SCHOOL_TEN.code),
            ("lop 12", SCHOOL_TEN.code),
        ],
    )
    def test_lies_within_the_bounds_of_one(self, citizen: Citizen, text: str, code: str) -> None:
        assert citizen.hears(text, self.SCHOOLS).procedure_codes == [code]

    @pytest.mark.parametrize(("text", "code"), [("bé 5 tuổi", BIRTH.code), ("em 14 tuổi", PASSPORT.code), ("ông 72 tuổi", PASSPORT.code)])
    def test_lies_below_or_from_a_bound(self, citizen: Citizen, text: str, code: str) -> None:
        assert citizen.hears(text, self.AGES).procedure_codes == [code]

    def test_number_of_something_else_chooses_nothing(self, citizen: Citizen) -> None:
        answer = citizen.ask("5 con gà", self.AGES)
        assert answer is None or answer.step != "choose_option"


class TestByLabel:
    """Words of one label that the others lack."""

    SHOPS = offered(option("1.000021", "Mở quán ăn gia đình"), option("1.000022", "Mở xưởng cưa gỗ"))

    @pytest.mark.parametrize(("text", "code"), [("quán ăn", "1.000021"), ("xuong cua go", "1.000022"), ("xưởng cưa", "1.000022")])
    def test_choose_it(self, shop_keeper: Citizen, text: str, code: str) -> None:
        answer = shop_keeper.hears(text, self.SHOPS)
        assert (answer.step, answer.procedure_codes) == ("choose_option", [code])

    def test_words_that_all_share_choose_none(self, shop_keeper: Citizen) -> None:
        answer = shop_keeper.ask("mở", self.SHOPS)
        assert answer is None or answer.behaviour is Behaviour.CLARIFY


@pytest.mark.parametrize("text", ["đăng ký khai tử", "làm giấy khai tử"])
def test_question_of_its_own_is_answered_whatever_stands_open(citizen: Citizen, text: str) -> None:
    answer = citizen.hears(text, SEVERAL)
    assert (answer.behaviour, answer.procedure_codes) == (Behaviour.ANSWER, [DEATH.code])


def test_all_that_is_published_can_be_chosen_by_its_name(citizen: Citizen) -> None:
    for record in PROCEDURES:
        answer = citizen.hears(record.name, offered(option(record.code, record.name), option("1.999999", "Đã bỏ")))
        assert answer.procedure_codes == [record.code]
