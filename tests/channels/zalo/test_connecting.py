from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import func, select

from channels.contract import ChannelError, Trouble
from channels.zalo.connecting import Connecting
from channels.zalo.grant_repository import GrantRepository
from channels.zalo.grants import CHANNEL, Grants
from channels.zalo.models import ZaloConnecting, ZaloGrant
from channels.zalo.oauth import ZaloOAuth
from conversations.channel_alarms import Alarms
from core.errors import Conflict, InputError, Unavailable
from core.secret_keeping import SecretKeeper
from core.settings import PROJECT_ROOT
from core.words import Words
from staff.audit import list_entries
from staff.models import Role
from tests.channels.zalo.token_server import ACCESS, TokenServer
from tests.clocks import SetClock
from tests.desk.personas import add_member

OA_ID = "388613280878808645"
GRANTS = Grants(SecretKeeper(["a key that is longer than 32 letters"]), Alarms())
WORDS = Words(PROJECT_ROOT / "channels/zalo/connecting.yml")


@pytest.fixture
def time():
    return SetClock()


@pytest.fixture
def server():
    return TokenServer()


class Account:
    def __init__(self):
        self.told = {"name": "Tổng đài 1022"}

    async def get_oa(self):
        if isinstance(self.told, Exception):
            raise self.told
        return self.told


@pytest.fixture
def account():
    return Account()


@pytest.fixture
async def connecting(database, server, time, account):
    async with server.http() as http:
        yield Connecting(database, ZaloOAuth(http, ACCESS, clock=time), GRANTS, account, WORDS, clock=time)


@pytest.fixture
async def admin(database):
    return (await add_member(database, "quan.tri", Role.ADMIN)).id


async def grant_of(database):
    async with database.session() as session:
        return await GrantRepository(session).find()


async def actions(database):
    async with database.session() as session:
        return [(line.entry.action, line.entry.staff_id, line.entry.subject_id) for line in (await list_entries(session)).lines]


def state_in(address):
    return parse_qs(urlsplit(address).query)["state"][0]


