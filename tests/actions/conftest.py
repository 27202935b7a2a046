"""Actions as Rasa calls them: a tracker made from what it posts, a dispatcher that collects what goes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import HotlineAction, Services
from knowledge_base.answering.answer import Answer, Behaviour
from knowledge_base.answering.question import Question
from knowledge_base.models import EntryKind
from knowledge_base.report_categories import ReportCategories


class FakeAnswers:
    """Gives what it is told to give, and remembers what it was asked."""

    def __init__(self) -> None:
        self.given: Answer | None = None
        self.opinion: Answer | None = None
        self.surely_a_procedure = False
        self.quoted: EntryKind | None = None
        self.likely: Behaviour | None = None
        self.of_others: Answer | None = None
        self.signals: list[dict[str, object]] = []
        self.questions: list[Question] = []

    def answer(self, question: Question) -> Answer | None:
        self.questions.append(question)
        return self.given

    def names_procedure(self, question: Question) -> bool:
        return self.surely_a_procedure

    def quoted_kind(self, question: Question) -> EntryKind | None:
        return self.quoted

    def second_opinion(self, question: Question) -> Answer | None:
        self.questions.append(question)
        return self.opinion

    def whose_matter(self, question: Question) -> Answer | None:
        return self.of_others

    def wanted(self, question: Question, *, names_danger: bool) -> Behaviour | None:
        return self.likely

    def seen(self, question: Question) -> list[dict[str, object]]:
        return self.signals


class Bot:
    """Runs an action and returns what would be sent to Rasa: all messages, all in one piece each."""

    def __init__(self, answers: FakeAnswers) -> None:
        self.categories = ReportCategories()
        self.published: dict[str, tuple[str, ...]] = {}
        self._services = Services(
            answers,
            province_name="Đồng Nai",
            hotline_number="1022",
            published_sentence=lambda name: self.published.get(name),
            report_category=lambda text: self.categories.of(text),
        )

    def run(self, action: type[HotlineAction], tracker: Tracker) -> list[dict[str, Any]]:
        dispatcher = CollectingDispatcher()
        assert action(self._services).run(dispatcher, tracker, {}) == []
        return list(dispatcher.messages)

    def reply(self, action: type[HotlineAction], tracker: Tracker) -> dict[str, Any]:
        """The custom message; each action sends exactly one."""
        custom = [message["custom"] for message in self.run(action, tracker) if message["custom"]]
        assert len(custom) == 1
        found: dict[str, Any] = custom[0]
        return found

    def sentence(self, action: type[HotlineAction], tracker: Tracker) -> dict[str, Any]:
        """The fixed sentence; there is none beside a composed answer."""
        fixed = [message for message in self.run(action, tracker) if message["response"]]
        assert len(fixed) == 1
        found: dict[str, Any] = fixed[0]
        return found


def tracker(
    text: str = "",
    intent: str | None = None,
    *,
    confidence: float = 0.9,
    entities: Sequence[tuple[str, str]] = (),
    context: object = None,
) -> Tracker:
    message = {
        "text": text,
        "intent": {"name": intent, "confidence": confidence},
        "entities": [{"entity": entity, "value": value, "start": 0, "end": 1, "extractor": "test"} for entity, value in entities],
        "metadata": {"context": context} if context is not None else {},
    }
    return Tracker.from_dict({"sender_id": "webchat:1:1", "latest_message": message})


@pytest.fixture
def answers() -> FakeAnswers:
    return FakeAnswers()


@pytest.fixture
def bot(answers: FakeAnswers) -> Bot:
    return Bot(answers)
