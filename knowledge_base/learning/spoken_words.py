"""How often citizens' words, and pairs of them, stand in what ships with the program: what slips of the finger are read by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from knowledge_base.learning.dialogues import TaughtDialogue
from knowledge_base.learning.nlu_examples import nlu_examples
from knowledge_base.records import EverydayNames, FaqRecord
from vntext import words

# What stands there less often may be somebody's slip itself.
_LEAST_SEEN = 3


def spoken_words(sentences: Iterable[str]) -> str:
    """The table that `vntext` reads: word or pair, tab, count; the most frequent first."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        spoken = words(sentence)
        counts.update(spoken)
        counts.update(" ".join(pair) for pair in pairwise(spoken))
    kept = [(term, count) for term, count in counts.items() if count >= _LEAST_SEEN and not any(map(str.isdigit, term))]
    return "".join(f"{term}\t{count}\n" for term, count in sorted(kept, key=lambda item: (-item[1], item[0])))


def shipped_sentences(
    nlu: Path, dialogues: Iterable[TaughtDialogue], names: Iterable[EverydayNames], faqs: Iterable[FaqRecord]
) -> Iterator[str]:
    yield from (text for _, text in nlu_examples(nlu))
    for dialogue in dialogues:
        yield from (turn.text for turn in dialogue.turns)
    for entry in names:
        yield from (*entry.names, *entry.questions)
    for faq in faqs:
        yield from (faq.question, *faq.aliases)
