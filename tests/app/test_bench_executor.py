from __future__ import annotations

import uuid
from dataclasses import dataclass

import pytest

from app.bench_executor import BenchExecutor, draft_ids_of
from app.wiring.answers import action_executor
from knowledge_base.knowledge import KnowledgeCache
from knowledge_base.models import Origin
from knowledge_base.publication import Publisher
from tests.knowledge_base.drafting import draft
from tests.knowledge_base.made_up import procedure

BIRTH = procedure(aliases=["làm giấy khai sinh"], summary="Đã công bố.")
DRAFTED = procedure(aliases=["làm giấy khai sinh"], summary="Còn là bản nháp.")
BENCH, CITIZEN = f"bench.{uuid.uuid4()}", f"{uuid.uuid4()}.1"


def call(sender, draft_ids=()):
    metadata = {"message_id": str(uuid.uuid4()), "context": {}} | ({"draft_ids": [str(id_) for id_ in draft_ids]} if draft_ids else {})
    message = {"text": "làm giấy khai sinh", "intent": {"name": "ask_procedure", "confidence": 0.9}, "entities": [], "metadata": metadata}
    tracker = {"sender_id": sender, "latest_message": message, "slots": {}, "events": [], "active_loop": {}}
    return {"next_action": "action_answer_question", "sender_id": sender, "tracker": tracker, "domain": {}, "version": "3.6.21"}


@dataclass
class Asker:
    executor: BenchExecutor

    async def ask(self, sender, draft_ids=()):
        result = await self.executor.run(call(sender, draft_ids))
        return result.model_dump()["responses"][0]["custom"]["text"]


@pytest.fixture
async def asker(settings, database):
    await Publisher(database).publish([BIRTH, procedure("1.000002", "Đăng ký khai tử")], origin=Origin.SHIPPED, author="thử")
    cache = KnowledgeCache(database)
    await cache.load()
    return Asker(action_executor(settings, database, cache))


class TestRun:
    async def test_bench_is_answered_from_the_draft(self, asker, database):
        text = await asker.ask(BENCH, [await draft(database, DRAFTED)])
        assert "Còn là bản nháp." in text
        assert "Đã công bố." not in text

    async def test_bench_without_a_draft_is_answered_from_what_is_published(self, asker):
        assert "Đã công bố." in await asker.ask(BENCH)

    async def test_citizen_is_never_answered_from_a_draft_whatever_the_turn_carries(self, asker, database):
        id_ = await draft(database, DRAFTED)
        await asker.ask(BENCH, [id_])
        for sender in (CITIZEN, f"{uuid.uuid4()}.danger", "", f" {BENCH}"):
            assert "Đã công bố." in await asker.ask(sender, [id_])

    async def test_answers_go_back_to_what_is_published_at_once(self, asker, database):
        await asker.ask(BENCH, [await draft(database, DRAFTED)])
        assert "Đã công bố." in await asker.ask(BENCH)


class TestDraftIdsOf:
    @pytest.mark.parametrize(
        "action_call", [{}, {"tracker": None}, {"tracker": {"sender_id": BENCH, "latest_message": {"metadata": None}}}]
    )
    def test_are_none_where_a_call_holds_none(self, action_call):
        assert draft_ids_of(action_call) == frozenset()

    def test_what_is_no_id_is_refused(self):
        with pytest.raises(ValueError, match="badly formed"):
            draft_ids_of(call(BENCH, ["' OR 1=1"]))
