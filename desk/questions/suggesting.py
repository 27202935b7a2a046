"""The worker's round that asks search what the questions of a cluster are about, so that editors have a first guess."""

from __future__ import annotations

import structlog

from core.db import Database
from core.errors import Unavailable
from desk.questions.phrasings import publishable
from desk.questions.ports import Suggesting, Suggestion
from desk.questions.repository import QuestionRepository, list_unsuggested

_log = structlog.get_logger()
_BATCH = 20
_ASKED_WITH = 5
_NONE = Suggestion("", "", "")


class SuggestionRound:
    def __init__(self, database: Database, suggesting: Suggesting) -> None:
        self._database = database
        self._suggesting = suggesting

    async def walk(self) -> int:
        """While the knowledge base does not answer, the rest is left for the next walk."""
        count = 0
        try:
            while batch := await self._batch():
                count += batch
        except Unavailable as error:
            _log.warning("nothing is suggested for citizens' questions now", error=error.code)
        return count

    async def _batch(self) -> int:
        async with self._database.session() as session:
            repository = QuestionRepository(session)
            ids = await list_unsuggested(session, _BATCH)
            asked = {cluster_id: [item.text for item in await repository.oldest_of(cluster_id, _ASKED_WITH)] for cluster_id in ids}
        found = {cluster_id: await self._suggesting.likeliest(publishable(texts)) or _NONE for cluster_id, texts in asked.items()}
        async with self._database.session() as session:
            repository = QuestionRepository(session)
            await repository.lock()
            for cluster_id, suggestion in found.items():
                cluster = await repository.find(cluster_id)
                if cluster is not None:
                    cluster.suggested_kind, cluster.suggested_key = suggestion.kind, suggestion.key
                    cluster.suggested_title, cluster.suggested_for = suggestion.title, cluster.items
        return len(ids)
