"""A spaCy pipe that marks the phrases of bot/patterns/, typed with or without accents."""

from collections import defaultdict
from typing import NamedTuple, Optional

from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span

from bot.components.pattern_files import Phrase, read_phrases, read_token_patterns
from bot.components.syllables import accents

PHRASES = "phrases"  # doc.spans: label_ is the entity, id_ its value
_SLIP_ALLOWED_FROM = 3  # syllables: one wrong accent in a phrase this long does not make it another phrase


class Found(NamedTuple):
    """`distance` counts the syllables whose accents are not those of the phrase; `value` is None for a decoy."""

    start: int
    end: int
    distance: int
    value: Optional[str]


class PhraseFinder:
    def __init__(self, nlp: Language) -> None:
        self._phrases: dict[str, list[tuple[Phrase, list[list[str]]]]] = defaultdict(list)
        self._phrase_matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        for phrase in read_phrases():
            pattern = nlp.make_doc(phrase.text)
            key = " ".join(token.norm_ for token in pattern)
            if key not in self._phrases:
                self._phrase_matcher.add(key, [pattern])
            self._phrases[key].append((phrase, [accents(token.text) for token in pattern]))
        self._token_matcher = Matcher(nlp.vocab)
        for number, token_pattern in enumerate(read_token_patterns()):
            self._token_matcher.add(f"{token_pattern.label}/{number}", [token_pattern.pattern], greedy="LONGEST")

    def __call__(self, doc: Doc) -> Doc:
        found: dict[str, list[Found]] = defaultdict(list)
        typed = [accents(token.text) for token in doc]
        for key, start, end in self._phrase_matcher(doc):
            for phrase, expected in self._phrases[doc.vocab.strings[key]]:
                if _agree(typed[start:end], expected):
                    distance = sum(have != want for have, want in zip(typed[start:end], expected, strict=True))
                    found[phrase.label].append(Found(start, end, distance, phrase.value))
        for key, start, end in self._token_matcher(doc):
            text = doc[start:end].text
            label = doc.vocab.strings[key].partition("/")[0]
            found[label].append(Found(start, end, 0, text[0].lower() + text[1:]))
        doc.spans[PHRASES] = [
            Span(doc, item.start, item.end, label=label, span_id=item.value)
            for label, items in found.items()
            for item in _best(items)
            if item.value is not None
        ]
        return doc


# spaCy reads these annotations itself, so they may not be postponed ("from __future__ import annotations").
@Language.factory("phrase_finder")
def create_phrase_finder(nlp: Language, name: str) -> PhraseFinder:
    return PhraseFinder(nlp)


def _agree(typed: list[list[str]], expected: list[list[str]]) -> bool:
    """May a message with these accents mean this phrase? In a phrase, a syllable typed bare agrees with any accent.

    A lone syllable says too little for that ("ket hon" holds no "kẹt", "can bo" no "bố"): it must be as spelled.
    """
    if len(expected) == 1:
        return typed == expected
    slips = sum(1 for have, want in zip(typed, expected, strict=True) if have and have != want)
    return slips <= (1 if len(expected) >= _SLIP_ALLOWED_FROM else 0)


def _best(items: list[Found]) -> list[Found]:
    """The longest, and among equals those nearest to what was typed; two values of the very same words both stay."""
    chosen: list[Found] = []
    for item in sorted(set(items), key=lambda item: (item.start - item.end, item.distance, item.start, item.value or "")):
        clashes = [other for other in chosen if item.start < other.end and other.start < item.end]
        if all(item[:3] == other[:3] for other in clashes):
            chosen.append(item)
    return sorted(chosen, key=lambda item: item[:2])
