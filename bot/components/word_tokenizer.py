"""Rasa's tokens are the words of the spaCy document: text as it should be spelled, lemma without accents."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.spacy_tokenizer import SpacyTokenizer
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.training_data.message import Message

from bot.components.spacy_pipeline import PLACES, WORDS


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class WordTokenizer(SpacyTokenizer):
    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        doc = self._get_doc(message, attribute)
        if not doc:
            return []
        places = doc.user_data[PLACES]
        return [
            Token(
                text=word.text.lower(),
                start=places[word.start][0],
                end=places[word.end - 1][1],
                lemma=" ".join(token.norm_ for token in word),
            )
            for word in doc.spans[WORDS]
        ]
