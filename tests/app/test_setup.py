from __future__ import annotations

from app.setup import publish_shipped_content
from core.db import Database
from core.settings import Settings
from knowledge_base.content_loader import shipped_choices, shipped_faqs, shipped_procedures
from knowledge_base.knowledge import KnowledgeCache
from knowledge_base.models import EntryKind
from knowledge_base.questions_asked import shipped_names_and_questions
from knowledge_base.repository import KnowledgeRepository


class TestPublishShippedContent:
    async def test_all_that_is_shipped_can_be_asked_for_and_a_second_start_changes_nothing(
        self, settings: Settings, database: Database, database_url: str
    ) -> None:
        first = await publish_shipped_content(settings, database_url)
        knowledge = await KnowledgeCache(database).load()
        assert set(knowledge.procedures) == {record.code for record in shipped_procedures()}
        assert set(knowledge.faqs) == {record.slug for record in shipped_faqs()}
        assert set(knowledge.choices) <= {record.slug for record in shipped_choices()}
        async with database.session() as session:
            named = await KnowledgeRepository(session).list_published(EntryKind.EVERYDAY_NAMES)
        assert {row.key for row in named} == {record.code for record in shipped_names_and_questions()}
        again = await publish_shipped_content(settings, database_url)
        assert (again.added, again.changed, again.kept) == ([], [], [])
        assert len(again.unchanged) == len(first.added)
