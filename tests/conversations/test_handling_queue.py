from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from procrastinate.jobs import Job
from sqlalchemy import text

from conversations.handling_queue import TASK, queue_app, register_handling, revive_stalled
from conversations.limits import Limits
from conversations.models import MessageKind
from core.errors import Unavailable
from core.settings import PROJECT_ROOT
from tests.conversations.personas import jobs
from tests.working import until, working


def answers(citizen, count):
    """Waits for this many replies."""

    async def look():
        found = await citizen.texts(kind=MessageKind.REPLY)
        return found if len(found) >= count else []

    return until(look)


def no_jobs_left(database):
    async def look():
        return not await jobs(database)

    return until(look)


class TestOrder:
    async def test_a_citizens_messages_are_answered_one_after_another_in_order(self, citizen, handler, bot, database_url):
        questions = [await citizen.say(f"Câu {number}") for number in range(15)]
        async with working(database_url, handler):
            await answers(citizen, 15)
        assert bot.texts == [f"Câu {number}" for number in range(15)]
        replies = [message.in_reply_to for message in await citizen.thread() if message.kind == MessageKind.REPLY]
        assert replies == [question.id for question in questions]

    async def test_the_next_message_is_begun_as_soon_as_the_one_before_is_answered(self, citizen, handler, database, database_url):
        for number in range(15):
            await citizen.say(f"Câu {number}")
        async with working(database_url, handler, looks_every=60):
            await no_jobs_left(database)

    async def test_a_citizen_does_not_wait_for_a_strangers_slow_answer(self, citizen, stranger, handler, bot, database_url):
        released = asyncio.Event()

        async def be_slow(turn):
            if turn.text == "Câu khó":
                await released.wait()

        bot.think = be_slow
        await stranger.say("Câu khó")
        await citizen.say("Câu dễ")
        async with working(database_url, handler):
            await answers(citizen, 1)
            assert await stranger.waits()
            released.set()
            await answers(stranger, 1)

    async def test_a_message_waits_for_the_one_before_while_that_is_tried_again(self, citizen, handler, bot, database_url):
        bot.go_away()
        await citizen.say("Câu đầu")
        await citizen.say("Câu sau")

        async def tried():
            return bot.turns

        async with working(database_url, handler):
            await until(tried)
            bot.come_back()
            await answers(citizen, 2)
        assert bot.texts[-1] == "Câu sau"
        assert set(bot.texts[:-1]) == {"Câu đầu"}

    async def test_answered_jobs_leave_nothing_behind(self, citizen, handler, database, database_url):
        await citizen.say("Làm khai sinh cần gì?")
        async with working(database_url, handler):
            await no_jobs_left(database)


class TestBotAway:
    async def test_answers_once_when_it_is_back(self, citizen, handler, bot, database, database_url):
        bot.go_away()
        await citizen.say("Làm khai sinh cần gì?")

        async def tried():
            return bot.turns

        async with working(database_url, handler):
            await until(tried)
            bot.come_back()
            await no_jobs_left(database)
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Trả lời: Làm khai sinh cần gì?"]


class TestGiveUp:
    @pytest.fixture
    def limits(self):
        return Limits(give_up=timedelta(seconds=0.3))

    async def test_hands_the_question_to_a_person_and_goes_on_with_the_next(self, citizen, handler, bot, service, database, database_url):
        bot.go_away()
        question = await citizen.say("Làm khai sinh cần gì?")
        async with working(database_url, handler):
            await answers(citizen, 1)
            assert [message.id for message in await service.list_unanswered()] == [question.id]
            bot.come_back()
            await citizen.say("Câu sau")
            await answers(citizen, 2)
            await no_jobs_left(database)
        assert await citizen.states() == ["needs_person", "answered"]


class TestFault:
    """Something in the bot breaks on this one question, again and again."""

    @pytest.fixture
    def broken_bot(self, bot):
        async def break_on_one(turn):
            if turn.text == "Câu lạ":
                raise KeyError("behaviour")

        bot.think = break_on_one
        return bot

    @pytest.mark.usefixtures("broken_bot")
    async def test_is_tried_again(self, citizen, handler, database, database_url):
        await citizen.say("Câu lạ")

        async def put_back():
            return [job for job in await jobs(database) if job["attempts"] == 1 and job["status"] == "todo"]

        async with working(database_url, handler):
            await until(put_back)
        assert await citizen.waits()

    @pytest.mark.usefixtures("broken_bot")
    async def test_goes_to_a_person_after_the_last_try_and_the_rest_goes_on(
        self, citizen, stranger, handler, service, database, database_url
    ):
        question = await citizen.say("Câu lạ")
        async with database.session() as session:
            await session.execute(text("UPDATE procrastinate_jobs SET attempts = 5"))
        await citizen.say("Câu sau")
        await stranger.say("Câu khác")
        async with working(database_url, handler):
            await answers(citizen, 2)
            await answers(stranger, 1)
        assert [message.id for message in await service.list_unanswered()] == [question.id]
        assert await citizen.states() == ["needs_person", "answered"]


