from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from conversations.channel_alarms import Alarms
from conversations.models import Conversation, Delivery, DeliveryState
from conversations.repository import ConversationRepository
from core.clock import utc_now
from core.settings import PROJECT_ROOT
from core.words import Words
from desk.channels import endpoints
from desk.channels.endpoints import ChannelParts
from desk.channels.ports import Account, ChannelState, Console, Mode
from tests.desk.seats import NOBODY, desk_app, take_seat

CONNECTED = Account(
    id="388613280878808645",
    name="Tổng đài 1022",
    connected_at=datetime(2026, 11, 1, tzinfo=UTC),
    access_until=datetime(2026, 11, 27, tzinfo=UTC),
    grant_until=datetime(2027, 2, 1, tzinfo=UTC),
    is_dead=False,
)
CONSOLE = Console("360846524940903967", "https://1022.test/zalo/callback", "challenge", "https://1022.test/zalo/webhook")
GRANT = {"state": "s", "code": "c", "oa_id": "388613280878808645"}


class FakeZalo:
    mode: Mode = "live"
    account: Account | None = None
    missing_settings: tuple[str, ...] = ()

    def __init__(self):
        self.done = []

    async def state(self):
        return ChannelState(self.mode, self.account, None, self.missing_settings, CONSOLE)

    async def begin(self, staff_id):
        self.done.append(("begin", staff_id))
        return "https://oauth.test/v4/oa/permission?state=s"

    async def finish(self, *given):
        self.done.append(("finish", *given))

    async def disconnect(self, staff_id):
        self.done.append(("disconnect", staff_id))


@pytest.fixture
def zalo():
    return FakeZalo()


@pytest.fixture
def app(settings, database, zalo):
    parts = ChannelParts(database, zalo, Alarms(), Words(PROJECT_ROOT / "desk/channels/words.yml"))
    return desk_app(settings, database, endpoints.router, desk_channels=parts)


@pytest.fixture
async def admin(app, database):
    seat = await take_seat(app, database, "admin")
    async with seat.http:
        yield seat


@pytest.fixture
async def supervisor(app, database):
    seat = await take_seat(app, database, "supervisor")
    async with seat.http:
        yield seat


@pytest.fixture
def alarm(database):
    async def alarm(kind, details=None, channel="zalo"):
        async with database.session() as session:
            await Alarms().raise_(session, channel, kind, details)

    return alarm


@pytest.fixture
def deliver(database):
    """A message to a citizen that stands so with the channel."""

    async def deliver(state, written_at=None):
        async with database.session() as session:
            conversation = Conversation(id=uuid.uuid4(), channel="zalo", external_id=uuid.uuid4().hex)
            session.add(conversation)
            await session.flush()
            repository = ConversationRepository(session)
            locked = await repository.get_locked(conversation.id)
            message = await repository.append(locked, {"sender": "bot", "kind": "reply", "text": "a"})
            assert message is not None
            delivery = await session.get(Delivery, message.id)
            delivery.state = state
            if written_at is not None:
                message.created_at = written_at

    return deliver


