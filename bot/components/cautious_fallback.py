"""When in doubt, search: an unsure guess may not send a citizen away, but may well say what of a procedure is asked."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.shared.nlu.constants import ENTITIES, ENTITY_ATTRIBUTE_TYPE, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CautiousFallback(FallbackClassifier):
    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`threshold` for intents that leave the search, `search_threshold` for `search_intents`, which end in it anyway."""
        return {**FallbackClassifier.get_default_config(), "search_threshold": 0.2, "search_intents": []}

    def _nlu_confidence_below_threshold(self, message: Message) -> tuple[bool, float]:
        intent = message.data[INTENT]
        confidence = float(intent[PREDICTED_CONFIDENCE_KEY])
        searches = intent[INTENT_NAME_KEY] in self.component_config["search_intents"] and not _speaks_of_danger(message)
        return confidence < self.component_config["search_threshold" if searches else "threshold"], confidence


def _speaks_of_danger(message: Message) -> bool:
    """Then an unsure "question about a procedure" is left open, for the action to say the emergency numbers."""
    return any(entity[ENTITY_ATTRIBUTE_TYPE] == "emergency_kind" for entity in message.get(ENTITIES, []))
