"""One phone read as its owner would: which answer belongs to which question, and what should not be there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.zalo.questions import squeezed

Shown = Mapping[str, Any]


@dataclass
class Answered:
    """A question and its answer. Times are the phone's, in milliseconds; `parts` are names of the answer's messages."""

    question: str
    message_id: str
    number: int
    asked_at: int
    answered_at: int = 0
    parts: list[str] = field(default_factory=list)


@dataclass
class Reading:
    """`answered` in the order of the answers, each of them whole. The others hold what was found, in words."""

    answered: list[Answered] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def read_phone(messages: Sequence[Shown], answers: Mapping[str, str], notices: Sequence[str]) -> Reading:
    """`answers` by question, and `notices` that may come in between, all squeezed."""
    return _Reader(answers, notices).read(messages)


class _Reader:
    """`rest` is what is still to come of the answer that has begun."""

    def __init__(self, answers: Mapping[str, str], notices: Sequence[str]) -> None:
        self._answers = answers
        self._notices = notices
        self._open: dict[str, Answered] = {}
        self._begun: Answered | None = None
        self._rest = ""
        self._found = Reading()

    def read(self, messages: Sequence[Shown]) -> Reading:
        for message in messages:
            if message["sender"] == "citizen":
                asked = Answered(message["text"], message["message_id"], message["number"], message["sent_at"])
                self._open[asked.question] = asked
            else:
                self._hear(message, squeezed(message["text"]))
        self._break_off()
        self._found.unanswered = [asked.question for asked in self._open.values()]
        return self._found

    def _hear(self, message: Shown, text: str) -> None:
        if self._begun is not None and self._rest.startswith(text):
            self._take(self._begun, message, text)
        elif any(text.startswith(notice) for notice in self._notices):
            self._found.notices.append(text)
        elif (asked := self._begins(text)) is not None:
            self._break_off()
            self._rest = self._answers[asked.question]
            self._take(asked, message, text)
        elif any(text in answer for answer in self._answers.values()):
            self._found.doubled.append(f"{message['message_id']}: {text[:80]}")
        else:
            self._found.strange.append(f"{message['message_id']}: {text[:80]}")

    def _begins(self, text: str) -> Answered | None:
        """The open question whose answer begins so."""
        return next((asked for asked in self._open.values() if self._answers[asked.question].startswith(text)), None)

    def _take(self, asked: Answered, message: Shown, text: str) -> None:
        asked.parts.append(message["message_id"])
        asked.answered_at = message["sent_at"]
        self._begun, self._rest = asked, self._rest[len(text) :].lstrip()
        if not self._rest:
            self._found.answered.append(self._open.pop(asked.question))
            self._begun = None

    def _break_off(self) -> None:
        """Of an answer that has begun the rest did not come next."""
        if self._begun is not None:
            self._found.broken.append(self._begun.question)
            self._begun = None
