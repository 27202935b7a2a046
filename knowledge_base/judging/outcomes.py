"""What one turn should bring, what it brought, and whether that is right."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from knowledge_base.judging.dialogues import ANSWER, CLARIFY, ExpectedTurn

MOST_OPTIONS = 4
NO_REPLY = "none"
_ASPECTS = frozenset({"overview", "documents", "fee", "time", "place", "steps", "conditions", "legal_basis", "online", "form", "outcome"})


@dataclass(frozen=True)
class Outcome:
    """`seen` is what the system says of its reply to staff: intent, phrases, step, best entries."""

    dialogue: str
    turn: int
    expected: ExpectedTurn
    behaviour: str
    codes: list[str]
    aspects: list[str]
    confidence: float
    milliseconds: float
    error: str = ""
    seen: dict[str, Any] = field(default_factory=dict)

    @property
    def right(self) -> bool:
        """Answered with an acceptable code first (where the turn names any)."""
        return self.behaviour == ANSWER and (not self.expected.codes or (self.codes[:1] != [] and self.codes[0] in self.expected.codes))

    @property
    def helped(self) -> bool:
        offered = self.behaviour == CLARIFY and any(code in self.expected.codes for code in self.codes[:MOST_OPTIONS])
        return self.right or offered

    @property
    def wrong(self) -> bool:
        return self.behaviour == ANSWER and not self.right

    @property
    def behaviour_right(self) -> bool:
        return self.behaviour in self.expected.behaviours

    @property
    def aspects_complete(self) -> bool:
        return (set(self.expected.aspects) & _ASPECTS) <= set(self.aspects)

    @property
    def asks_aspects(self) -> bool:
        return bool(set(self.expected.aspects) & _ASPECTS)

    @property
    def failed(self) -> bool:
        if not self.expected.wants_topic:
            return not self.behaviour_right
        return not self.helped or (self.right and not self.aspects_complete)
