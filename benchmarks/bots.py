"""What is measured beside each other: two bots that can be asked in the same way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Turn:
    """`milliseconds` from sending to having the reply in hand; not `answered` when no words came back."""

    milliseconds: float
    answered: bool


class Conversation(Protocol):
    def ask(self, text: str) -> Turn: ...


class Bot(Protocol):
    """`name` is what the results call it: "ours" or "stock"."""

    name: str

    def script(self, number: int) -> Iterator[str]:
        """Without end, what citizen `number` says turn by turn; its topics come round after `questions.CYCLE` turns."""

    def conversation(self) -> AbstractContextManager[Conversation]:
        """A new one. Safe to use from several threads, each with its own."""
