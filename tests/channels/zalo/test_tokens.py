"""The grant survives everybody who renews it at once, and every moment at which a process may be stopped."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

import httpx
import pytest
from sqlalchemy.exc import OperationalError

from channels.contract import ChannelError, Trouble
from channels.zalo.grants import CHANNEL, GRANT_DEAD, NO_TOKENS_NOW, Grants
from channels.zalo.oauth import TokenPair, ZaloOAuth
from channels.zalo.tokens import AccessToken, GrantTokens
from conversations.channel_alarms import Alarms
from core.clock import utc_now
from core.db import Database
from core.secret_keeping import SecretKeeper
from tests.channels.zalo.granting import GRANTS, KEY, OA_ID, connect, grant_of, open_alarms
from tests.channels.zalo.token_server import ACCESS, TokenServer
from tests.working import until


@pytest.fixture
def server():
    return TokenServer()


@pytest.fixture
async def process(database_url, server):
    """Makes the tokens of one more process: with connections and an HTTP client of its own."""
    async with AsyncExitStack() as stack:

        async def process(keeper=KEY):
            own, http = Database(database_url), await stack.enter_async_context(server.http())
            stack.push_async_callback(own.close)
            return GrantTokens(own, ZaloOAuth(http, ACCESS), Grants(SecretKeeper([keeper]), Alarms()))

        yield process


@pytest.fixture
async def connected(database, server):
    """The account is connected; `await connected(access=…)` says how long the access token still lives."""

    async def connected(access=timedelta(hours=25)):
        server.live_access, server.live_refresh = "access 0", "refresh 0"
        await connect(database, utc_now(), access=access)

    return connected


class TestCurrent:
    async def test_is_the_one_that_was_granted(self, process, connected):
        await connected()
        assert await (await process()).current() == AccessToken("access 0", 1)

    async def test_one_that_has_ended_is_renewed_before_anybody_uses_it(self, process, connected, server):
        await connected(access=timedelta(seconds=-1))
        assert await (await process()).current() == AccessToken("access 1", 2)
        assert server.refreshes == 1

    async def test_one_that_ends_within_a_minute_is_renewed(self, process, connected):
        await connected(access=timedelta(seconds=50))
        assert (await (await process()).current()).value == "access 1"

    async def test_without_an_account_an_administrator_is_needed(self, process):
        with pytest.raises(ChannelError) as error:
            await (await process()).current()
        assert (error.value.trouble, error.value.code) == (Trouble.NEEDS_ADMIN, "not_connected")


class TestTwoProcessesAtOnce:
    async def test_refused_in_the_middle_of_a_conversation_both_go_on_after_one_renewal(self, process, connected, server, database):
        await connected()
        one, other = await process(), await process()
        stale = await one.current()
        server.gate.clear()
        renewing = [asyncio.create_task(tokens.refreshed(stale.generation)) for tokens in (one, other)]
        await until(lambda: second_is_there(database, server))
        server.gate.set()
        assert await asyncio.gather(*renewing) == [AccessToken("access 1", 2)] * 2
        assert len(server.requests) == server.refreshes == 1
        assert server.live_access == "access 1"

    async def test_many_callers_in_many_processes_ask_the_vendor_once(self, process, connected, server):
        await connected()
        processes = [await process() for _ in range(4)]
        given = await asyncio.gather(*(tokens.refreshed(1) for tokens in processes for _ in range(12)))
        assert set(given) == {AccessToken("access 1", 2)}
        assert len(server.requests) == 1

    async def test_expired_for_all_of_them_at_the_same_moment(self, process, connected, server):
        await connected(access=timedelta(seconds=-1))
        processes = [await process() for _ in range(4)]
        given = await asyncio.gather(*(tokens.current() for tokens in processes for _ in range(12)))
        assert set(given) == {AccessToken("access 1", 2)}
        assert len(server.requests) == 1

    async def test_whoever_comes_with_an_old_token_later_gets_the_new_one_unasked(self, process, connected, server):
        await connected()
        one, other = await process(), await process()
        await one.refreshed(1)
        assert await other.refreshed(1) == AccessToken("access 1", 2)
        assert server.refreshes == 1

    async def test_the_next_expiry_is_renewed_with_the_new_refresh_token(self, process, connected, server):
        await connected()
        one, other = await process(), await process()
        await one.refreshed(1)
        assert await other.refreshed(2) == AccessToken("access 2", 3)
        assert [form["refresh_token"] for form in server.forms] == ["refresh 0", "refresh 1"]

    async def test_what_is_in_use_is_already_in_the_database(self, process, connected, database):
        await connected()
        used = await (await process()).refreshed(1)
        grant = await grant_of(database)
        assert GRANTS.access_token(grant) == used.value
        assert GRANTS.refresh_token(grant) == "refresh 1"

    async def test_connecting_anew_waits_for_whoever_renews(self, process, connected, server, database):
        await connected()
        server.gate.clear()
        renewing = asyncio.create_task((await process()).refreshed(1))
        await server.asked.wait()
        now = utc_now()
        pair = TokenPair("access new", "refresh new", now + timedelta(hours=25), now + timedelta(days=90))

        async def connect_anew():
            async with database.session() as session:
                await GRANTS.keep(session, OA_ID, pair, now)

        connecting = asyncio.create_task(connect_anew())
        await until(lambda: second_is_there(database, server))
        server.gate.set()
        await asyncio.gather(renewing, connecting)
        grant = await grant_of(database)
        assert GRANTS.access_token(grant) == "access new"
        assert grant.generation == 3


class TestNothingIsThrownAway:
    async def test_process_that_is_stopped_while_it_asks_still_keeps_the_answer(self, process, connected, server, database):
        await connected()
        server.gate.clear()
        renewing = asyncio.create_task((await process()).refreshed(1))
        await server.asked.wait()
        renewing.cancel()
        server.gate.set()
        with pytest.raises(asyncio.CancelledError):
            await renewing
        assert GRANTS.refresh_token(await grant_of(database)) == server.live_refresh == "refresh 1"

    async def test_pair_that_the_database_did_not_take_is_kept_at_hand(self, process, connected, server, database):
        await connected()
        tokens = await process()
        server.gate.clear()
        renewing = asyncio.create_task(tokens.refreshed(1))
        await server.asked.wait()
        await cut_off_whoever_holds_a_lock(database)
        server.gate.set()
        with pytest.raises(OperationalError):
            await renewing
        assert GRANTS.refresh_token(await grant_of(database)) == "refresh 0"
        assert await tokens.refreshed(1) == AccessToken("access 1", 2)
        assert server.refreshes == 1

    async def test_vendor_that_does_not_answer_costs_nothing(self, process, connected, server, database):
        await connected()
        tokens = await process()
        server.instead = [httpx.ConnectError("no line")]
        with pytest.raises(ChannelError) as error:
            await tokens.refreshed(1)
        assert error.value.trouble == Trouble.BACK_OFF
        assert (await grant_of(database)).dead_reason == ""
        assert await tokens.refreshed(1) == AccessToken("access 1", 2)

    async def test_renewal_ends_the_alarm_that_there_are_no_tokens(self, process, connected, database):
        await connected()
        async with database.session() as session:
            await Alarms().raise_(session, CHANNEL, NO_TOKENS_NOW)
        await (await process()).refreshed(1)
        assert await open_alarms(database) == {}


class TestDeadGrant:
    async def test_is_written_down_and_rings_for_an_administrator(self, process, connected, server, database):
        await connected()
        server.live_refresh = "used elsewhere"
        with pytest.raises(ChannelError) as error:
            await (await process()).refreshed(1)
        assert (error.value.trouble, error.value.code) == (Trouble.NEEDS_ADMIN, GRANT_DEAD)
        assert (await grant_of(database)).dead_reason == "-14014"
        assert await open_alarms(database) == {GRANT_DEAD: {"reason": "-14014"}}

    async def test_vendor_is_not_asked_again(self, process, connected, server):
        await connected()
        server.live_refresh = "used elsewhere"
        tokens = await process()
        for _ in range(3):
            with pytest.raises(ChannelError):
                await tokens.refreshed(1)
        with pytest.raises(ChannelError):
            await tokens.current()
        assert len(server.requests) == 1

    async def test_connecting_anew_brings_it_back(self, process, connected, server, database):
        await connected()
        server.live_refresh = "used elsewhere"
        tokens = await process()
        with pytest.raises(ChannelError):
            await tokens.refreshed(1)
        await connected()
        assert await tokens.current() == AccessToken("access 0", 2)
        assert await open_alarms(database) == {}

    async def test_tokens_sealed_with_a_key_that_is_lost_need_an_administrator(self, process, connected, database):
        await connected()
        with pytest.raises(ChannelError) as error:
            await (await process("another key of more than 32 letters")).current()
        assert error.value.code == GRANT_DEAD
        assert (await grant_of(database)).dead_reason == "seal_broken"


async def second_is_there(database, server):
    """Waiting for the lock, or at the vendor's door already, where it must not be."""
    waiting = "datname = current_database() AND wait_event_type = 'Lock'"
    async with database.engine.connect() as connection:
        found = await connection.exec_driver_sql(f"SELECT count(*) FROM pg_stat_activity WHERE {waiting}")
        return found.scalar_one() or len(server.requests) > 1


async def cut_off_whoever_holds_a_lock(database):
    waiting = "datname = current_database() AND state = 'idle in transaction'"
    async with database.engine.connect() as connection:
        cut = await connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE {waiting}")
        assert cut.scalars().all() == [True]
