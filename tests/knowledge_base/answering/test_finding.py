from __future__ import annotations

import pytest

from core.words import Words
from knowledge_base.answering.answer import Behaviour, Heading, SourceNote
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.finding import options_of
from knowledge_base.answering.question import Aspect, Question
from knowledge_base.answering.step import Turn
from knowledge_base.knowledge import build_knowledge
from knowledge_base.records import ChoiceRecord
from knowledge_base.search.index import Hit
from knowledge_base.search.query import prepare
from tests.knowledge_base.answering.conftest import (
    BIRTH,
    COMPLAINT,
    DEATH,
    FUNERAL,
    HOURS,
    HOUSE,
    MARRIAGE,
    PASSPORT,
    PROCEDURES,
    SCHOOL_SIX,
    SCHOOL_TEN,
    Citizen,
    said,
    service_of,
)
from tests.knowledge_base.made_up import choice, procedure, published


class TestAnswerCodes:
    def test_code_names_its_procedure_whatever_else_is_said(self, citizen: Citizen) -> None:
        answer = citizen.hears("thủ tục 1.000004 phí sao", codes=[PASSPORT.code], aspects=[Aspect.FEE])
        assert (answer.step, answer.procedure_codes, answer.context.aspects) == ("answer_codes", [PASSPORT.code], [Aspect.FEE])
        assert answer.aspects[0] is Aspect.FEE
        assert answer.confidence == 1.0

    def test_unknown_code_is_said_to_be_unknown(self, citizen: Citizen) -> None:
        answer = citizen.hears("9.999999", codes=["9.999999"])
        assert answer.behaviour is Behaviour.CLARIFY
        assert "9.999999" in said(answer)

    def test_known_ones_among_unknown_ones_are_answered(self, citizen: Citizen) -> None:
        assert citizen.hears("", codes=["9.999999", BIRTH.code]).procedure_codes == [BIRTH.code]

    def test_two_at_most(self, citizen: Citizen) -> None:
        assert citizen.hears("", codes=[record.code for record in PROCEDURES]).procedure_codes == [BIRTH.code, DEATH.code]


class TestAnswerPlace:
    def test_old_commune_is_told_with_its_new_one_and_the_source(self, citizen: Citizen) -> None:
        answer = citizen.hears("xã Thanh Hòa giờ thuộc xã nào", intent="ask_faq")
        assert answer.step == "answer_place"
        assert "Xã Thanh Hòa, Huyện Bù Đốp, Tỉnh Bình Phước nay thuộc Xã Thiện Hưng, Tỉnh Đồng Nai" in said(answer)
        assert isinstance(answer.blocks[-1], SourceNote)

    def test_whole_district_is_told(self, citizen: Citizen) -> None:
        text = said(citizen.hears("huyện Bù Đốp giờ gồm xã nào"))
        assert "Xã Tân Tiến" in text
        assert "Xã Thanh Hòa" in text

    @pytest.mark.parametrize("text", ["bù đốp giờ là xã gì", "Bu Dop", "phường Thanh Hòa cũ nay thuộc phường nào"])
    def test_name_without_its_kind_or_with_another_is_known_where_it_is_asked_for(self, citizen: Citizen, text: str) -> None:
        answer = citizen.hears(text)
        assert answer.step == "answer_place"
        assert "Xã Thanh Hòa" in said(answer)

    def test_name_alone_in_the_middle_of_a_matter_only_says_where(self, citizen: Citizen) -> None:
        answer = citizen.ask("bù đốp", citizen.hears("đăng ký khai sinh"))
        assert answer is None or answer.step != "answer_place"

    def test_procedure_at_a_place_is_about_the_procedure(self, citizen: Citizen) -> None:
        assert citizen.hears("đăng ký khai sinh ở xã Thanh Hòa").procedure_codes == [BIRTH.code]

    def test_procedure_at_hand_stays_at_hand(self, citizen: Citizen) -> None:
        place = citizen.hears("xã Thanh Hòa giờ thuộc xã nào", citizen.hears("đăng ký khai sinh"))
        assert citizen.hears("phí bao nhiêu", place, aspects=[Aspect.FEE]).procedure_codes == [BIRTH.code]


class TestAnswerCommonQuestion:
    def test_is_answered_with_its_source(self, citizen: Citizen) -> None:
        answer = citizen.hears("thứ bảy xã có làm việc không", intent="ask_faq")
        assert answer.blocks[0] == Heading(text=HOURS.question)
        assert isinstance(answer.blocks[-1], SourceNote)

    def test_related_procedures_are_named_where_they_are_published(self, citizen: Citizen) -> None:
        answer = citizen.hears("đơn khiếu nại gửi ở đâu", intent="ask_faq")
        assert answer.context.faq_slug == COMPLAINT.slug
        assert answer.procedure_codes == [BIRTH.code]

    def test_procedure_is_not_taken_for_one(self, citizen: Citizen) -> None:
        assert citizen.hears("làm hộ chiếu", intent="ask_faq").procedure_codes == [PASSPORT.code]


