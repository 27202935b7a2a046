from __future__ import annotations

import pytest

from app.wiring.words import words_of
from conversations.channel_alarms import Alarms
from desk.channels.alarm_bell import ring_at_desks
from staff.models import Role
from tests.desk.operators.office import Office

EVENT = "channel_alarms"


@pytest.fixture
async def office(database, database_url, settings):
    made = Office(database, database_url, words_of(settings, "desk/operators/alerts.yml"))
    made.ring_with(ring_at_desks)
    async with made.opened():
        yield made


async def test_those_who_look_after_the_whole_hear_of_an_alarm_and_of_its_end(office, database):
    supervisor, operator = office.sit(Role.SUPERVISOR), office.sit(Role.OPERATOR)
    async with database.session() as session:
        await Alarms().raise_(session, "zalo", "silent")
    await supervisor.hears(EVENT)
    async with database.session() as session:
        await Alarms().end(session, "zalo", "silent")
    await supervisor.hears(EVENT)
    await office.catch_up(database)
    assert [name for name, _ in operator.desk.waiting()].count(EVENT) == 0