class TestWorkerStops:
    async def test_what_it_has_begun_is_finished(self, citizen, handler, bot, database_url):
        asked = asyncio.Event()

        async def take_a_while(_turn):
            asked.set()
            await asyncio.sleep(0.1)

        bot.think = take_a_while
        await citizen.say("Làm khai sinh cần gì?")
        async with working(database_url, handler):
            await asked.wait()
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Trả lời: Làm khai sinh cần gì?"]

    @pytest.mark.parametrize("tries_before", [0, 40])
    async def test_what_it_cannot_finish_is_answered_by_the_next(self, citizen, handler, bot, database, database_url, tries_before):
        asked = asyncio.Event()

        async def never_answer(_turn):
            asked.set()
            await asyncio.Event().wait()

        bot.think = never_answer
        await citizen.say("Làm khai sinh cần gì?")
        async with database.session() as session:
            await session.execute(text("UPDATE procrastinate_jobs SET attempts = :tries"), {"tries": tries_before})
        async with working(database_url, handler, patience=0.05):
            await asked.wait()
        bot.think = None
        async with working(database_url, handler):
            await answers(citizen, 1)
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Trả lời: Làm khai sinh cần gì?"]


@asynccontextmanager
async def doomed_worker(database_url):
    """A worker in a process of its own; gives the id of the message whose reply it holds."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.conversations.doomed_worker", database_url]
    process = await asyncio.create_subprocess_exec(*command, cwd=PROJECT_ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()
    finally:
        process.kill()
        await process.communicate()


class TestReviveStalled:
    async def test_a_reply_that_a_killed_worker_held_is_stored_once_by_another(self, citizen, handler, database, database_url):
        question = await citizen.say("Làm khai sinh cần gì?")
        async with doomed_worker(database_url) as held:
            assert held == str(question.id)
        assert await citizen.texts(kind=MessageKind.REPLY) == []

        async with working(database_url, handler) as app:

            async def revived():
                return await revive_stalled(app, timedelta(seconds=0.5))

            assert await until(revived) == 1
            await no_jobs_left(database)
        assert await citizen.texts(kind=MessageKind.REPLY) == ["Trả lời: Làm khai sinh cần gì?"]
        assert await citizen.states() == ["answered"]

    async def test_a_living_workers_job_is_left_to_it(self, citizen, handler, bot, database_url):
        asked, released = asyncio.Event(), asyncio.Event()

        async def take_a_while(_turn):
            asked.set()
            await released.wait()

        bot.think = take_a_while
        await citizen.say("Làm khai sinh cần gì?")
        async with working(database_url, handler) as app:
            await asked.wait()
            await asyncio.sleep(0.5)
            assert await revive_stalled(app, timedelta(seconds=0.4)) == 0
            released.set()
            await answers(citizen, 1)
        assert len(bot.turns) == 1

    async def test_two_rescuers_at_the_same_moment_do_not_stop_one_another(self, citizen, database, database_url):
        for number in range(3):
            await citizen.say(f"Câu {number}")
        async with database.session() as session:
            await session.execute(text("UPDATE procrastinate_jobs SET lock = NULL, status = 'doing'"))
        app = queue_app(database_url)
        async with app.open_async():
            revived = await asyncio.gather(*(revive_stalled(app, timedelta(seconds=0.5)) for _ in range(4)))
        assert sum(revived) >= 3
        assert {job["status"] for job in await jobs(database)} == {"todo"}

    async def test_a_database_that_is_away_for_a_moment_is_no_reason_to_stop(self, database_url, postgres):
        app = queue_app(database_url)
        async with app.open_async():
            backend = await app.connector.execute_query_one_async("SELECT pg_backend_pid() AS pid")
            with psycopg.connect(postgres, autocommit=True) as admin:
                admin.execute("SELECT pg_terminate_backend(%s, 2000)", [backend["pid"]])
            assert await revive_stalled(app, timedelta(seconds=1)) == 0


class TestServerCutsIdleConnections:
    @pytest.fixture
    def database_url(self, own_database_url):
        return own_database_url

    async def test_the_next_job_is_taken_all_the_same(self, citizen, database_url):
        app = queue_app(database_url)
        async with app.open_async():
            await app.job_manager.list_jobs_async()
            others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            with psycopg.connect(database_url, autocommit=True) as admin:
                admin.execute(f"SELECT pg_terminate_backend(pid, 2000) {others}")
            await citizen.say("Câu hỏi")
            [job] = await app.job_manager.list_jobs_async()
        assert job.task_name == TASK


class TestWaits:
    """How long a job waits before it is tried again, from its attempts so far."""

    @pytest.fixture
    def wait(self, database_url, handler):
        app = queue_app(database_url)
        register_handling(app, handler)
        strategy = app.tasks[TASK].retry_strategy
        assert strategy is not None

        def seconds(error, attempts):
            job = Job(id=1, queue="messages", lock=None, queueing_lock=None, task_name=TASK, attempts=attempts)
            decision = strategy.get_retry_decision(exception=error, job=job)
            if decision is None:
                return None
            assert decision.retry_at is not None
            return round((decision.retry_at - datetime.now(UTC)).total_seconds(), 1)

        return seconds

    def test_grow_while_the_bot_is_away_and_never_end(self, wait):
        away = Unavailable("bot", "away")
        assert [wait(away, attempts) for attempts in (0, 1, 2, 3, 4, 5, 6, 100)] == [1, 2, 4, 8, 15, 15, 15, 15]

    def test_end_when_something_is_broken(self, wait):
        assert wait(KeyError("behaviour"), 4) is not None
        assert wait(KeyError("behaviour"), 5) is None

    def test_are_nothing_when_the_worker_was_stopped(self, wait):
        assert wait(asyncio.CancelledError(), 100) == 0
