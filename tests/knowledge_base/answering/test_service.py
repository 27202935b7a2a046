from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.words import Words
from knowledge_base.answering.answer import Answer, Behaviour
from knowledge_base.answering.likely_behaviour import BEHAVIOURS
from knowledge_base.answering.plain_text import plain_text
from knowledge_base.answering.question import Aspect, DialogueContext, Option, Question
from knowledge_base.answering.service import AnsweringService
from knowledge_base.knowledge import build_knowledge
from tests.bad_inputs import EMPTY, KEPT, TOO_LONG
from tests.knowledge_base.answering.conftest import BIRTH, HOURS, PASSPORT, PROCEDURES, SCHOOL_SIX, SCHOOL_TEN, Citizen, service_of

_OPTIONS = [Option(key=record.code, label=record.name) for record in (SCHOOL_SIX, SCHOOL_TEN)]


class TestAnswer:
    @pytest.mark.parametrize("text", [*EMPTY.values(), "zzz qqq xxx", "👍🙏", "?!"])
    def test_nothing_where_nothing_fits(self, citizen: Citizen, text: str) -> None:
        assert citizen.ask(text) is None

    @pytest.mark.parametrize("text", [TOO_LONG, *(kept for _, kept in KEPT.values())])
    def test_odd_input_is_no_error(self, citizen: Citizen, text: str) -> None:
        citizen.ask(text)

    def test_words_in_braces_are_not_filled_in(self, citizen: Citizen) -> None:
        answer = citizen.hears("{hotline_number}", codes=["{hotline_number}"])
        assert "{hotline_number}" in plain_text(answer.blocks, [])

    def test_empty_knowledge_answers_nothing(self, words: Words) -> None:
        empty = Citizen(service_of(build_knowledge(0, []), words))
        assert empty.ask("đăng ký khai sinh", aspects=[Aspect.FEE]) is None

    def test_same_turn_twice_gives_the_same_answer(self, citizen: Citizen) -> None:
        assert citizen.ask("đăng ký khai sinh") == citizen.ask("đăng ký khai sinh")

    @pytest.mark.parametrize("text", ["đăng ký khai sinh", "nhập học cho con", "khai tử và làm hộ chiếu", "xã Thanh Hòa nay là xã nào"])
    def test_answer_and_its_context_can_be_stored_and_read_back(self, citizen: Citizen, text: str) -> None:
        answer = citizen.hears(text)
        assert Answer.model_validate_json(answer.model_dump_json()) == answer
        assert DialogueContext.model_validate(answer.context.model_dump(mode="json")) == answer.context

    def test_context_of_a_later_release_is_read_as_far_as_it_is_known(self) -> None:
        assert DialogueContext.model_validate({"next_page": 2, "mood": "good"}) == DialogueContext(next_page=2)