class TestConnecting:
    async def test_administrator_goes_to_the_vendor_and_comes_back_connected(self, connecting, admin, database, server):
        state = state_in(await connecting.begin(admin))
        await connecting.finish(admin, state, "mã", OA_ID)
        grant = await grant_of(database)
        assert (grant.oa_id, GRANTS.access_token(grant), GRANTS.refresh_token(grant)) == (OA_ID, "access 1", "refresh 1")
        assert server.forms[0]["code"] == "mã"
        assert await actions(database) == [("channel_connected", admin, CHANNEL)]

    async def test_account_is_called_by_its_name_at_once(self, connecting, database):
        await connecting.connect(None, "mã", OA_ID)
        assert (await grant_of(database)).oa_name == "Tổng đài 1022"

    async def test_name_that_is_not_told_is_no_hindrance_and_the_known_one_of_the_same_account_stays(self, connecting, database, account):
        await connecting.connect(None, "mã", OA_ID)
        account.told = ChannelError(Trouble.BACK_OFF, "-32")
        await connecting.connect(None, "mã", OA_ID)
        assert (await grant_of(database)).oa_name == "Tổng đài 1022"
        await connecting.connect(None, "mã", "1234567890")
        assert ((await grant_of(database)).oa_id, (await grant_of(database)).oa_name) == ("1234567890", "")

    async def test_tokens_lie_sealed_in_the_database(self, connecting, admin, database):
        await connecting.finish(admin, state_in(await connecting.begin(admin)), "mã", OA_ID)
        grant = await grant_of(database)
        assert "access 1" not in grant.access_token
        assert "refresh 1" not in grant.refresh_token

    async def test_state_itself_is_not_kept(self, connecting, admin, database):
        state = state_in(await connecting.begin(admin))
        async with database.session() as session:
            assert state not in (await session.scalars(select(ZaloConnecting.state_hash))).all()

    async def test_state_holds_once(self, connecting, admin, server):
        state = state_in(await connecting.begin(admin))
        await connecting.finish(admin, state, "mã", OA_ID)
        with pytest.raises(Conflict):
            await connecting.finish(admin, state, "mã khác", OA_ID)
        assert len(server.requests) == 1

    async def test_state_of_somebody_else_is_refused(self, connecting, admin, database, server):
        other = (await add_member(database, "quan.tri.2", Role.ADMIN)).id
        state = state_in(await connecting.begin(admin))
        with pytest.raises(Conflict):
            await connecting.finish(other, state, "mã", OA_ID)
        assert server.requests == []

    @pytest.mark.parametrize("state", ["", "made up", "\x00", "nửa \ud83d"])
    async def test_state_that_was_never_given_is_refused(self, connecting, admin, server, state):
        await connecting.begin(admin)
        with pytest.raises(Conflict):
            await connecting.finish(admin, state, "mã", OA_ID)
        assert server.requests == []

    async def test_after_ten_minutes_it_is_too_late(self, connecting, admin, time, server):
        state = state_in(await connecting.begin(admin))
        time.now += timedelta(minutes=10)
        with pytest.raises(Conflict):
            await connecting.finish(admin, state, "mã", OA_ID)
        assert server.requests == []

    async def test_whoever_never_came_back_is_forgotten(self, connecting, admin, time, database):
        await connecting.begin(admin)
        time.now += timedelta(minutes=11)
        await connecting.begin(admin)
        async with database.session() as session:
            assert await session.scalar(select(func.count()).select_from(ZaloConnecting)) == 1

    @pytest.mark.parametrize("oa_id", ["", "abc", "1" * 31, "12\n", "١٢"])
    async def test_account_that_is_no_number_is_refused(self, connecting, admin, oa_id):
        with pytest.raises(InputError):
            await connecting.finish(admin, state_in(await connecting.begin(admin)), "mã", oa_id)

    async def test_another_account_takes_the_place_of_the_one_before(self, connecting, admin, database):
        for oa_id in (OA_ID, "2"):
            await connecting.finish(admin, state_in(await connecting.begin(admin)), "mã", oa_id)
        async with database.session() as session:
            grants = (await session.scalars(select(ZaloGrant))).all()
        assert [(grant.oa_id, grant.generation) for grant in grants] == [("2", 2)]


class TestRefusals:
    async def test_refusal_says_what_to_put_right(self, connecting, admin, server, database):
        server.instead = [httpx.Response(200, json={"error": -14003, "error_name": "Invalid redirect uri"})]
        with pytest.raises(Conflict) as refused:
            await connecting.finish(admin, state_in(await connecting.begin(admin)), "mã", OA_ID)
        assert "-14003" in refused.value.message
        assert "Địa chỉ quay về" in refused.value.message
        assert await grant_of(database) is None

    async def test_code_that_nobody_knows_still_has_a_remedy(self, connecting, admin, server):
        server.instead = [httpx.Response(200, json={"error": -1})]
        with pytest.raises(Conflict, match="kết nối lần nữa"):
            await connecting.finish(admin, state_in(await connecting.begin(admin)), "mã", OA_ID)

    async def test_vendor_that_does_not_answer_is_tried_again_by_hand(self, connecting, admin, server):
        server.instead = [httpx.ReadTimeout("no answer")]
        with pytest.raises(Unavailable):
            await connecting.finish(admin, state_in(await connecting.begin(admin)), "mã", OA_ID)


class TestDisconnecting:
    async def test_takes_the_grant_away_and_says_who_did(self, connecting, admin, database):
        await connecting.connect(None, "mã", OA_ID)
        await connecting.disconnect(admin)
        assert await grant_of(database) is None
        assert ("channel_disconnected", admin, CHANNEL) in await actions(database)

    async def test_without_a_grant_nothing_is_written_down(self, connecting, admin, database):
        await connecting.disconnect(admin)
        assert await actions(database) == []
