"""Which entry several questions are about, for editors who look at what the bot could not do with them."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel

from knowledge_base.answering.holding import HoldsKnowledge
from knowledge_base.search.query import prepare
from knowledge_base.told import kind_of_told, title_of

# Less than this, on average over the questions, is no guess worth showing.
_WORTH_SHOWING = 0.05


class LikelyEntry(BaseModel):
    """`kind` as in knowledge_base.models.EntryKind; `share` from 0 to 1, on average."""

    kind: str
    key: str
    title: str
    share: float


class Likeliest:
    def __init__(self, knowledge: HoldsKnowledge) -> None:
        self._knowledge = knowledge

    def of(self, texts: Sequence[str]) -> list[LikelyEntry]:
        """Best first."""
        shares: dict[str, float] = {}
        for text in texts:
            for hit in self._knowledge.current.index.search(prepare(text)).hits:
                shares[hit.key] = shares.get(hit.key, 0.0) + hit.share / len(texts)
        ordered = sorted(shares.items(), key=lambda share: (-share[1], share[0]))
        named = (self._named(key, share) for key, share in ordered if share >= _WORTH_SHOWING)
        return [entry for entry in named if entry is not None]

    def _named(self, key: str, share: float) -> LikelyEntry | None:
        knowledge = self._knowledge.current
        if key in knowledge.procedures:
            return LikelyEntry(kind="procedure", key=key, title=knowledge.procedures[key].name, share=share)
        told = knowledge.told.get(key)
        if told is not None:
            return LikelyEntry(kind=kind_of_told(told), key=told.slug, title=title_of(told), share=share)
        if key in knowledge.choices:
            return LikelyEntry(kind="choice", key=key, title=knowledge.choices[key].question, share=share)
        return None
