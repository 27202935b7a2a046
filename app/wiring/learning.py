"""The worker's rounds that learn from citizens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from core.db import Database
from core.settings import Settings
from desk.knowledge.client import KnowledgeClient
from desk.questions.collecting import Collecting
from desk.questions.ports import Suggestion
from desk.questions.suggesting import SuggestionRound


class LikeliestEntries:
    def __init__(self, client: KnowledgeClient) -> None:
        self._client = client

    async def likeliest(self, texts: Sequence[str]) -> Suggestion | None:
        found = await self._client.likeliest(texts) if texts else []
        return Suggestion(found[0]["kind"], found[0]["key"], found[0]["title"]) if found else None


def question_collecting(settings: Settings, database: Database) -> Collecting:
    return Collecting(database, settings.questions_low_confidence, timedelta(minutes=settings.questions_left_minutes))


def question_suggestions(database: Database, client: KnowledgeClient) -> SuggestionRound:
    return SuggestionRound(database, LikeliestEntries(client))