class TestSecondOpinion:
    """What search would say where the bot heard small talk."""

    def ask(self, service: AnsweringService, text: str, **fields: object) -> Answer | None:
        return service.second_opinion(Question.model_validate({"text": text, "intent": "greet", **fields}))

    def test_question_behind_a_greeting_is_answered(self, service: AnsweringService) -> None:
        answer = self.ask(service, "xin chào, làm hộ chiếu cần gì")
        assert answer is not None
        assert answer.procedure_codes == [PASSPORT.code]

    def test_common_question_counts_too(self, service: AnsweringService) -> None:
        answer = self.ask(service, "Mấy giờ ủy ban xã làm việc?")
        assert answer is not None
        assert answer.context.faq_slug == HOURS.slug

    @pytest.mark.parametrize("text", ["hộ chiếu", "ho chieu"])
    def test_a_topic_alone_is_asked_about_where_the_bot_only_guesses_that_it_is_none(self, service: AnsweringService, text: str) -> None:
        guessed, sure = (self.ask(service, text, intent="out_of_scope", confidence=confidence) for confidence in (0.56, 0.9))
        assert guessed is not None
        assert PASSPORT.code in guessed.procedure_codes
        assert sure is None or sure.behaviour is Behaviour.ANSWER

    @pytest.mark.parametrize(
        "text", ["chào bạn", "chao ban", "cảm ơn nhiều nha", "dạ vâng ạ", "", "hôm nay trời đẹp quá", "bao nhiêu tiền"]
    )
    def test_small_talk_stays_small_talk(self, service: AnsweringService, text: str) -> None:
        assert self.ask(service, text) is None

    def test_number_of_an_option_is_a_choice(self, service: AnsweringService) -> None:
        answer = self.ask(service, "2", context=DialogueContext(options=_OPTIONS))
        assert answer is not None
        assert answer.procedure_codes == [SCHOOL_TEN.code]

    def test_thanks_are_no_choice(self, service: AnsweringService) -> None:
        assert self.ask(service, "cảm ơn bạn", context=DialogueContext(options=_OPTIONS)) is None

    def test_code_is_always_a_question(self, service: AnsweringService) -> None:
        answer = self.ask(service, "1.000001", procedure_codes=[BIRTH.code])
        assert answer is not None
        assert answer.procedure_codes == [BIRTH.code]


class TestWanted:
    """What a message surely wants, by what was learned from dialogues."""

    def wanted(self, service: AnsweringService, text: str, *, names_danger: bool = False, **fields: object) -> Behaviour | None:
        return service.wanted(Question.model_validate({"text": text, "intent": "nlu_fallback", **fields}), names_danger=names_danger)

    @pytest.mark.parametrize(
        ("text", "behaviour"),
        [
            ("làm hộ chiếu cho con cần giấy tờ gì", Behaviour.ANSWER),
            ("đèn đường trước nhà tôi hư cả tuần nay không ai sửa", Behaviour.REPORT),
            ("ông xã tui ngất xỉu giữa nhà kêu không dậy cứu với", Behaviour.EMERGENCY),
            ("giá vàng hôm nay bao nhiêu một chỉ vậy bạn", Behaviour.REFUSE),
            ("cho tui gặp người thật nói chuyện", Behaviour.HANDOVER),
            ("hồ sơ tôi nộp tuần trước tới đâu rồi", Behaviour.TRACK),
            ("cảm ơn nhiều nha", Behaviour.SMALLTALK),
            ("ok có người tới rồi, cám ơn. mà cho em hỏi sang tên đồng hồ điện làm sao", Behaviour.ANSWER),
        ],
    )
    def test_is_heard_from_its_words(self, service: AnsweringService, text: str, behaviour: Behaviour) -> None:
        assert self.wanted(service, text) is behaviour

    @pytest.mark.parametrize(
        "fields",
        [
            {"text": "1.000001", "procedure_codes": [BIRTH.code]},
            {"text": "2", "context": DialogueContext(options=_OPTIONS)},
            {"text": "ừ đúng rồi", "intent": "affirm", "context": DialogueContext(options=_OPTIONS)},
            {"text": "xem tiếp", "intent": "show_more"},
            {"text": HOURS.question},
        ],
        ids=["code", "number of an option", "yes", "more", "published words"],
    )
    def test_an_answer_to_what_was_asked_and_published_words_are_for_the_answer_path(
        self, service: AnsweringService, fields: dict[str, object]
    ) -> None:
        assert self.wanted(service, **fields) is None  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("shares", "plain", "in_danger"),
        [
            ({Behaviour.EMERGENCY: 0.35, Behaviour.ANSWER: 0.65}, Behaviour.ANSWER, Behaviour.EMERGENCY),
            ({Behaviour.EMERGENCY: 0.2, Behaviour.ANSWER: 0.8}, Behaviour.ANSWER, Behaviour.ANSWER),
            ({Behaviour.REPORT: 0.7, Behaviour.ANSWER: 0.3}, Behaviour.REPORT, Behaviour.REPORT),
            ({Behaviour.REFER: 0.7, Behaviour.ANSWER: 0.3}, None, None),
            ({Behaviour.REFER: 0.9, Behaviour.ANSWER: 0.1}, Behaviour.REFER, Behaviour.REFER),
            ({Behaviour.REPORT: 0.5, Behaviour.ANSWER: 0.5}, None, None),
        ],
    )
    def test_a_danger_needs_little_a_matter_of_others_much(
        self,
        service: AnsweringService,
        monkeypatch: pytest.MonkeyPatch,
        shares: dict[Behaviour, float],
        plain: Behaviour | None,
        in_danger: Behaviour | None,
    ) -> None:
        rest = dict.fromkeys(BEHAVIOURS, 0.0)
        monkeypatch.setattr("knowledge_base.answering.service.likely_behaviours", lambda _turn: rest | shares)
        assert self.wanted(service, "khói nhiều lắm") is plain
        assert self.wanted(service, "khói nhiều lắm", names_danger=True) is in_danger


