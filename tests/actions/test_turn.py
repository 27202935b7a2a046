from __future__ import annotations

from dataclasses import replace

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.services import Services
from actions.turn import context_of, question_of, say_fixed, send_answer, send_fixed
from knowledge_base.answering.answer import Answer, Behaviour, EntryRef, Heading, Paragraph, SourceNote
from knowledge_base.answering.question import Aspect, DialogueContext, Option
from knowledge_base.models import EntryKind
from tests.actions.conftest import FakeAnswers, tracker

SERVICES = Services(FakeAnswers(), "Đồng Nai", "1022")

ANSWER = Answer(
    behaviour=Behaviour.CLARIFY,
    blocks=[Heading(text="Khai sinh"), Paragraph(text="Việc nào?"), SourceNote(title="Cổng", as_of="30/06/2026")],
    options=[Option(key="1.000001", label="Khai sinh"), Option(key="1.000002", label="Khai tử")],
    entries=[EntryRef(kind=EntryKind.PROCEDURE, key="1.000001")],
    procedure_codes=["1.000001"],
    aspects=[Aspect.FEE],
    confidence=0.7,
    has_more=True,
    step="ask_which",
    signals=[{"key": "1.000001", "score": 0.7}],
    context=DialogueContext(procedure_codes=["1.000001"], aspects=[Aspect.FEE], asked_text="khai", next_page=1, misses=1),
)


class TestQuestionOf:
    def test_holds_what_the_bot_understood(self) -> None:
        entities = [("procedure_code", "1.001193"), ("place", "xã Tân Tiến"), ("procedure_code", "1.001193"), ("aspect", "fee")]
        question = question_of(tracker("phí 1.001193", "ask_documents", confidence=0.8, entities=entities))
        assert (question.text, question.intent, question.confidence) == ("phí 1.001193", "ask_documents", 0.8)
        assert question.procedure_codes == ["1.001193"]
        assert question.aspects == [Aspect.FEE]

    def test_several_aspects_each_once_in_the_order_said(self) -> None:
        entities = [("aspect", "fee"), ("aspect", "documents"), ("aspect", "fee")]
        assert question_of(tracker("", "ask_fee", entities=entities)).aspects == [Aspect.FEE, Aspect.DOCUMENTS]

    @pytest.mark.parametrize("aspect", [aspect for aspect in Aspect if aspect is not Aspect.OVERVIEW])
    def test_intent_says_the_aspect_where_no_word_does(self, aspect: Aspect) -> None:
        assert question_of(tracker("", f"ask_{aspect.value}")).aspects == [aspect]

    @pytest.mark.parametrize("intent", ["ask_procedure", "ask_faq", "greet", "nlu_fallback", "", None])
    def test_other_intents_say_no_aspect(self, intent: str | None) -> None:
        assert question_of(tracker("", intent)).aspects == []

    def test_aspect_that_does_not_exist_is_left_out(self) -> None:
        assert question_of(tracker("", "ask_procedure", entities=[("aspect", "weather")])).aspects == []

    @pytest.mark.parametrize("message", [{}, {"text": None, "intent": None, "entities": None, "metadata": None}])
    def test_empty_message_is_an_empty_question(self, message: dict[str, None]) -> None:
        question = question_of(Tracker.from_dict({"sender_id": "x", "latest_message": message}))
        assert (question.text, question.intent, question.confidence, question.context) == ("", "", 0.0, DialogueContext())


class TestContextOf:
    @pytest.mark.parametrize("broken", [{"next_page": "many"}, {"options": "all"}, ["list"], "text", {"aspects": ["weather"]}])
    def test_broken_context_is_forgotten(self, broken: object) -> None:
        assert context_of(tracker(context=broken)) == DialogueContext()

    def test_fields_of_a_later_release_are_left_out(self) -> None:
        assert context_of(tracker(context={"misses": 1, "mood": "good"})) == DialogueContext(misses=1)


class TestHandover:
    @pytest.mark.parametrize(
        ("behaviour", "step", "reason"),
        [
            (Behaviour.HANDOVER, "choose_option", "unsure"),
            (Behaviour.HANDOVER, "answer_what_is_meant", "asked"),
            (Behaviour.REPORT, "answer_what_is_meant", "reported"),
            (Behaviour.ANSWER, "choose_option", None),
        ],
    )
    def test_says_why_a_person_is_needed(self, behaviour: Behaviour, step: str, reason: str | None) -> None:
        dispatcher = CollectingDispatcher()
        send_answer(dispatcher, tracker("khai"), ANSWER.model_copy(update={"behaviour": behaviour, "step": step}))
        assert dispatcher.messages[0]["custom"]["handover"] == reason


