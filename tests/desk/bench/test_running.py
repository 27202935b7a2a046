from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from core.clock import utc_now
from core.errors import Unavailable
from desk.bench.answering import Answering
from desk.bench.known import Grounds
from desk.bench.models import BenchAnswer, BenchRun
from desk.bench.questions import BenchQuestions, Typed
from desk.bench.running import SILENT_FOR, BenchRounds
from desk.bench.runs import BenchRuns
from knowledge_base.editing.models import DraftState, EntryDraft
from knowledge_base.models import Origin
from knowledge_base.publication import Publisher
from knowledge_base.repository import KnowledgeRepository
from tests.desk.bench.conftest import BIRTH, DEATH, dialogue
from tests.knowledge_base.drafting import draft
from tests.knowledge_base.made_up import faq, procedure
from tests.working import until

TEXTS = [f"làm giấy {number}" for number in range(12)]


class ActionServer:
    """Knows what was published as soon as the database does, unless told to lag behind."""

    def __init__(self, database):
        self._database = database
        self.lags = 0
        self.is_away = False

    async def revision(self):
        if self.is_away:
            raise Unavailable("knowledge", "away")
        async with self._database.session() as session:
            known = await KnowledgeRepository(session).get_revision()
        self.lags, behind = max(self.lags - 1, 0), self.lags > 0
        return known - behind


