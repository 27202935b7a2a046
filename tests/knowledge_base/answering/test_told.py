"""Contacts and announcements are found and told like common questions; what is long expired is not given as fact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from core.words import Words
from knowledge_base.answering.answer import Behaviour, EntryRef
from knowledge_base.answering.looking_up import LookingUp
from knowledge_base.answering.question import Aspect, DialogueContext, Question
from knowledge_base.answering.service import AnsweringService
from knowledge_base.knowledge import build_knowledge
from knowledge_base.models import EntryKind
from knowledge_base.records import Record
from tests.knowledge_base.answering.conftest import PROCEDURES, Citizen, Holding, said
from tests.knowledge_base.made_up import START_OF_TODAY, TODAY, announcement, contact, faq, method, procedure, published

WATER = contact(
    aliases=["mất nước gọi đâu", "cúp nước báo ai"],
    address="12 Lê Lợi",
    opening_hours="Ngày đêm",
    note="Báo mất nước, vỡ ống.",
    url="https://nuoc.example.vn",
)
STORM = announcement(aliases=["mai có nghỉ học không"], text="Học sinh nghỉ học ngày mai.\n- Mang theo áo mưa\n- Không ra suối")
NOON = START_OF_TODAY + timedelta(hours=12)


def citizen_of(words: Words, *records: Record, now: datetime = NOON) -> Citizen:
    knowledge = build_knowledge(1, published(*PROCEDURES, *records))
    return Citizen(AnsweringService(Holding(knowledge), words, lambda: TODAY, clock=lambda: now))


class TestContact:
    @pytest.mark.parametrize("asked", ["công ty cấp nước", "mat nuoc goi dau"])
    def test_is_found_by_its_name_and_by_what_people_call_it(self, words: Words, asked: str) -> None:
        answer = citizen_of(words, WATER).hears(asked)
        told = said(answer)
        for part in ("0271 000 000", "12 Lê Lợi", "Ngày đêm", "vỡ ống", "https://nuoc.example.vn", "Cập nhật đến 30/06/2026"):
            assert part in told
        assert answer.behaviour is Behaviour.ANSWER
        assert answer.entries == [EntryRef(kind=EntryKind.CONTACT, key="water")]

    def test_says_nothing_of_what_it_has_not(self, words: Words) -> None:
        assert "Địa chỉ" not in said(citizen_of(words, contact()).hears("công ty cấp nước"))

    def test_is_no_common_question_of_the_same_slug(self, words: Words) -> None:
        question = faq("water", "Nước máy có uống được không?")
        citizen = citizen_of(words, WATER, question)
        assert citizen.hears("mất nước gọi đâu").entries == [EntryRef(kind=EntryKind.CONTACT, key="water")]
        assert citizen.hears("nước máy có uống được không").entries == [EntryRef(kind=EntryKind.FAQ, key="water")]

    def test_staff_find_it_too(self, words: Words) -> None:
        looking_up = LookingUp(Holding(build_knowledge(1, published(*PROCEDURES, WATER))), words, lambda: TODAY)
        assert looking_up.find("mất nước gọi đâu")[0].name == "Công ty cấp nước"


class TestAnnouncement:
    def test_answers_while_it_holds(self, words: Words) -> None:
        answer = citizen_of(words, STORM).hears("mai có nghỉ học không")
        told = said(answer)
        assert "Học sinh nghỉ học ngày mai." in told
        assert "- Không ra suối" in told
        assert "Cập nhật đến 20/11/2026" in told
        assert answer.entries == [EntryRef(kind=EntryKind.ANNOUNCEMENT, key="storm")]

    @pytest.mark.parametrize("now", [START_OF_TODAY - timedelta(seconds=1), START_OF_TODAY + timedelta(days=1)])
    def test_is_as_if_it_were_not_there_before_and_after(self, words: Words, now: datetime) -> None:
        citizen = citizen_of(words, STORM, now=now)
        answer = citizen.ask("mai có nghỉ học không")
        assert answer is None or not answer.entries
        small_talk = Question(text="mai có nghỉ học không", intent="greet", confidence=0.5)
        assert citizen.service.second_opinion(small_talk) is None
        knowledge = Holding(build_knowledge(1, published(*PROCEDURES, STORM)))
        found = LookingUp(knowledge, words, lambda: TODAY, clock=lambda: now).find("mai có nghỉ học không")
        assert "Bão số 5" not in {entry.name for entry in found}

    def test_answers_in_the_middle_of_something_else(self, words: Words) -> None:
        citizen = citizen_of(
            words, announcement(aliases=["mai xã có nghỉ không"], title="Bão số 9: các xã ven sông nghỉ tiếp dân ngày mai")
        )
        at_hand = citizen.hears("đăng ký khai sinh", aspects=[Aspect.FEE])
        assert at_hand.entries[0].kind is EntryKind.PROCEDURE
        answer = citizen.hears("bão số 9 xã có tiếp dân không", at_hand)
        assert answer.entries == [EntryRef(kind=EntryKind.ANNOUNCEMENT, key="storm")]

    def test_one_that_ended_since_it_was_offered_is_told_no_more(self, words: Words) -> None:
        offered = DialogueContext.model_validate({"options": [{"kind": "faq", "key": "announcement/storm", "label": "Bão số 5"}]})
        question = Question(text="1", intent="choose", confidence=0.9, context=offered)
        before, after = (citizen_of(words, STORM, now=now).service for now in (NOON, NOON + timedelta(days=2)))
        told = before.answer(question)
        assert told is not None
        assert told.entries
        late = after.answer(question)
        assert late is None or not late.entries


class TestExpired:
    def long_expired(self, **dates: date) -> list[Record]:
        methods = [method(fees=[{"kind": "fee", "amount_vnd": 75000}], processing_time={"amount": 3, "unit": "days"})]
        papers = [{"documents": [{"name": "Giấy báo tử cũ", "originals": 1}]}]
        return [procedure("1.000077", "Cấp giấy cũ", submission_methods=methods, required_documents=papers, **dates)]

    @pytest.mark.parametrize("aspects", [[], [Aspect.FEE], [Aspect.DOCUMENTS], [Aspect.TIME]])
    def test_after_the_grace_nothing_of_it_is_given_as_fact_and_a_person_is_offered(self, words: Words, aspects: Sequence[Aspect]) -> None:
        answer = citizen_of(words, *self.long_expired(effective_to=TODAY - timedelta(days=31))).hears("cấp giấy cũ", aspects=aspects)
        told = said(answer)
        assert "không còn hiệu lực sau ngày 20/10/2026" in told
        assert "75.000" not in told
        assert "Giấy báo tử cũ" not in told
        assert "3 ngày" not in told
        assert [option.kind for option in answer.options] == ["operator"]
        assert answer.behaviour is Behaviour.REFUSE
        assert answer.entries == [EntryRef(kind=EntryKind.PROCEDURE, key="1.000077")]
        assert answer.aspects == []

    def test_until_then_it_warns_and_tells(self, words: Words) -> None:
        answer = citizen_of(words, *self.long_expired(effective_to=TODAY - timedelta(days=30))).hears("cấp giấy cũ")
        assert "đã hết hiệu lực sau ngày 21/10/2026" in said(answer)
        assert "75.000" in said(answer)
        assert (answer.options, answer.behaviour) == ([], Behaviour.ANSWER)

    def test_the_grace_is_a_setting(self, words: Words) -> None:
        knowledge = build_knowledge(1, published(*self.long_expired(effective_to=TODAY - timedelta(days=1))))
        service = AnsweringService(Holding(knowledge), words, lambda: TODAY, expired_days=0)
        answer = service.answer(Question(text="cấp giấy cũ", intent="ask_procedure", confidence=0.9))
        assert answer is not None
        assert "75.000" not in said(answer)

    def test_a_review_that_is_overdue_only_warns(self, words: Words) -> None:
        answer = citizen_of(words, *self.long_expired(review_by=TODAY - timedelta(days=400))).hears("cấp giấy cũ")
        assert "quá hạn rà soát" in said(answer)
        assert "75.000" in said(answer)

    def test_of_two_one_that_holds_is_still_told(self, words: Words) -> None:
        records = self.long_expired(effective_to=TODAY - timedelta(days=90))
        answer = citizen_of(words, *records).hears("", codes=["1.000077", "1.000001"])
        assert "không còn hiệu lực" in said(answer)
        assert "Giấy chứng sinh" in said(answer)
        assert "75.000" not in said(answer)
        assert answer.behaviour is Behaviour.ANSWER

    @pytest.mark.parametrize(
        "record",
        [
            faq(question="Cúp điện gọi ai?", answer="Gọi 999.", effective_to=TODAY - timedelta(days=90)),
            contact(name="Cúp điện gọi ai", phone="Gọi 999.", effective_to=TODAY - timedelta(days=90)),
        ],
    )
    def test_common_questions_and_contacts_end_the_same_way(self, words: Words, record: Record) -> None:
        answer = citizen_of(words, record).hears("cúp điện gọi ai")
        assert "999" not in said(answer)
        assert "không còn hiệu lực" in said(answer)
        assert [option.kind for option in answer.options] == ["operator"]


class TestUnderCheck:
    """Staff took it down: it is found as before, and said to be checked."""

    def citizen(self, words: Words, *taken_down: Record) -> Citizen:
        knowledge = build_knowledge(1, published(*PROCEDURES), taken_down=published(*taken_down))
        return Citizen(AnsweringService(Holding(knowledge), words, lambda: TODAY, clock=lambda: NOON))

    @pytest.mark.parametrize(
        ("record", "asked"),
        [
            (procedure("1.000077", "Cấp giấy chuyển cửa", summary="Sai 999."), "cấp giấy chuyển cửa"),
            (procedure("1.000077", "Cấp giấy chuyển cửa", summary="Sai 999."), "thủ tục 1.000077"),
            (faq(question="Cúp điện gọi ai?", answer="Gọi 999."), "cúp điện gọi ai"),
            (contact(name="Cúp điện gọi ai", phone="999"), "cúp điện gọi ai"),
        ],
    )
    def test_is_named_and_a_person_offered_and_nothing_else_told(self, words: Words, record: Record, asked: str) -> None:
        answer = self.citizen(words, record).hears(asked, codes=["1.000077"] if "1.000077" in asked else ())
        assert "đang kiểm tra lại" in said(answer)
        assert "999" not in said(answer)
        assert [option.kind for option in answer.options] == ["operator"]
        assert answer.behaviour is Behaviour.REFUSE
        assert answer.aspects == []

    def test_what_is_no_matter_of_its_own_is_as_if_it_were_not_there(self, words: Words) -> None:
        knowledge = build_knowledge(1, [], taken_down=published(STORM))
        assert (knowledge.told, knowledge.under_check) == ({}, frozenset())

    def test_staff_who_look_it_up_are_told_the_same(self, words: Words) -> None:
        knowledge = build_knowledge(1, published(*PROCEDURES), taken_down=published(procedure("1.000077", "Cấp giấy chuyển cửa")))
        [found] = LookingUp(Holding(knowledge), words, lambda: TODAY).find("1.000077")
        assert "đang kiểm tra lại" in found.text
        assert found.parts == []
