from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from channels.contract import ChannelError, Trouble
from channels.zalo.models import ZaloEvent
from channels.zalo.tokens import AccessToken
from channels.zalo.watching import GrantWatch, SilenceWatch
from channels.zalo.watching_repository import WatchingRepository
from conversations.channel_alarms import Alarms
from core.working_days import VietnamHolidays, WorkingCalendar
from core.working_hours import parse_week
from tests.channels.zalo.granting import connect, grant_of, open_alarms
from tests.clocks import SetClock

# A Thursday, 09:00 in Vietnam; open 07:30-11:30 and 13:00-17:00.
MORNING = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
CALENDAR = WorkingCalendar(parse_week("T2-T6 07:30-11:30 13:00-17:00"), VietnamHolidays())


@pytest.fixture
def time():
    return SetClock(MORNING)


class FakeTokens:
    def __init__(self):
        self.stale = []
        self.fault = None

    async def current(self):
        raise AssertionError("the watch asks for none")

    async def refreshed(self, stale_generation):
        self.stale.append(stale_generation)
        if self.fault:
            raise self.fault
        return AccessToken("a", stale_generation + 1)


class FakeAccount:
    def __init__(self):
        self.told = {"name": "Tổng đài 1022"}
        self.times = 0

    async def get_oa(self):
        self.times += 1
        if isinstance(self.told, Exception):
            raise self.told
        return self.told


@pytest.fixture
def tokens():
    return FakeTokens()


@pytest.fixture
def account():
    return FakeAccount()


@pytest.fixture
def watch(database, tokens, account, time):
    return GrantWatch(database, tokens, account, Alarms(clock=time), clock=time)


class TestGrantWatch:
    async def test_without_an_account_it_rings(self, watch, database):
        await watch.look()
        assert list(await open_alarms(database)) == ["not_connected"]

    async def test_account_that_is_connected_ends_that(self, watch, database, time):
        await watch.look()
        await connect(database, time.now)
        await watch.look()
        assert await open_alarms(database) == {}

    async def test_renews_when_less_than_two_hours_are_left(self, watch, database, time, tokens):
        await connect(database, time.now, access=timedelta(hours=25))
        time.go_on(hours=22, minutes=59)
        await watch.look()
        assert tokens.stale == []
        time.go_on(minutes=2)
        await watch.look()
        assert tokens.stale == [1]

    async def test_vendor_that_does_not_answer_rings_before_the_token_ends(self, watch, database, time, tokens):
        await connect(database, time.now, access=timedelta(hours=25))
        tokens.fault = ChannelError(Trouble.BACK_OFF, "oauth_no_answer")
        time.go_on(hours=23, minutes=30)
        await watch.look()
        assert await open_alarms(database) == {}
        time.go_on(minutes=31)
        await watch.look()
        assert list(await open_alarms(database)) == ["no_tokens_now"]

    async def test_refusal_rings_but_once(self, watch, database, time, tokens):
        await connect(database, time.now, access=timedelta(minutes=5))
        tokens.fault = ChannelError(Trouble.NEEDS_ADMIN, "grant_dead")
        await watch.look()
        assert await open_alarms(database) == {}  # whoever renewed has rung

    async def test_rings_days_before_the_grant_ends_for_good(self, watch, database, time):
        await connect(database, time.now, access=timedelta(days=100))
        time.go_on(days=75)
        await watch.look()
        assert await open_alarms(database) == {}
        time.go_on(days=1, seconds=1)
        await watch.look()
        assert await open_alarms(database) == {"grant_ends_soon": {"days": 13}}

    async def test_a_longer_grant_ends_that_alarm(self, watch, database, time):
        await connect(database, time.now, access=timedelta(days=100), refresh_expires_at=time.now + timedelta(days=3))
        await watch.look()
        assert list(await open_alarms(database)) == ["grant_ends_soon"]
        await connect(database, time.now)
        await watch.look()
        assert await open_alarms(database) == {}

    async def test_dead_grant_is_left_alone(self, watch, database, time, tokens, account):
        await connect(database, time.now, access=timedelta(minutes=5), dead_reason="-14014")
        await watch.look()
        assert (tokens.stale, account.times) == ([], 0)

    async def test_learns_the_accounts_name_once(self, watch, database, time, account):
        await connect(database, time.now)
        await watch.look()
        await watch.look()
        assert (await grant_of(database)).oa_name == "Tổng đài 1022"
        assert account.times == 1

    @pytest.mark.parametrize("told", [ChannelError(Trouble.BACK_OFF, "-32"), {}, {"name": None}])
    async def test_name_that_is_not_told_is_asked_for_again(self, watch, database, time, account, told):
        await connect(database, time.now)
        account.told = told
        await watch.look()
        account.told = {"name": "Tổng đài 1022"}
        await watch.look()
        assert (await grant_of(database)).oa_name == "Tổng đài 1022"


