from __future__ import annotations

from datetime import timedelta

from core.clock import utc_now
from desk.operators.colleagues import colleagues_now
from staff.duty import SILENT_FOR, set_duty
from staff.models import DutyState, Role
from tests.desk.personas import add_member
from tests.tickets.chatting import Chat


class TestColleaguesNow:
    async def test_shows_who_is_there_and_how_many_conversations_each_has(self, database):
        lan = await add_member(database, "lan", Role.OPERATOR, group_name="Đất đai")
        hoa = await add_member(database, "hoa", Role.SUPERVISOR)
        await add_member(database, "minh", Role.EDITOR)
        for _ in range(2):
            await (await Chat.begin(database, utc_now)).is_taken_up_by(lan.id)
        async with database.session() as session:
            await set_duty(session, lan.id, DutyState.ON_DUTY)
            await set_duty(session, hoa.id, DutyState.AWAY)
        async with database.session() as session:
            found = await colleagues_now(session, SILENT_FOR, utc_now())
        shown = [(one.username, one.group_name, one.duty, one.is_on_duty, one.conversations) for one in found]
        assert shown == [("hoa", "", "away", False, 0), ("lan", "Đất đai", "on_duty", True, 2)]

    async def test_whoever_is_silent_is_off_and_still_has_their_conversations(self, database):
        lan = await add_member(database, "lan", Role.OPERATOR)
        await (await Chat.begin(database, utc_now)).is_taken_up_by(lan.id)
        async with database.session() as session:
            await set_duty(session, lan.id, DutyState.ON_DUTY)
        async with database.session() as session:
            [one] = await colleagues_now(session, SILENT_FOR, utc_now() + SILENT_FOR + timedelta(seconds=1))
        assert (one.duty, one.is_on_duty, one.conversations) == ("off", False, 1)
