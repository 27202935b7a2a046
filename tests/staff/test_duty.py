from __future__ import annotations

import psycopg
import pytest

from core.db import libpq_url
from staff.duty import colleagues, duty_of, go_off, heartbeat, list_on_duty, list_silent, set_duty
from staff.models import DutyState, Role
from tests.desk.personas import add_member


@pytest.fixture
async def lan(database):
    return await add_member(database, "lan", Role.OPERATOR)


@pytest.fixture
async def hoa(database):
    return await add_member(database, "hoa", Role.SUPERVISOR)


@pytest.fixture
def do(database, clock):
    async def do(what, member, *arguments):
        async with database.session() as session:
            await what(session, member.id, *arguments, clock=clock)

    return do


@pytest.fixture
def names(database, clock):
    async def names(what):
        async with database.session() as session:
            return [member.username for member in await what(session, clock())]

    return names


@pytest.fixture
async def announced(database_url):
    """What has been told on the channel since the test began."""
    async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listener:
        await listener.execute("LISTEN staff")

        async def announced():
            return [notice.payload async for notice in listener.notifies(timeout=0.2)]

        yield announced


class TestListOnDuty:
    async def test_holds_whoever_is_on_duty_longest_first(self, do, names, lan, hoa, clock):
        await do(set_duty, hoa, DutyState.ON_DUTY)
        clock.go_on(seconds=1)
        await do(set_duty, lan, DutyState.ON_DUTY)
        assert await names(list_on_duty) == ["hoa", "lan"]

    async def test_leaves_out_whoever_is_away(self, do, names, lan, hoa):
        await do(set_duty, lan, DutyState.ON_DUTY)
        await do(set_duty, lan, DutyState.AWAY)
        assert await names(list_on_duty) == []

    async def test_leaves_out_whoever_is_silent_and_takes_them_back(self, do, names, lan, clock):
        await do(set_duty, lan, DutyState.ON_DUTY)
        clock.go_on(seconds=89)
        assert await names(list_on_duty) == ["lan"]
        clock.go_on(seconds=1)
        assert await names(list_on_duty) == []
        await do(heartbeat, lan)
        assert await names(list_on_duty) == ["lan"]

    async def test_leaves_out_whoever_may_not_answer(self, do, names, database):
        for member in (
            await add_member(database, "bien.tap", Role.EDITOR),
            await add_member(database, "quan.tri", Role.ADMIN),
            await add_member(database, "da.nghi", Role.OPERATOR, is_active=False),
        ):
            await do(set_duty, member, DutyState.ON_DUTY)
        assert await names(list_on_duty) == []


class TestHeartbeat:
    async def test_first_one_says_here_but_not_on_duty(self, do, names, lan, database):
        await do(heartbeat, lan)
        async with database.session() as session:
            assert await duty_of(session, lan.id) == "away"
        assert await names(list_silent) == []

    async def test_leaves_duty_as_it_is(self, do, names, lan):
        await do(set_duty, lan, DutyState.ON_DUTY)
        await do(heartbeat, lan)
        assert await names(list_on_duty) == ["lan"]

    async def test_is_news_only_after_a_silence(self, do, lan, clock, announced):
        await do(heartbeat, lan)
        clock.go_on(seconds=10)
        await do(heartbeat, lan)
        assert await announced() == [str(lan.id)]
        clock.go_on(seconds=90)
        await do(heartbeat, lan)
        assert await announced() == [str(lan.id)]


class TestListSilent:
    async def test_holds_everybody_not_heard_from(self, do, names, lan, hoa, database, clock):
        await do(heartbeat, lan)
        gone = await add_member(database, "da.nghi", Role.OPERATOR, is_active=False)
        await do(heartbeat, gone)
        assert await names(list_silent) == ["da.nghi", "hoa"]
        clock.go_on(seconds=90)
        assert await names(list_silent) == ["da.nghi", "hoa", "lan"]


class TestSetDuty:
    async def test_is_told_to_everybody(self, do, lan, announced):
        await do(set_duty, lan, DutyState.ON_DUTY)
        assert await announced() == [str(lan.id)]


class TestGoOff:
    async def test_is_told_once(self, do, lan, database, announced):
        await do(set_duty, lan, DutyState.ON_DUTY)
        for _ in range(2):
            async with database.session() as session:
                await go_off(session, lan.id)
        assert await announced() == [str(lan.id)] * 2
        async with database.session() as session:
            assert await duty_of(session, lan.id) == "off"


class TestColleagues:
    async def test_are_all_who_answer_with_what_they_do_now(self, do, lan, hoa, database, clock):
        await add_member(database, "bien.tap", Role.EDITOR)
        await add_member(database, "minh", Role.OPERATOR)
        await do(set_duty, lan, DutyState.ON_DUTY)
        clock.go_on(seconds=60)
        await do(set_duty, hoa, DutyState.AWAY)
        async with database.session() as session:
            now = {colleague.member.username: colleague.duty for colleague in await colleagues(session, clock())}
        assert now == {"hoa": "away", "lan": "on_duty", "minh": "off"}
        clock.go_on(seconds=60)
        async with database.session() as session:
            later = {colleague.member.username: colleague.duty for colleague in await colleagues(session, clock())}
        assert later == {"hoa": "away", "lan": "off", "minh": "off"}