@pytest.fixture
def silence(database, time):
    return SilenceWatch(database, CALENDAR, Alarms(clock=time), silence=timedelta(minutes=120), clock=time)


@pytest.fixture
def hear(database, time):
    """A webhook comes in; `fetched`: the message was brought by the history call instead."""

    async def hear(*, fetched=False):
        sent_at = time.now if fetched else time.now - timedelta(milliseconds=80)
        row = {"event_name": "user_send_text", "user_id": "1", "body": "", "sent_at": sent_at, "received_at": time.now}
        async with database.session() as session:
            session.add(ZaloEvent(key=f"{time.now}", **row))

    return hear


class TestSilenceWatch:
    async def test_rings_after_so_many_working_minutes_without_a_webhook(self, silence, database, time, hear):
        await connect(database, time.now)
        await hear()
        time.go_on(minutes=119)
        await silence.look()
        assert await open_alarms(database) == {}
        time.go_on(minutes=1)
        await silence.look()
        assert await open_alarms(database) == {"silent": {"minutes": 120}}

    async def test_the_next_webhook_ends_it(self, silence, database, time, hear):
        await connect(database, time.now)
        time.go_on(minutes=121)
        await silence.look()
        await hear()
        await silence.look()
        assert await open_alarms(database) == {}

    async def test_lunch_and_night_and_weekend_are_quiet(self, silence, database, time, hear):
        await connect(database, time.now)
        time.now = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)  # Friday, 16:00
        await hear()
        time.now = datetime(2026, 11, 30, 1, 29, tzinfo=UTC)  # Monday, 08:29: 60 + 59 minutes
        await silence.look()
        assert await open_alarms(database) == {}
        time.go_on(minutes=1)
        await silence.look()
        assert list(await open_alarms(database)) == ["silent"]

    async def test_what_the_history_call_brought_is_no_webhook(self, silence, database, time, hear):
        await connect(database, time.now)
        time.go_on(minutes=100)
        await hear(fetched=True)
        time.go_on(minutes=30)
        await silence.look()
        assert list(await open_alarms(database)) == ["silent"]

    async def test_time_in_which_the_program_did_not_run_is_not_counted(self, database, time, hear):
        await connect(database, time.now)
        await hear()
        time.go_on(hours=6)
        restarted = SilenceWatch(database, CALENDAR, Alarms(clock=time), silence=timedelta(minutes=120), clock=time)
        await restarted.look()
        assert await open_alarms(database) == {}

    async def test_without_an_account_nothing_is_expected(self, silence, database, time):
        time.go_on(days=7)
        await silence.look()
        assert await open_alarms(database) == {}

    async def test_account_that_is_connected_anew_begins_anew(self, silence, database, time):
        await connect(database, time.now)
        time.go_on(minutes=119)
        await connect(database, time.now)
        time.go_on(minutes=10)
        await silence.look()
        assert await open_alarms(database) == {}


async def test_last_webhook_is_found_behind_messages_that_were_fetched(database, time, hear):
    await hear()
    heard_at = time.now
    time.go_on(minutes=5)
    await hear(fetched=True)
    async with database.session() as session:
        assert await WatchingRepository(session).last_webhook_at() == heard_at
