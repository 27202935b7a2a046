from __future__ import annotations

import pytest
from sqlalchemy import text

from app.wiring.watching import rounds
from core.clock import utc_now
from staff.models import Role
from tests.desk.histories import Case, at
from tests.desk.personas import add_member
from tests.desk.questions.talks import SURE, Talk, items
from tests.tickets.chatting import Chat
from tests.tickets.noticing import heard_by


@pytest.fixture
def walk(settings, database):
    by_name = {one.name: one for one in rounds(settings, database)}

    async def walk(name):
        return await by_name[name].walk()

    return walk


class TestRounds:
    def test_operators_who_are_gone_are_noticed_within_the_citizens_patience(self, settings, database):
        every = {one.name: one.every.total_seconds() for one in rounds(settings, database)}
        assert every["lost operators"] + every["queue patience"] <= 5

    async def test_each_can_be_made_with_nothing_to_do(self, settings, database):
        for one in rounds(settings, database):
            await one.walk()

    async def test_whoever_is_gone_loses_the_citizens_who_wait(self, walk, database):
        lan = await add_member(database, "lan", Role.OPERATOR)
        chat = await Chat.begin(database, utc_now)
        await chat.is_taken_up_by(lan.id)
        await walk("lost operators")
        assert (await chat.state()).owner == "queue"

    @pytest.mark.parametrize(("minutes", "owner"), [(0.0, "bot"), (1.0, "queue")])
    async def test_a_queue_that_nobody_looks_after_is_given_up_at_once_or_after_the_setting(self, database, settings, minutes, owner):
        chat = await Chat.begin(database, utc_now)
        await chat.waits_in_queue()
        chosen = settings.model_copy(update={"queue_abandoned_minutes": minutes})
        await next(one for one in rounds(chosen, database) if one.name == "queue patience").walk()
        assert (await chat.state()).owner == owner

    async def test_a_missed_deadline_is_told_once(self, walk, database):
        supervisor = await add_member(database, "hoa", Role.SUPERVISOR)
        await Case.open(database, at("2020-01-01"), due_at=at("2020-01-02"), tracking_code="A7K04T9XA2", event_number=1)
        await walk("deadlines")
        await walk("deadlines")
        assert [(one.kind, one.details["code"]) for one in await heard_by(database, supervisor)] == [("breach", "A7K-04T-9XA2")]

    async def test_answers_below_the_setting_come_to_the_editors(self, database, settings):
        talk = await Talk.begin(database)
        await talk.turn("đèn đường hư", SURE | {"confidence": 0.85})
        for low, learned in ((0.8, 0), (0.9, 1)):
            chosen = settings.model_copy(update={"questions_low_confidence": low})
            async with database.session() as session:
                await session.execute(text("DELETE FROM question_watermarks"))
            await next(one for one in rounds(chosen, database) if one.name == "questions").walk()
            assert len(await items(database)) == learned

    async def test_what_was_resolved_long_ago_is_closed(self, walk, database):
        case = await Case.open(database, at("2020-01-01"), state="resolved", resolved_at=at("2020-01-02"), event_number=1)
        await walk("closing")
        async with database.session() as session:
            state = await session.scalar(text("SELECT state FROM tickets WHERE id = :id"), {"id": case.id})
        assert state == "closed"
