from __future__ import annotations

from actions.answer_question import AnswerQuestion
from knowledge_base.answering.answer import Answer, Behaviour, Paragraph
from knowledge_base.answering.question import DialogueContext
from tests.actions.conftest import Bot, FakeAnswers, tracker

FOUND = Answer(behaviour=Behaviour.ANSWER, blocks=[Paragraph(text="Lệ phí 0 đồng.")], context=DialogueContext(procedure_codes=["1.000001"]))


class TestAnswerQuestion:
    def test_answer_found_is_sent_with_its_own_context(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.given = FOUND
        reply = bot.reply(AnswerQuestion, tracker("phí khai sinh", "ask_fee"))
        assert (reply["behaviour"], reply["text"]) == ("answer", "Lệ phí 0 đồng.")
        assert reply["context"]["procedure_codes"] == ["1.000001"]

    def test_asks_once_with_the_whole_question(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.given = FOUND
        bot.run(AnswerQuestion, tracker("thế còn phí", "ask_fee", context={"procedure_codes": ["1.000001"]}))
        (question,) = answers.questions
        assert (question.text, question.context.procedure_codes) == ("thế còn phí", ["1.000001"])

    def test_nothing_found_says_so_and_counts(self, bot: Bot) -> None:
        asked = tracker("asdf", "nlu_fallback", context={"procedure_codes": ["1.000001"]})
        assert bot.sentence(AnswerQuestion, asked)["response"] == "utter_not_understood"
        reply = bot.reply(AnswerQuestion, asked)
        assert reply["behaviour"] == "refuse"
        assert (reply["context"]["misses"], reply["context"]["procedure_codes"]) == (1, ["1.000001"])

    def test_nothing_found_tells_staff_what_search_saw_of_it(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.signals = [{"key": "1.000001", "share": 0.1}]
        assert bot.reply(AnswerQuestion, tracker("asdf", "nlu_fallback"))["details"]["signals"] == answers.signals

    def test_second_time_in_a_row_offers_a_person(self, bot: Bot) -> None:
        first = bot.reply(AnswerQuestion, tracker("asdf", "nlu_fallback"))
        again = tracker("qwer", "nlu_fallback", context=first["context"])
        sentence = bot.sentence(AnswerQuestion, again)
        assert sentence["response"] == "utter_not_understood_again"
        assert (sentence["hotline_number"], sentence["province_name"]) == ("1022", "Đồng Nai")

    def test_answer_in_between_starts_the_count_anew(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.given = FOUND
        found = bot.reply(AnswerQuestion, tracker("khai sinh", context={"misses": 1}))
        answers.given = None
        assert bot.sentence(AnswerQuestion, tracker("asdf", context=found["context"]))["response"] == "utter_not_understood"


class TestWordsOfDanger:
    DROWNING = ("emergency_kind", "fire")

    def test_decide_where_the_intent_is_a_guess(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.given = FOUND
        asked = tracker("co nguoi duoi nuoc o suoi goi ai", "nlu_fallback", confidence=0.35, entities=[self.DROWNING])
        assert bot.reply(AnswerQuestion, asked)["behaviour"] == "emergency"

    def test_do_not_where_a_procedure_is_surely_named(self, bot: Bot, answers: FakeAnswers) -> None:
        answers.given, answers.surely_a_procedure = FOUND, True
        asked = tracker("sổ đỏ bị cháy làm lại sao", "nlu_fallback", confidence=0.35, entities=[self.DROWNING])
        assert bot.reply(AnswerQuestion, asked)["behaviour"] == "answer"

    def test_are_never_answered_with_not_understood(self, bot: Bot) -> None:
        asked = tracker("ổng đánh em, em sợ quá", "ask_procedure", confidence=0.9, entities=[("emergency_kind", "police")])
        assert bot.sentence(AnswerQuestion, asked)["response"] == "utter_emergency_police"