class TestAnswerTwoProcedures:
    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("khai tử với xin mai táng phí", [DEATH.code, FUNERAL.code]),
            ("đăng ký khai sinh và làm hộ chiếu", [BIRTH.code, PASSPORT.code]),
            ("vừa xin phép xây nhà vừa làm hộ chiếu", [HOUSE.code, PASSPORT.code]),
            ("dang ky khai sinh va lam ho chieu", [BIRTH.code, PASSPORT.code]),
            ("làm giấy khai tử cho ngoại với lại xin phép xây nhà luôn thì cần gì", [DEATH.code, HOUSE.code]),
            ("dang ky ket hon xong lam ho chieu luon", [MARRIAGE.code, PASSPORT.code]),
        ],
    )
    def test_both_are_answered_in_the_order_asked(self, citizen: Citizen, text: str, codes: list[str]) -> None:
        answer = citizen.hears(text, aspects=[Aspect.DOCUMENTS])
        assert (answer.step, answer.procedure_codes) == ("answer_two_procedures", codes)

    def test_each_has_its_own_heading_papers_and_source(self, citizen: Citizen) -> None:
        answer = citizen.hears("đăng ký khai sinh và đăng ký khai tử", aspects=[Aspect.DOCUMENTS])
        text = said(answer)
        assert text.index(BIRTH.name.upper()) < text.index("Giấy chứng sinh") < text.index(DEATH.name.upper()) < text.index("Giấy báo tử")
        assert len([block for block in answer.blocks if isinstance(block, SourceNote)]) == 2

    def test_less_sure_than_a_single_one(self, citizen: Citizen) -> None:
        both = citizen.hears("đăng ký khai sinh và làm hộ chiếu")
        assert both.confidence <= min(citizen.hears(text).confidence for text in ("đăng ký khai sinh", "làm hộ chiếu"))

    @pytest.mark.parametrize(
        "text", ["đăng ký khai sinh, nhanh nhất có thể", "chào anh, đăng ký khai sinh", "khai sinh và làm giấy khai sinh"]
    )
    def test_one_matter_said_at_length_stays_one(self, citizen: Citizen, text: str) -> None:
        assert citizen.hears(text).procedure_codes == [BIRTH.code]

    def test_what_is_about_to_happen_is_why_the_other_is_wished_for(self, resident: Citizen) -> None:
        assert resident.hears("con gai toi sap cuoi, xin giay doc than o dau").procedure_codes == ["1.004873"]


class TestAnswerWhatIsMeant:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Đăng ký khai sinh", BIRTH.code),
            ("cho em hỏi làm giấy khai sinh cần gì ạ", BIRTH.code),
            ("lam ho chieu o dau", PASSPORT.code),
            ("lm hộ chiếu vs ad", PASSPORT.code),
            ("xin phep xay nha can giay to gi", HOUSE.code),
            ("xin phép sây nhà", HOUSE.code),
        ],
    )
    def test_is_found_however_it_is_said(self, citizen: Citizen, text: str, code: str) -> None:
        answer = citizen.hears(text)
        assert (answer.behaviour, answer.procedure_codes) == (Behaviour.ANSWER, [code])

    def test_tells_what_it_saw_and_how_sure_it_is(self, citizen: Citizen) -> None:
        answer = citizen.hears("đăng ký khai sinh")
        assert answer.signals[0]["key"] == BIRTH.code
        assert 0.5 < answer.confidence <= 1

    def test_leaves_the_matter_for_the_next_turn(self, citizen: Citizen) -> None:
        context = citizen.hears("đăng ký khai sinh", aspects=[Aspect.FEE]).context
        assert (context.procedure_codes, context.aspects, context.asked_text) == ([BIRTH.code], [Aspect.FEE], "dang ky khai sinh")

    def test_misses_are_forgotten(self, citizen: Citizen) -> None:
        assert citizen.hears("đăng ký khai sinh").context.misses == 0


