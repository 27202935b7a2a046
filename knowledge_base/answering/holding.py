"""Whoever holds the published knowledge, so that a fresh one can take its place at any moment."""

from __future__ import annotations

from typing import Protocol

from knowledge_base.knowledge import Knowledge


class HoldsKnowledge(Protocol):
    @property
    def current(self) -> Knowledge: ...
