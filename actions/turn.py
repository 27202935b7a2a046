"""A Rasa tracker read into a Question, and an answer written as the custom message the conversation expects."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.services import Services
from knowledge_base.answering.answer import Answer, Behaviour
from knowledge_base.answering.plain_text import plain_text
from knowledge_base.answering.question import Aspect, DialogueContext, Question

_MORE_VALUE = "Xem tiếp"
# Answers after which a person has to act; values of conversations.ports.HandoverReason.
_HANDOVERS = {Behaviour.HANDOVER: "asked", Behaviour.REPORT: "reported"}
_AFTER_ASKING_BACK = "unsure"
# Fixed sentences with something to press below them.
_OFFERED = {"utter_refer_fraud": ("Gặp tổng đài viên",), "utter_refer_elsewhere": ("Gặp tổng đài viên",)}
_ASPECTS = {aspect.value for aspect in Aspect}


def question_of(tracker: Tracker) -> Question:
    message: dict[str, Any] = tracker.latest_message
    intent = message.get("intent") or {}
    name = str(intent.get("name") or "")
    entities = message.get("entities") or []
    return Question(
        text=str(message.get("text") or ""),
        intent=name,
        confidence=float(intent.get("confidence") or 0.0),
        aspects=_aspects(name, entities),
        procedure_codes=list(dict.fromkeys(str(e["value"]) for e in entities if e.get("entity") == "procedure_code")),
        context=context_of(tracker),
    )


def context_of(tracker: Tracker) -> DialogueContext:
    kept = (tracker.latest_message.get("metadata") or {}).get("context") or {}
    try:
        return DialogueContext.model_validate(kept)
    except ValidationError:
        return DialogueContext()


def _aspects(intent: str, entities: list[dict[str, Any]]) -> list[Aspect]:
    """Several may be asked at once: what the language pipeline marked, else what the intent itself says."""
    marked = [str(entity["value"]) for entity in entities if entity.get("entity") == "aspect" and entity.get("value") in _ASPECTS]
    implied = intent.removeprefix("ask_")
    if not marked and implied in _ASPECTS:
        marked = [implied]
    return [Aspect(value) for value in dict.fromkeys(marked)]


def send_answer(dispatcher: CollectingDispatcher, tracker: Tracker, answer: Answer) -> None:
    options = [{"label": option.label, "value": option.label} for option in answer.options]
    if answer.has_more:
        options.append({"label": _MORE_VALUE, "value": _MORE_VALUE})
    dispatcher.utter_message(
        json_message={
            "behaviour": answer.behaviour.value,
            "handover": _handover_of(answer),
            "text": plain_text(answer.blocks, answer.options),
            "blocks": [block.model_dump() for block in answer.blocks],
            "options": options,
            "details": {
                "entries": [entry.model_dump(mode="json") for entry in answer.entries],
                "procedure_codes": answer.procedure_codes,
                "sectors": answer.sectors,
                "aspects": [aspect.value for aspect in answer.aspects],
                "confidence": answer.confidence,
                "step": answer.step,
                "signals": answer.signals,
                "understood": _understood(tracker),
            },
            "context": answer.context.model_dump(mode="json"),
        }
    )


def _handover_of(answer: Answer) -> str | None:
    """Whoever chooses a person from among the options was asked back too often: the bot was not sure."""
    is_chosen = answer.behaviour is Behaviour.HANDOVER and answer.step == "choose_option"
    return _AFTER_ASKING_BACK if is_chosen else _HANDOVERS.get(answer.behaviour)


def send_fixed(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    services: Services,
    behaviour: Behaviour,
    response: str,
    *,
    context: DialogueContext | None = None,
    handover: str | None = None,
) -> None:
    """A fixed sentence, with the conversation's context kept as it was unless another is given.

    `handover` says why a person is needed as well: a value of conversations.ports.HandoverReason.
    """
    say_fixed(dispatcher, services, response)
    send_details(dispatcher, tracker, behaviour, response, context=context, handover=handover)


def say_fixed(dispatcher: CollectingDispatcher, services: Services, response: str, values: Mapping[str, str] | None = None) -> None:
    """What editors published under that name, else the sentence of data/responses/, both with the same values."""
    given = services.names | dict(values or {})
    published = services.published_sentence(response)
    if published is None:
        dispatcher.utter_message(response=response, **given)
    else:
        # As Rasa does with the shipped ones.
        dispatcher.utter_message(text=random.choice(published).format(**given))  # noqa: S311


def send_details(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    behaviour: Behaviour,
    step: str,
    *,
    context: DialogueContext | None = None,
    handover: str | None = None,
    more: Mapping[str, Any] | None = None,
) -> None:
    """What goes with a text that was not composed of records; `more` are further details for staff."""
    intent = tracker.latest_message.get("intent") or {}
    dispatcher.utter_message(
        json_message={
            "behaviour": behaviour.value,
            "handover": handover,
            "options": [{"label": label, "value": label} for label in _OFFERED.get(step, ())],
            "details": {
                "procedure_codes": [],
                "aspects": [],
                "confidence": round(float(intent.get("confidence") or 0.0), 3),
                "step": step,
                "understood": _understood(tracker),
                **(more or {}),
            },
            "context": (context or context_of(tracker)).model_dump(mode="json"),
        }
    )


def _understood(tracker: Tracker) -> dict[str, Any]:
    message = tracker.latest_message
    return {
        "intent": message.get("intent"),
        "entities": [{key: entity.get(key) for key in ("entity", "value")} for entity in message.get("entities") or []],
    }