class TestAskWhich:
    def test_near_twins_are_offered_instead_of_guessing(self, citizen: Citizen) -> None:
        answer = citizen.hears("nhập học cho con")
        assert answer.behaviour is Behaviour.CLARIFY
        labels = [option.label for option in answer.options]
        assert sorted(labels) == [SCHOOL_SIX.name, SCHOOL_TEN.name]
        assert f"1. {labels[0]}\n2. {labels[1]}" in said(answer)

    def test_what_was_asked_is_kept_for_after_the_choice(self, citizen: Citizen) -> None:
        context = citizen.hears("nhập học cho con", aspects=[Aspect.FEE]).context
        assert context.aspects == [Aspect.FEE]
        assert context.asked_text.startswith("nhap hoc")

    def test_options_never_more_than_four(self, words: Words) -> None:
        records = [procedure(f"1.00000{number}", f"Cấp thẻ kiểu {number}", aliases=["làm thẻ"]) for number in range(8)]
        options = Citizen(service_of(build_knowledge(1, published(*records)), words)).hears("làm thẻ").options
        assert 2 <= len(options) <= 4
        assert len({option.key for option in options}) == len(options)

    def test_choice_among_the_options_stands_for_its_own(self, composer: Composer, words: Words) -> None:
        which = choice("choice-mourning", ("nhà có tang",), {DEATH.code: "Khai tử", FUNERAL.code: "Mai táng phí", "1.999999": "Đã bỏ"})
        knowledge = build_knowledge(1, published(*PROCEDURES, HOURS, which))
        turn = Turn(Question(text=""), prepare(""), knowledge, composer, words)
        near = [Hit(key, 0.3, {}) for key in (which.slug, HOURS.slug, DEATH.code, BIRTH.code)]
        assert [(option.kind, option.key, option.label) for option in options_of(turn, near)] == [
            ("procedure", DEATH.code, "Khai tử"),
            ("procedure", FUNERAL.code, "Mai táng phí"),
            ("faq", HOURS.slug, HOURS.question),
            ("procedure", BIRTH.code, BIRTH.name),
        ]

    def test_written_choice_tells_the_likely_ones_apart_in_its_own_words(self, words: Words) -> None:
        first, again = (
            procedure("1.000001", "Cấp thẻ lần đầu", aliases=["làm thẻ"]),
            procedure("1.000002", "Cấp lại thẻ", aliases=["làm thẻ"]),
        )
        which = choice("choice-card", ("làm thẻ",), {"1.000001": "Chưa có thẻ", "1.000002": "Thẻ bị mất"}, "Bạn có thẻ chưa?")
        answer = Citizen(service_of(build_knowledge(1, published(first, again, which)), words)).hears("làm thẻ")
        assert [option.label for option in answer.options] == ["Chưa có thẻ", "Thẻ bị mất"]
        assert "Bạn có thẻ chưa?" in said(answer)

    def test_long_names_are_cut_at_words_and_keep_how_they_end(self, words: Words) -> None:
        records = [
            procedure(f"1.00000{n}", f"Cấp thẻ {kind} " + "cho người lao động " * 12 + f"đối với nhóm {kind}", aliases=["làm thẻ"])
            for n, kind in enumerate("AB")
        ]
        service = service_of(build_knowledge(1, published(*records)), words)
        options = Citizen(service).hears("làm thẻ").options
        assert len(options) == 2
        for option, record in zip(options, records, strict=True):
            assert len(option.label) <= 141
            beginning, end = option.label.split(" … ")
            assert record.name.startswith(beginning + " ")
            assert record.name.endswith(" " + end)

    def test_options_of_one_name_can_be_told_apart_and_chosen(self, words: Words) -> None:
        records = [procedure(code, "Đăng ký lại kết hôn") for code in ("1.000001", "1.000002")]
        citizen = Citizen(service_of(build_knowledge(1, published(*records)), words))
        asked_back = citizen.hears("đăng ký lại kết hôn")
        assert len({option.label for option in asked_back.options}) == 2
        for option in asked_back.options:
            assert citizen.hears(option.label, asked_back).procedure_codes == [option.key]


class TestAskForTopic:
    def test_aspect_alone_with_nothing_at_hand_asks_for_the_procedure(self, citizen: Citizen) -> None:
        answer = citizen.hears("lệ phí bao nhiêu", aspects=[Aspect.FEE])
        assert (answer.behaviour, answer.step) == (Behaviour.CLARIFY, "ask_for_topic")
        assert answer.context.aspects == [Aspect.FEE]

    def test_papers_of_no_matter_at_all_ask_back_with_what_editors_call_the_commonest(self, words: Words) -> None:
        commonest = ChoiceRecord.model_validate(
            {
                "slug": "choice-papers-unsaid",
                "question": "Bạn cần làm việc gì?",
                "names": ["việc chưa nói ra"],
                "options": [{"code": BIRTH.code, "label": "Khai sinh cho con"}, {"code": PASSPORT.code, "label": "Hộ chiếu"}],
            }
        )
        citizen = Citizen(service_of(build_knowledge(1, published(*PROCEDURES, commonest)), words))
        asked_back = citizen.hears("cho em hỏi làm giấy tờ")
        assert (asked_back.behaviour, asked_back.procedure_codes) == (Behaviour.CLARIFY, [BIRTH.code, PASSPORT.code])
        assert citizen.hears("Hộ chiếu", asked_back).procedure_codes == [PASSPORT.code]
        assert citizen.ask("bạn ơi") is None
