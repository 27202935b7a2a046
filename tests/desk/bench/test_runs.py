from __future__ import annotations

import asyncio
import json
import uuid

import pytest
from sqlalchemy import update

from core.errors import Conflict, InputError, NotFound
from desk.bench.questions import BenchQuestions, Typed
from desk.bench.runs import BenchRuns
from knowledge_base.editing.models import DraftState, EntryDraft
from knowledge_base.judging.dialogues import ExpectedTurn
from tests.desk.bench.conftest import dialogue
from tests.knowledge_base.drafting import draft
from tests.knowledge_base.made_up import procedure


@pytest.fixture
def tuning(tmp_path):
    """A set of one dialogue with two turns."""
    (tmp_path / "first.jsonl").write_text(dialogue("làm giấy", "phí").model_dump_json() + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def runs(database, words, tuning):
    return BenchRuns(database, words, tuning)


class TestStart:
    async def test_asks_the_shipped_questions_and_the_editors_own(self, database, words, runs, editor):
        typed = Typed([ExpectedTurn(text="khai sinh", behaviour="answer")], "")
        await BenchQuestions(database, words).add(typed, editor)
        run = await runs.show(await runs.start([], editor))
        assert (run.state, run.done, run.total, run.result, run.drafts) == ("running", 0, 3, None, [])

    async def test_with_drafts_each_is_asked_twice(self, database, runs, editor):
        id_ = await draft(database, procedure(name="Khai sinh mới"))
        run = await runs.show(await runs.start([id_], editor))
        assert run.total == 4
        assert run.drafts == [{"id": str(id_), "kind": "procedure", "key": "1.000001", "title": "Khai sinh mới"}]

    async def test_of_several_at_once_one_is_begun(self, runs, editor):
        outcomes = await asyncio.gather(*(runs.start([], editor) for _ in range(4)), return_exceptions=True)
        assert [type(outcome) for outcome in outcomes].count(Conflict) == 3
        assert len(await runs.list_newest()) == 1

    async def test_draft_that_is_no_record_yet_is_named(self, database, runs, editor):
        id_ = await draft(database, procedure())
        async with database.session() as session:
            await session.execute(update(EntryDraft).values(record={"name": "Khai sinh dở dang"}))
        with pytest.raises(InputError, match="«Khai sinh dở dang»"):
            await runs.start([id_], editor)

    async def test_draft_that_came_to_its_end_is_not_found(self, database, runs, editor):
        id_ = await draft(database, procedure(), state=DraftState.PUBLISHED)
        for ids in ([id_], [uuid.uuid4()]):
            with pytest.raises(NotFound):
                await runs.start(ids, editor)

    async def test_refuses_more_drafts_than_are_ever_looked_at_together(self, runs, editor):
        with pytest.raises(InputError) as refused:
            await runs.start([uuid.uuid4() for _ in range(21)], editor)
        assert refused.value.code == "too_many_drafts"

    async def test_without_a_question_there_is_nothing_to_run(self, database, words, editor, tmp_path):
        with pytest.raises(InputError) as refused:
            await BenchRuns(database, words, tmp_path / "nothing").start([], editor)
        assert refused.value.code == "no_questions"


class TestCancel:
    async def test_ends_it_and_another_may_begin(self, runs, editor):
        first = await runs.start([], editor)
        await runs.cancel(first)
        assert (await runs.show(first)).state == "cancelled"
        await runs.start([], editor)
        assert [run.state for run in await runs.list_newest()] == ["running", "cancelled"]

    async def test_is_harmless_when_it_has_ended(self, runs, editor):
        run_id = await runs.start([], editor)
        await runs.cancel(run_id)
        before = (await runs.show(run_id)).finished_at
        await runs.cancel(run_id)
        assert (await runs.show(run_id)).finished_at == before

    async def test_what_never_was_is_not_found(self, runs):
        for attempt in (runs.cancel(uuid.uuid4()), runs.show(uuid.uuid4())):
            with pytest.raises(NotFound):
                await attempt


async def test_later_changes_of_the_questions_do_not_touch_a_run(runs, editor, tuning):
    run_id = await runs.start([], editor)
    (tuning / "first.jsonl").write_text(json.dumps({"id": "x", "turns": []}) + "\n", encoding="utf-8")
    assert (await runs.show(run_id)).total == 2
