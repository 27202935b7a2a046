from __future__ import annotations

from datetime import UTC, datetime

from app.evaluating.facts import facts_of_run, machine_facts
from core.db import Database
from knowledge_base.models import Origin
from knowledge_base.publication import Publisher
from tests.knowledge_base.made_up import everyday, faq, procedure


class TestFactsOfRun:
    async def test_counts_what_is_published_now_and_not_what_was(self, database: Database, database_url: str) -> None:
        publisher = Publisher(database)
        await publisher.publish([procedure(name="Tên cũ"), faq()], origin=Origin.SHIPPED, author="thử")
        await publisher.publish([procedure(), procedure("1.000002"), everyday("1.000001", "giấy")], origin=Origin.SHIPPED, author="thử")
        assert facts_of_run(database_url, 7)["published"] == {"procedure": 2, "faq": 1, "everyday_names": 1}

    def test_says_when_and_with_which_seed(self, database_url: str) -> None:
        facts = facts_of_run(database_url, 7)
        assert abs(datetime.now(UTC) - datetime.fromisoformat(facts["measured_at"])).total_seconds() < 60
        assert (facts["seed"], facts["published"]) == (7, {})

    def test_names_the_machine_and_nobody_who_uses_it(self) -> None:
        assert set(machine_facts()) == {"processors", "machine", "system", "python"}
