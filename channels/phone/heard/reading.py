"""What was read of the words that were heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Read:
    """So many words, and how they are written."""

    count: int
    written: str


Reader = Callable[[Sequence[str], int], Read | None]
