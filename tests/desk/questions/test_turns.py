from __future__ import annotations

import uuid

from core.clock import utc_now
from desk.questions.turns import Turn, failures, question_of
from tests.desk.questions.talks import ASKS_BACK, ASKS_FOR_PERSON, CHOSEN, MISSED, SURE, UNSURE


def turns(*details):
    return [Turn(uuid.uuid4(), str(number), utc_now(), uuid.uuid4(), each) for number, each in enumerate(details)]


def told(*details, low=0.6):
    return [(turn.text, reason.value) for turn, reason in failures(turns(*details), low)]


class TestFailures:
    def test_a_sure_answer_is_none(self):
        assert told(SURE) == []

    def test_the_threshold_decides(self):
        assert told(UNSURE, low=0.5) == []
        assert told(UNSURE, low=0.53) == [("0", "low_confidence")]

    def test_half_a_sentence_is_no_question_for_editors(self):
        assert told(SURE, UNSURE | {"step": "carry_on"}) == []

    def test_a_reply_without_confidence_is_not_unsure(self):
        assert told({"behaviour": "answer", "step": "answer_codes"}) == []
        assert told({"behaviour": "answer", "step": "answer_codes", "confidence": "low"}) == []

    def test_three_questions_back_are_about_the_first(self):
        assert told(ASKS_BACK, ASKS_BACK, ASKS_BACK) == [("0", "asked_back")]

    def test_who_wants_a_person_after_questions_back_asked_before_them(self):
        assert told(SURE, ASKS_BACK, ASKS_BACK, ASKS_FOR_PERSON | {"handover": "unsure"}) == [("1", "handed_over")]

    def test_a_miss_before_asking_for_a_person_is_what_they_wanted(self):
        assert told(MISSED, ASKS_FOR_PERSON) == [("0", "handed_over")]


class TestQuestionOf:
    def test_an_answer_of_its_own_is_its_own_question(self):
        assert question_of(turns(ASKS_BACK, SURE)).text == "1"

    def test_a_choice_belongs_to_what_was_asked(self):
        assert question_of(turns(SURE, ASKS_BACK, CHOSEN)).text == "1"
