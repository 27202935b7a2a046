"""Entities from the phrases that our spaCy pipeline marked, with normalised values; one message may hold several."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import SPACY_DOCS
from rasa.nlu.extractors.spacy_entity_extractor import SpacyEntityExtractor
from rasa.nlu.utils.spacy_utils import SpacyModel
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.tokens import Doc, Span

from bot.components.phrase_finder import PHRASES
from bot.components.spacy_pipeline import PLACES

_CODES = {"procedure_code", "dossier_code"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False, model_from="VietnameseLanguage")
class PhraseExtractor(SpacyEntityExtractor):
    def process(self, messages: list[Message], model: SpacyModel) -> list[Message]:
        for message in messages:
            doc = message.get(SPACY_DOCS[TEXT])
            if doc is None:
                doc = model.model(message.get(TEXT) or "")
            entities = self.add_extractor_name(self._extract_entities(doc))
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages

    @staticmethod
    def _extract_entities(doc: Doc) -> list[dict[str, Any]]:
        places = doc.user_data[PLACES]
        return [
            {
                "entity": span.label_,
                "value": _value(span),
                "start": places[span.start][0],
                "end": places[span.end - 1][1],
                "confidence": 1.0,
            }
            for span in doc.spans[PHRASES]
        ]


def _value(span: Span) -> str:
    if span.label_ in _CODES:
        return str(span.id_.upper())
    return str(span.id_)