class TestWhoseMatter:
    def test_what_is_published_of_a_matter_of_others_is_told(self, resident: Citizen) -> None:
        answer = resident.service.whose_matter(Question(text="vợ chồng muốn ly hôn thì nộp đơn ở đâu"))
        assert answer is not None
        assert answer.context.faq_slug == "divorce-is-for-the-court"

    def test_nothing_where_nothing_published_fits(self, service: AnsweringService) -> None:
        assert service.whose_matter(Question(text="làm hộ chiếu")) is None


_SAID = "đăng ký khai sinh dang ky khai tu hộ chiếu phí bao nhiêu và với rồi xem tiếp số cái cuối xã Thanh Hòa nhập học con"
_WORDS = st.sampled_from([*_SAID.split(), "1", "2", "1.000001", "?", ",", "."])
_TEXTS = st.one_of(st.text(max_size=120), st.lists(_WORDS, max_size=15).map(" ".join))
_CONTEXTS = st.builds(
    DialogueContext,
    procedure_codes=st.lists(st.sampled_from([BIRTH.code, PASSPORT.code, "1.999999"]), max_size=2),
    aspects=st.lists(st.sampled_from(list(Aspect)), max_size=2),
    options=st.lists(st.sampled_from([*_OPTIONS, Option(kind="faq", key=HOURS.slug, label=HOURS.question)]), max_size=3),
    asked_text=_TEXTS,
    next_page=st.integers(0, 3),
    faq_slug=st.sampled_from(["", HOURS.slug, "gone"]),
)
_QUESTIONS = st.builds(
    Question,
    text=_TEXTS,
    intent=st.sampled_from(["", "ask_procedure", "ask_faq", "show_more", "choose_option", "correct_procedure", "greet"]),
    confidence=st.floats(0, 1),
    aspects=st.lists(st.sampled_from(list(Aspect)), max_size=3),
    procedure_codes=st.lists(st.sampled_from([BIRTH.code, "1.999999", ""]), max_size=2),
    context=_CONTEXTS,
)


@settings(deadline=None, database=None, max_examples=300)
@given(question=_QUESTIONS)
def test_any_question_gets_an_answer_that_can_be_sent_or_none(service: AnsweringService, question: Question) -> None:
    known = {record.code for record in PROCEDURES}
    for answer in (service.answer(question), service.second_opinion(question)):
        if answer is None:
            continue
        assert plain_text(answer.blocks, answer.options).strip()
        assert set(answer.procedure_codes) <= known
        assert 0 <= answer.confidence <= 1
        assert (answer.behaviour is Behaviour.ANSWER) or not answer.has_more
        assert Answer.model_validate_json(answer.model_dump_json()) == answer


@settings(deadline=None, database=None, max_examples=200)
@given(text=st.text(max_size=300))
def test_any_text_gets_an_answer_or_none(service: AnsweringService, text: str) -> None:
    answer = service.answer(Question(text=text))
    assert answer is None or answer.blocks
