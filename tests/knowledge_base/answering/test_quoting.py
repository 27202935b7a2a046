"""What was published, said word for word, is meant: whatever it sounds like, and whatever was talked of before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.words import Words
from knowledge_base.answering.answer import Answer, EntryRef
from knowledge_base.answering.question import Aspect, Question
from knowledge_base.answering.service import AnsweringService
from knowledge_base.knowledge import build_knowledge
from knowledge_base.models import EntryKind
from knowledge_base.records import Record
from tests.knowledge_base.answering.conftest import BIRTH, FUNERAL, MARRIAGE, PROCEDURES, Citizen, Holding
from tests.knowledge_base.made_up import START_OF_TODAY, TODAY, announcement, choice, contact, faq, published

RANGER = contact(slug="ranger", name="Hạt kiểm lâm Suối Nho", aliases=["kiểm lâm suối nho", "chỗ giữ rừng"])
CUT = announcement(slug="cut", title="Lịch cắt nước ngày 22/11 tại phường Suối Nho", aliases=[], text="Từ 8 giờ đến 17 giờ.")
DOG = faq("dog", "Nuôi chó có phải khai báo không?", aliases=["chó cắn người ta thì chủ đền sao", "nuôi chó"])
NAMED = MARRIAGE.model_copy(update={"aliases": (*MARRIAGE.aliases, "về chung một nhà", "nên duyên vợ chồng hợp pháp")})
SHARED = choice(slug="choice-papers", names=("giấy tờ sau đám",), options={BIRTH.code: "Khai sinh", FUNERAL.code: "Mai táng"})


@pytest.fixture(scope="module")
def citizen(words: Words) -> Citizen:
    return citizen_of(words, RANGER, CUT, DOG, SHARED, FUNERAL.model_copy(update={"aliases": (*FUNERAL.aliases, "giấy tờ sau đám")}))


def citizen_of(words: Words, *records: Record) -> Citizen:
    others = [record for record in PROCEDURES if record.code not in {NAMED.code, FUNERAL.code}]
    knowledge = build_knowledge(1, published(*others, NAMED, *records))
    now = START_OF_TODAY + timedelta(hours=9)
    return Citizen(AnsweringService(Holding(knowledge), words, lambda: TODAY, clock=lambda: now))


def ref(answer: Answer | None) -> list[EntryRef]:
    return answer.entries if answer is not None else []


@pytest.mark.parametrize(
    "text",
    [
        "hạt kiểm lâm suối nho",
        "số điện thoại kiểm lâm Suối Nho",
        "cho xin sđt kiểm lâm suối nho với ạ",
        "kiem lam suoi nho goi so may",
        "địa chỉ Hạt kiểm lâm Suối Nho ở đâu",
    ],
)
@pytest.mark.parametrize("first", ["", "đăng ký khai sinh"])
def test_contact_is_told_by_its_very_name(citizen: Citizen, first: str, text: str) -> None:
    before = citizen.hears(first) if first else None
    assert ref(citizen.ask(text, before)) == [EntryRef(kind=EntryKind.CONTACT, key="ranger")]


@pytest.mark.parametrize("text", ["về chung một nhà", "tụi em về chung một nhà thì cần giấy tờ gì ạ", "ve chung mot nha lam o dau"])
def test_everyday_name_finds_its_procedure(citizen: Citizen, text: str) -> None:
    assert ref(citizen.ask(text)) == [EntryRef(kind=EntryKind.PROCEDURE, key=MARRIAGE.code)]


@pytest.mark.parametrize("intent", ["report_issue", "out_of_scope", "greet", "request_operator", "file_denunciation"])
def test_is_known_whatever_it_sounds_like(citizen: Citizen, intent: str) -> None:
    question = Question(text="chó cắn người ta thì chủ đền sao", intent=intent, confidence=0.99)
    assert citizen.service.quoted_kind(question) is EntryKind.FAQ
    assert ref(citizen.service.second_opinion(question)) == [EntryRef(kind=EntryKind.FAQ, key="dog")]


@pytest.mark.parametrize("text", ["nuôi chó hàng xóm sủa cả đêm", "chó cắn người ta", "nuôi chó thì sao", "kiểm lâm suối nho chặt cây"])
def test_a_short_name_within_something_else_swallows_nothing(citizen: Citizen, text: str) -> None:
    assert citizen.service.quoted_kind(Question(text=text, intent="report_issue", confidence=0.9)) is None


def test_in_talk_a_short_name_is_meant_where_what_is_at_hand_does_not_speak_of_it(citizen: Citizen) -> None:
    at_hand = citizen.hears("đăng ký khai sinh", aspects=[Aspect.DOCUMENTS])
    assert ref(citizen.ask("nuôi chó", at_hand)) == [EntryRef(kind=EntryKind.FAQ, key="dog")]


def test_correction_keeps_what_was_asked(citizen: Citizen) -> None:
    at_hand = citizen.hears("đăng ký khai sinh", aspects=[Aspect.FEE])
    answer = citizen.hears("à nhầm, nên duyên vợ chồng hợp pháp", at_hand, intent="correct_procedure")
    assert (answer.procedure_codes, answer.context.aspects) == ([MARRIAGE.code], [Aspect.FEE])


def test_line_that_two_entries_have_names_neither_but_a_choice_between_them(citizen: Citizen, words: Words) -> None:
    assert citizen.hears("giấy tờ sau đám").step == "answer_quoted"
    assert [option.key for option in citizen.hears("giấy tờ sau đám").options] == [BIRTH.code, FUNERAL.code]
    twice = citizen_of(words, FUNERAL, DOG, faq("other", "Chó nhà ai?", aliases=["nuôi chó"]))
    assert twice.service.quoted_kind(Question(text="nuôi chó", intent="greet", confidence=0.9)) is None


class TestAnnouncement:
    @pytest.mark.parametrize("text", ["cắt nước gì vậy", "bữa nào cắt nước vậy", "phuong minh cat nuoc may gio", "lịch cắt nước thế nào"])
    def test_that_is_asked_about_is_told(self, citizen: Citizen, text: str) -> None:
        question = Question(text=text, intent="report_issue", confidence=0.95)
        assert citizen.service.quoted_kind(question) is EntryKind.ANNOUNCEMENT
        assert ref(citizen.service.second_opinion(question)) == [EntryRef(kind=EntryKind.ANNOUNCEMENT, key="cut")]

    @pytest.mark.parametrize(
        "text", ["cắt nước rồi", "nhà tôi cắt nước từ sáng tới giờ chưa có lại", "vỡ ống nước đầu hẻm, sao không ai sửa"]
    )
    def test_report_beside_it_stays_a_report(self, citizen: Citizen, text: str) -> None:
        assert citizen.service.quoted_kind(Question(text=text, intent="report_issue", confidence=0.95)) is None
