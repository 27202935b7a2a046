"""What questions need of those beside and below the desk; handed in by app/wiring/questions.py."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from staff.sessions import SignedIn


@dataclass(frozen=True)
class Suggestion:
    """The likeliest entry; `kind` as in the knowledge base."""

    kind: str
    key: str
    title: str


class Suggesting(Protocol):
    async def likeliest(self, texts: Sequence[str]) -> Suggestion | None:
        """What search takes these questions for together; None when for nothing. Raises core.errors.Unavailable."""
        ...


class Drafting(Protocol):
    """Editors' drafts. Doing either again adds nothing a second time."""

    async def add_phrasings(self, by: SignedIn, kind: str, key: str, phrasings: Sequence[str]) -> uuid.UUID:
        """Into the live draft of what citizens call the procedure, or of the choice or common question; gives the draft."""
        ...

    async def begin_faq(self, by: SignedIn, question: str, aliases: Sequence[str]) -> uuid.UUID: ...