class TestState:
    async def test_account_is_shown_as_it_stands(self, admin, zalo):
        zalo.account = CONNECTED
        shown = await admin.get("/channels/zalo")
        assert shown["mode"] == "live"
        assert shown["account"] == {
            "id": "388613280878808645",
            "name": "Tổng đài 1022",
            "connected_at": "2026-11-01T00:00:00Z",
            "access_until": "2026-11-27T00:00:00Z",
            "grant_until": "2027-02-01T00:00:00Z",
            "is_dead": False,
        }
        assert shown["console"]["redirect_url"] == "https://1022.test/zalo/callback"

    async def test_without_an_account_there_is_none(self, admin):
        assert (await admin.get("/channels/zalo"))["account"] is None

    async def test_counts_what_waits_and_what_was_sent_and_failed_today(self, admin, deliver):
        yesterday = utc_now() - timedelta(days=1, minutes=1)
        await deliver(DeliveryState.WAITING, yesterday)
        await deliver(DeliveryState.WAITING)
        await deliver(DeliveryState.SENT)
        await deliver(DeliveryState.SENT, yesterday)
        await deliver(DeliveryState.FAILED)
        await deliver(DeliveryState.FAILED)
        await deliver(DeliveryState.FAILED, yesterday)
        sending = (await admin.get("/channels/zalo"))["sending"]
        assert (sending["waiting"], sending["sent"], sending["failed"]) == (2, 1, 2)
        assert datetime.fromisoformat(sending["oldest_waiting_at"]) == yesterday

    async def test_open_alarms_stand_there_with_an_instruction_each(self, admin, alarm):
        await alarm("needs_admin:-224")
        (shown,) = (await admin.get("/channels/zalo"))["alarms"]
        assert shown["kind"] == "needs_admin:-224"
        assert "Gói dịch vụ" in shown["title"]
        assert "oa.zalo.me" in shown["instruction"]


class TestAlarms:
    async def test_supervisors_see_the_open_ones_oldest_first(self, supervisor, alarm, database):
        await alarm("silent", {"minutes": 120})
        await alarm("grant_dead")
        await alarm("silent", channel="phone")
        async with database.session() as session:
            await Alarms().end(session, "zalo", "not_connected")
        assert [shown["kind"] for shown in await supervisor.get("/channels/alarms")] == ["silent", "grant_dead"]

    async def test_of_a_channel_that_is_off_nothing_is_alarming(self, supervisor, alarm, zalo):
        await alarm("silent")
        zalo.mode = "off"
        assert await supervisor.get("/channels/alarms") == []


class TestConnecting:
    async def test_administrator_is_sent_to_the_vendors_page(self, admin, zalo):
        answer = await admin.ask("POST", "/channels/zalo/connect")
        assert answer.json() == {"url": "https://oauth.test/v4/oa/permission?state=s"}
        assert zalo.done == [("begin", admin.staff_id)]

    async def test_channel_that_is_off_is_not_connected(self, admin, zalo):
        zalo.mode = "off"
        answer = await admin.ask("POST", "/channels/zalo/connect")
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "channel_off")
        assert zalo.done == []

    async def test_missing_settings_are_named(self, admin, zalo):
        zalo.missing_settings = ("ZALO_APP_ID",)
        answer = await admin.ask("POST", "/channels/zalo/connect")
        assert answer.status_code == 409
        assert "ZALO_APP_ID" in answer.json()["error"]["message"]
        assert zalo.done == []

    async def test_what_the_vendor_sent_back_is_handed_in_by_whoever_is_signed_in(self, admin, zalo):
        answer = await admin.ask("POST", "/channels/zalo/grant", json=GRANT)
        assert answer.status_code == 204
        assert zalo.done == [("finish", admin.staff_id, "s", "c", "388613280878808645")]

    @pytest.mark.parametrize("wrong", [{"code": 7}, {"code": "c" * 4001}, {"state": "s" * 201}, {"oa_id": None}])
    async def test_what_cannot_be_from_the_vendor_is_refused(self, admin, zalo, wrong):
        assert (await admin.ask("POST", "/channels/zalo/grant", json=GRANT | wrong)).status_code == 422
        assert zalo.done == []

    async def test_disconnects(self, admin, zalo):
        assert (await admin.ask("DELETE", "/channels/zalo/grant")).status_code == 204
        assert zalo.done == [("disconnect", admin.staff_id)]


@pytest.mark.parametrize("role", ["operator", "supervisor", "editor", NOBODY])
async def test_only_administrators_connect(app, database, zalo, role):
    seat = await take_seat(app, database, role)
    async with seat.http:
        for method, path in (("POST", "/connect"), ("POST", "/grant"), ("DELETE", "/grant"), ("GET", "")):
            assert (await seat.ask(method, f"/channels/zalo{path}", json=GRANT)).status_code in {401, 403}
    assert zalo.done == []