class TestSendAnswer:
    def test_message_is_what_the_conversation_expects(self) -> None:
        dispatcher = CollectingDispatcher()
        send_answer(dispatcher, tracker("khai", "ask_fee", confidence=0.8, entities=[("aspect", "fee")]), ANSWER)
        (message,) = dispatcher.messages
        assert (message["text"], message["response"]) == (None, None)
        assert message["custom"] == {
            "behaviour": "clarify",
            "handover": None,
            "text": "KHAI SINH\n\nViệc nào?\n\nNguồn: Cổng. Cập nhật đến 30/06/2026.\n\n1. Khai sinh\n2. Khai tử",
            "blocks": [
                {"kind": "heading", "text": "Khai sinh"},
                {"kind": "paragraph", "text": "Việc nào?"},
                {"kind": "source", "title": "Cổng", "url": "", "decision_number": "", "as_of": "30/06/2026"},
            ],
            "options": [
                {"label": "Khai sinh", "value": "Khai sinh"},
                {"label": "Khai tử", "value": "Khai tử"},
                {"label": "Xem tiếp", "value": "Xem tiếp"},
            ],
            "details": {
                "entries": [{"kind": "procedure", "key": "1.000001"}],
                "procedure_codes": ["1.000001"],
                "sectors": [],
                "aspects": ["fee"],
                "confidence": 0.7,
                "step": "ask_which",
                "signals": [{"key": "1.000001", "score": 0.7}],
                "understood": {"intent": {"name": "ask_fee", "confidence": 0.8}, "entities": [{"entity": "aspect", "value": "fee"}]},
            },
            "context": {
                "procedure_codes": ["1.000001"],
                "aspects": ["fee"],
                "beside": [],
                "options": [],
                "asked_text": "khai",
                "next_page": 1,
                "faq_slug": "",
                "misses": 1,
                "rounds": 0,
            },
        }

    def test_nothing_more_offers_nothing_more(self) -> None:
        dispatcher = CollectingDispatcher()
        send_answer(dispatcher, tracker(), ANSWER.model_copy(update={"has_more": False, "options": []}))
        assert dispatcher.messages[0]["custom"]["options"] == []

    def test_context_comes_back_the_same_with_the_next_message(self) -> None:
        dispatcher = CollectingDispatcher()
        context = ANSWER.context.model_copy(update={"options": ANSWER.options, "faq_slug": "office-hours"})
        send_answer(dispatcher, tracker(), ANSWER.model_copy(update={"context": context}))
        assert question_of(tracker("2", context=dispatcher.messages[0]["custom"]["context"])).context == context


class TestSendFixed:
    def test_sentence_first_then_what_staff_and_the_next_turn_need(self) -> None:
        dispatcher = CollectingDispatcher()
        asked = tracker("xin chào", "greet", confidence=0.98765, context={"misses": 1})
        send_fixed(dispatcher, asked, SERVICES, Behaviour.SMALLTALK, "utter_greet")
        sentence, custom = dispatcher.messages
        assert (sentence["response"], sentence["hotline_number"], sentence["custom"]) == ("utter_greet", "1022", {})
        assert custom["custom"]["behaviour"] == "smalltalk"
        assert custom["custom"]["details"] == {
            "procedure_codes": [],
            "aspects": [],
            "confidence": 0.988,
            "step": "utter_greet",
            "understood": {"intent": {"name": "greet", "confidence": 0.98765}, "entities": []},
        }
        assert DialogueContext.model_validate(custom["custom"]["context"]) == DialogueContext(misses=1)

    def test_context_that_is_given_replaces_the_one_before(self) -> None:
        dispatcher = CollectingDispatcher()
        given = DialogueContext(misses=2)
        send_fixed(dispatcher, tracker(context={"misses": 1}), SERVICES, Behaviour.REFUSE, "utter_not_understood", context=given)
        assert DialogueContext.model_validate(dispatcher.messages[1]["custom"]["context"]) == given

    def test_what_editors_published_is_said_in_place_of_the_shipped_sentence(self) -> None:
        published = {"utter_greet": ("Chào bạn, {province_name} nghe đây, gọi {hotline_number}.",)}
        services = replace(SERVICES, published_sentence=published.get)
        dispatcher = CollectingDispatcher()
        send_fixed(dispatcher, tracker(), services, Behaviour.SMALLTALK, "utter_greet")
        said, custom = dispatcher.messages
        assert (said["text"], said["response"]) == ("Chào bạn, Đồng Nai nghe đây, gọi 1022.", None)
        assert custom["custom"]["details"]["step"] == "utter_greet"

    def test_of_several_published_wordings_each_has_its_turn(self) -> None:
        services = replace(SERVICES, published_sentence={"utter_thank": ("Không có gì ạ.", "Rất vui vì giúp được bạn.")}.get)
        dispatcher = CollectingDispatcher()
        for _ in range(64):
            say_fixed(dispatcher, services, "utter_thank")
        assert {message["text"] for message in dispatcher.messages} == {"Không có gì ạ.", "Rất vui vì giúp được bạn."}
