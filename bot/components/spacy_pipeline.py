"""The Vietnamese spaCy pipeline: syllables → words (underthesea) → phrases of bot/patterns/."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from underthesea import word_tokenize

from bot.components.syllables import syllables

# Importing registers the pipe "phrase_finder".
from bot.components import phrase_finder  # noqa: F401  isort: skip

PLACES = "places"  # doc.user_data: where each syllable stands in the message, as (start, end)
WORDS = "words"  # doc.spans: the words that underthesea makes of the syllables


class SyllableTokenizer:
    """What spaCy calls a tokenizer. NORM holds the syllable without accents, so that patterns match either spelling."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        found = syllables(text)
        doc = Doc(self.vocab, words=[syllable.text for syllable in found])
        for token, syllable in zip(doc, found, strict=True):
            token.norm_ = syllable.folded
        doc.user_data[PLACES] = [(syllable.start, syllable.end) for syllable in found]
        return doc


@spacy.registry.tokenizers("hotline.syllables.v1")
def create_tokenizer() -> Callable[[Language], SyllableTokenizer]:
    return lambda nlp: SyllableTokenizer(nlp.vocab)


@Language.component("word_segmenter")
def segment_words(doc: Doc) -> Doc:
    """Group syllables into words. A syllable is never cut, also where underthesea would cut a code."""
    starts = _word_starts(word_tokenize(doc.text, use_token_normalize=False)) if len(doc) else set()
    bounds, offset = [], 0
    for token in doc:
        if offset in starts:
            bounds.append(token.i)
        offset += len(token.text)
    bounds.append(len(doc))
    doc.spans[WORDS] = [doc[start:end] for start, end in pairwise(bounds)]
    return doc


def _word_starts(words: list[str]) -> set[int]:
    """Where words begin, counted in characters other than blanks."""
    starts, offset = set(), 0
    for word in words:
        starts.add(offset)
        offset += len(word.replace(" ", ""))
    return starts


def build_pipeline() -> Language:
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "hotline.syllables.v1"}}})
    nlp.add_pipe("word_segmenter")
    nlp.add_pipe("phrase_finder")
    nlp("cho tôi hỏi")  # the segmenter reads its model at its first call: not during a citizen's message
    return nlp
