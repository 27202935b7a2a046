"""A Rasa tracker read into a Question, and an answer written as the custom message the conversation expects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from knowledge_base.answering.answer import Answer, Behaviour
from knowledge_base.answering.plain_text import plain_text
from knowledge_base.answering.question import Aspect, DialogueContext, Question

_MORE_VALUE = "Xem tiếp"
# Answers after which a person has to act; values of conversations.ports.HandoverReason.
_HANDOVERS = {Behaviour.HANDOVER: "asked", Behaviour.REPORT: "reported"}
_AFTER_ASKING_BACK = "unsure"
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
    behaviour: Behaviour,
    response: str,
    values: Mapping[str, str],
    *,
    context: DialogueContext | None = None,
    handover: str | None = None,
) -> None:
    """A fixed sentence of data/responses/, with the conversation's context kept as it was unless another is given.

    `handover` says why a person is needed as well: a value of conversations.ports.HandoverReason.
    """
    dispatcher.utter_message(response=response, **values)
    details = _fixed_details(tracker, response)
    dispatcher.utter_message(json_message=_fixed(tracker, behaviour, details, context, handover))


def send_not_understood(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    response: str,
    values: Mapping[str, str],
    *,
    context: DialogueContext,
    handover: str | None,
    signals: list[dict[str, object]],
) -> None:
    """A fixed sentence too; `signals` tell staff what search saw and thought too little of."""
    dispatcher.utter_message(response=response, **values)
    details = _fixed_details(tracker, response) | {"signals": signals}
    dispatcher.utter_message(json_message=_fixed(tracker, Behaviour.REFUSE, details, context, handover))


def _fixed(
    tracker: Tracker, behaviour: Behaviour, details: dict[str, Any], context: DialogueContext | None, handover: str | None
) -> dict[str, Any]:
    kept = context or context_of(tracker)
    return {"behaviour": behaviour.value, "handover": handover, "details": details, "context": kept.model_dump(mode="json")}


def _fixed_details(tracker: Tracker, response: str) -> dict[str, Any]:
    intent = tracker.latest_message.get("intent") or {}
    return {
        "procedure_codes": [],
        "aspects": [],
        "confidence": round(float(intent.get("confidence") or 0.0), 3),
        "step": response,
        "understood": _understood(tracker),
    }


def _understood(tracker: Tracker) -> dict[str, Any]:
    message = tracker.latest_message
    return {
        "intent": message.get("intent"),
        "entities": [{key: entity.get(key) for key in ("entity", "value")} for entity in message.get("entities") or []],
    }