@pytest.fixture
def runs(database, words, tmp_path):
    lines = [dialogue(text, id_=f"q-{text}").model_dump_json() for text in TEXTS]
    (tmp_path / "first.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return BenchRuns(database, words, tmp_path)


@pytest.fixture
def action_server(database):
    return ActionServer(database)


@pytest.fixture
def new_worker(database, bot, action_server):
    def make(program="a"):
        grounds = Grounds(program, lambda: date(2026, 11, 26))
        return BenchRounds(database, Answering(database, bot, grounds, waits=(0, 0)), grounds, action_server, waits=(0, 0, 0))

    return make


@pytest.fixture
def worker(new_worker):
    return new_worker()


@pytest.fixture
async def drafted(database, town):
    return await draft(database, procedure(BIRTH, "Đăng ký khai sinh, sửa"))


@pytest.fixture(autouse=True)
def answers(bot):
    bot.published = dict.fromkeys(TEXTS, BIRTH)


async def make_silent(database):
    async with database.session() as session:
        await session.execute(update(BenchRun).values(seen_at=func.now() - SILENT_FOR - timedelta(seconds=1)))


class TestWalk:
    async def test_nothing_to_do_is_nothing_done(self, worker, bot):
        await worker.walk()
        assert bot.asked == []

    async def test_asks_all_of_what_is_published_and_tells_the_figures(self, runs, worker, editor, bot, town):
        run_id = await runs.start([], editor)
        await worker.walk()
        run = await runs.show(run_id)
        assert (run.state, run.done, run.total) == ("done", 12, 12)
        assert (run.result["before"]["right"], run.result["after"]) == (1.0, None)
        assert sorted(bot.asked) == sorted((text, False) for text in TEXTS)

    async def test_asks_each_before_and_after_and_tells_what_changes(self, runs, worker, editor, bot, drafted):
        bot.published |= {TEXTS[0]: DEATH}
        bot.drafted = {TEXTS[0]: BIRTH, TEXTS[1]: DEATH}
        run_id = await runs.start([drafted], editor)
        await worker.walk()
        run = await runs.show(run_id)
        assert (run.state, run.done, run.total) == ("done", 24, 24)
        assert [each["said"] for each in run.result["better"]] == [[TEXTS[0]]]
        assert [each["said"] for each in run.result["broken"]] == [[TEXTS[1]]]
        assert run.result["broken"][0]["before"]["text"] == f"{BIRTH}: {TEXTS[1]}"
        assert run.result["broken"][0]["after"]["text"] == f"{DEATH}: {TEXTS[1]}"

    async def test_own_questions_alone_where_that_is_wanted(self, runs, worker, editor, bot, words, database):
        await BenchQuestions(database, words).add(Typed(dialogue(TEXTS[0]).turns, ""), editor)
        run_id = await runs.start([], editor, only_own=True)
        await worker.walk()
        assert ((await runs.show(run_id)).total, bot.asked) == (1, [(TEXTS[0], False)])

    async def test_a_few_are_asked_at_once_and_no_more(self, runs, worker, editor, bot, town):
        await runs.start([], editor)
        await worker.walk()
        assert 1 < bot.most_at_once <= 4

    async def test_what_is_published_is_asked_once_for_several_runs(self, runs, worker, editor, bot, drafted, database):
        await runs.start([drafted], editor)
        await worker.walk()
        bot.asked.clear()
        async with database.session() as session:
            await session.execute(update(EntryDraft).values(revision=EntryDraft.revision + 1))
        await runs.start([drafted], editor)
        await worker.walk()
        assert sorted(bot.asked) == sorted((text, True) for text in TEXTS)

    async def test_another_program_is_asked_anew(self, runs, new_worker, editor, bot, town):
        await runs.start([], editor)
        await new_worker().walk()
        bot.asked.clear()
        await runs.start([], editor)
        await new_worker("b").walk()
        assert len(bot.asked) == len(TEXTS)

    async def test_so_is_what_is_published_since(self, runs, worker, editor, bot, town, database):
        await runs.start([], editor)
        await worker.walk()
        bot.asked.clear()
        await Publisher(database).publish([faq()], origin=Origin.SHIPPED, author="thử")
        await runs.start([], editor)
        await worker.walk()
        assert len(bot.asked) == len(TEXTS)

    async def test_waits_until_what_was_published_last_is_answered_from(self, runs, worker, editor, bot, town, action_server):
        action_server.lags = 2
        run_id = await runs.start([], editor)
        await worker.walk()
        assert (action_server.lags, (await runs.show(run_id)).state) == (0, "done")


class TestKilled:
    async def test_worker_that_takes_over_asks_only_what_is_missing(self, runs, new_worker, editor, bot, town, database):
        run_id = await runs.start([], editor)
        reached = asyncio.Event()

        async def hang(text):
            if len(bot.asked) > 6:
                reached.set()
                await asyncio.Event().wait()

        bot.before_answer = hang
        killed = asyncio.create_task(new_worker().walk())
        await asyncio.wait_for(reached.wait(), 10)

        async def kept():
            async with database.session() as session:
                return await session.scalar(select(func.count()).select_from(BenchAnswer))

        await until(kept)
        killed.cancel()
        await asyncio.gather(killed, return_exceptions=True)
        there = await kept()
        assert (await runs.show(run_id)).state == "running"
        bot.before_answer = None
        bot.asked.clear()
        await make_silent(database)
        await new_worker().walk()
        assert (await runs.show(run_id)).state == "done"
        assert len(bot.asked) == len(TEXTS) - there < len(TEXTS)

    async def test_run_that_a_living_worker_has_is_left_alone(self, runs, new_worker, editor, bot, town):
        await runs.start([], editor)
        held = asyncio.Event()

        async def hold(_text):
            await held.wait()

        bot.before_answer = hold
        first = asyncio.create_task(new_worker().walk())
        await until(lambda: asyncio.sleep(0, bool(bot.asked)))
        asked = len(bot.asked)
        await new_worker().walk()
        assert len(bot.asked) == asked
        held.set()
        await first

    async def test_worker_that_lost_its_run_writes_nothing_more(self, runs, new_worker, editor, bot, town, database):
        run_id = await runs.start([], editor)
        held = asyncio.Event()

        async def hold(_text):
            await held.wait()

        bot.before_answer = hold
        slow = asyncio.create_task(new_worker().walk())
        await until(lambda: asyncio.sleep(0, bool(bot.asked)))
        await make_silent(database)
        bot.before_answer = None
        await new_worker().walk()
        before = (await runs.show(run_id)).finished_at
        held.set()
        await slow
        assert ((await runs.show(run_id)).state, (await runs.show(run_id)).finished_at) == ("done", before)


class TestCancelled:
    async def test_asks_no_more_than_was_under_way(self, runs, worker, editor, bot, town):
        run_id = await runs.start([], editor)

        async def cancel(text):
            await runs.cancel(run_id)

        bot.before_answer = cancel
        await worker.walk()
        assert (await runs.show(run_id)).state == "cancelled"
        assert len(bot.asked) <= 5


class TestChangedMeanwhile:
    async def test_publication_begins_the_run_anew(self, runs, worker, editor, bot, drafted, database):
        run_id = await runs.start([drafted], editor)

        async def publish(_text):
            bot.before_answer = None
            await Publisher(database).publish([faq()], origin=Origin.SHIPPED, author="thử")

        bot.before_answer = publish
        await worker.walk()
        assert ((await runs.show(run_id)).state, (await runs.show(run_id)).done) == ("done", 24)
        async with database.session() as session:
            bases = set(await session.scalars(select(BenchAnswer.basis)))
            whole = await session.scalar(select(func.count()).where(BenchAnswer.basis == max(bases)))
        assert whole == 24

    async def test_draft_that_is_saved_is_measured_as_it_is_now(self, runs, worker, editor, bot, drafted, database):
        run_id = await runs.start([drafted], editor)

        async def save(_text):
            bot.before_answer = None
            async with database.session() as session:
                await session.execute(update(EntryDraft).values(revision=EntryDraft.revision + 1))
            bot.drafted = dict.fromkeys(TEXTS, DEATH)

        bot.before_answer = save
        await worker.walk()
        assert (await runs.show(run_id)).result["counts"]["broken"] == len(TEXTS)

    async def test_draft_that_is_published_meanwhile_ends_the_run_with_words(self, runs, worker, editor, bot, drafted, database, words):
        run_id = await runs.start([drafted], editor)

        async def end(_text):
            async with database.session() as session:
                await session.execute(update(EntryDraft).values(state=DraftState.PUBLISHED))

        bot.before_answer = end
        await worker.walk()
        run = await runs.show(run_id)
        assert (run.state, run.failure) == ("failed", "draft_gone")
        assert words.has(f"failure_{run.failure}")


class TestAway:
    async def test_bot_that_comes_back_in_time_is_asked_again(self, runs, worker, editor, bot, town):
        run_id = await runs.start([], editor)
        bot.is_away = True

        async def come_back(_text):
            if len(bot.asked) > 4:
                bot.is_away = False

        bot.before_answer = come_back
        await worker.walk()
        assert (await runs.show(run_id)).state == "done"

    async def test_bot_that_stays_away_ends_the_run_with_words(self, runs, worker, editor, bot, town, words):
        run_id = await runs.start([], editor)
        bot.is_away = True
        await worker.walk()
        run = await runs.show(run_id)
        assert (run.state, run.failure) == ("failed", "bot_away")
        assert words.has(f"failure_{run.failure}")

    @pytest.mark.parametrize("trouble", ["away", "behind"])
    async def test_so_does_an_action_server_that_does_not_know_what_is_published(
        self, runs, worker, editor, bot, town, action_server, trouble
    ):
        action_server.is_away, action_server.lags = trouble == "away", 99
        run_id = await runs.start([], editor)
        await worker.walk()
        assert ((await runs.show(run_id)).failure, bot.asked) == ("bot_away", [])


class TestForget:
    async def test_old_answers_and_runs_go_and_the_rest_stays(self, runs, worker, editor, bot, town, database):
        await runs.start([], editor)
        await worker.walk()
        async with database.session() as session:
            await session.execute(update(BenchRun).values(created_at=utc_now() - timedelta(days=91)))
            await session.execute(update(BenchAnswer).values(at=utc_now() - timedelta(days=3)))
        young = await runs.start([], editor)
        await worker.forget()
        assert [run.id for run in await runs.list_newest()] == [young]
        async with database.session() as session:
            assert await session.scalar(select(func.count()).select_from(BenchAnswer)) == 0
