"""One call to the answer path, and what is said when it has nothing to say."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.danger import danger_kinds, say_numbers
from actions.services import Services
from actions.turn import say_fixed, send_answer, send_details
from knowledge_base.answering.answer import Behaviour
from knowledge_base.answering.question import Question

_MISSES_BEFORE_A_PERSON = 2


def answer_or_admit(dispatcher: CollectingDispatcher, tracker: Tracker, services: Services, question: Question) -> None:
    answer = services.answers.answer(question)
    if answer is not None:
        send_answer(dispatcher, tracker, answer)
        return
    if danger_kinds(tracker):
        say_numbers(dispatcher, tracker, services)
        return
    misses = question.context.misses + 1
    again = misses >= _MISSES_BEFORE_A_PERSON
    response = "utter_not_understood_again" if again else "utter_not_understood"
    context = question.context.model_copy(update={"misses": misses})
    handover = "not_understood" if again else None
    say_fixed(dispatcher, services, response)
    # Staff wonder what search saw and thought too little of.
    seen = {"signals": services.answers.seen(question)}
    send_details(dispatcher, tracker, Behaviour.REFUSE, response, context=context, handover=handover, more=seen)
