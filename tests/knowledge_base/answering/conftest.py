"""The answer path over a small town's knowledge, asked as the bot asks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from core.words import Words
from knowledge_base.answering.answer import Answer
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.plain_text import plain_text
from knowledge_base.answering.question import Aspect, DialogueContext, Question
from knowledge_base.answering.service import AnsweringService
from knowledge_base.knowledge import Knowledge, build_knowledge
from knowledge_base.records import ChoiceRecord, EverydayNames, FaqRecord, ProcedureRecord
from tests.knowledge_base.made_up import TODAY, faq, method, place, procedure, published

BIRTH = procedure(
    "1.000001",
    "Đăng ký khai sinh",
    aliases=["làm giấy khai sinh", "khai sinh cho con mới sinh"],
    authority_levels=["commune"],
    submission_methods=[
        method("in_person", processing_time={"amount": 1, "unit": "working_days"}, fees=[{"kind": "charge", "amount_vnd": 0}]),
    ],
    required_documents=[
        {"documents": [{"name": "Tờ khai đăng ký khai sinh", "originals": 1}, {"name": "Giấy chứng sinh", "originals": 1}]}
    ],
)
DEATH = procedure(
    "1.000002",
    "Đăng ký khai tử",
    aliases=["làm giấy khai tử", "giấy chứng tử"],
    authority_levels=["commune"],
    submission_methods=[method("in_person", processing_time={"amount": 1, "unit": "working_days"})],
    required_documents=[{"documents": [{"name": "Giấy báo tử", "originals": 1}]}],
)
MARRIAGE = procedure("1.000003", "Đăng ký kết hôn", aliases=["làm giấy kết hôn", "đi đăng ký lấy vợ"], authority_levels=["commune"])
PASSPORT = procedure(
    "1.000004", "Cấp hộ chiếu phổ thông", aliases=["làm hộ chiếu", "làm passport"], sector="Xuất nhập cảnh", authority_levels=["province"]
)
FUNERAL = procedure("1.000005", "Hỗ trợ chi phí mai táng", aliases=["xin tiền mai táng phí", "mai táng phí"], sector="Bảo trợ xã hội")
HOUSE = procedure("1.000006", "Cấp giấy phép xây dựng nhà ở riêng lẻ", aliases=["xin phép xây nhà"], sector="Xây dựng")
# Near twins: a question that names what they share names neither.
SCHOOL_SIX = procedure("1.000007", "Tuyển sinh trung học cơ sở", aliases=["nhập học cho con"], sector="Giáo dục")
SCHOOL_TEN = procedure("1.000008", "Tuyển sinh trung học phổ thông", aliases=["nhập học cho con"], sector="Giáo dục")
PROCEDURES = (BIRTH, DEATH, MARRIAGE, PASSPORT, FUNERAL, HOUSE, SCHOOL_SIX, SCHOOL_TEN)

HOURS = faq("office-hours", "Mấy giờ ủy ban xã làm việc?", aliases=["giờ hành chính của xã", "thứ bảy xã có làm việc không"])
COMPLAINT = faq(
    "file-complaint",
    "Muốn khiếu nại quyết định của xã thì gửi đơn cho ai?",
    aliases=["đơn khiếu nại gửi ở đâu"],
    answer="- Lần đầu: gửi người ra quyết định.\n- Lần hai: gửi cấp trên.\nKhông mất lệ phí.",
    related_procedures=[BIRTH.code, "2.999999"],
)
PLACES = (place("Xã Tân Tiến", "Huyện Bù Đốp", "Xã Tân Tiến"), place("Xã Thanh Hòa", "Huyện Bù Đốp", "Xã Thiện Hưng"))


@dataclass(frozen=True)
class Holding:
    """Stands in for the cache: the knowledge is what it is given."""

    current: Knowledge


@dataclass(frozen=True)
class Citizen:
    """Asks, and remembers what the last answer left behind, as the conversation does."""

    service: AnsweringService

    def ask(
        self,
        text: str,
        after: Answer | None = None,
        *,
        aspects: Sequence[Aspect] = (),
        intent: str = "ask_procedure",
        codes: Sequence[str] = (),
    ) -> Answer | None:
        context = after.context if after else DialogueContext()
        return self.service.answer(
            Question(text=text, intent=intent, confidence=0.9, aspects=list(aspects), procedure_codes=list(codes), context=context)
        )

    def hears(
        self,
        text: str,
        after: Answer | None = None,
        *,
        aspects: Sequence[Aspect] = (),
        intent: str = "ask_procedure",
        codes: Sequence[str] = (),
    ) -> Answer:
        """Like `ask`, where an answer must come."""
        answer = self.ask(text, after, aspects=aspects, intent=intent, codes=codes)
        assert answer is not None
        return answer


def service_of(knowledge: Knowledge, words: Words, today: date = TODAY) -> AnsweringService:
    return AnsweringService(Holding(knowledge), words, lambda: today)


def said(answer: Answer) -> str:
    return plain_text(answer.blocks, answer.options)


@pytest.fixture(scope="session")
def town() -> Knowledge:
    return build_knowledge(1, published(*PROCEDURES, HOURS, COMPLAINT, *PLACES))


@pytest.fixture(scope="session")
def service(town: Knowledge, words: Words) -> AnsweringService:
    return service_of(town, words)


@pytest.fixture(scope="session")
def citizen(service: AnsweringService) -> Citizen:
    return Citizen(service)


@pytest.fixture(scope="session")
def composer(words: Words) -> Composer:
    return Composer(words, lambda: TODAY)


@pytest.fixture(scope="session")
def resident(
    words: Words,
    procedures: list[ProcedureRecord],
    faqs: list[FaqRecord],
    everyday_names: list[EverydayNames],
    choices: list[ChoiceRecord],
) -> Citizen:
    """Asks of the content as shipped."""
    return Citizen(service_of(build_knowledge(1, published(*procedures, *faqs, *everyday_names, *choices)), words))
