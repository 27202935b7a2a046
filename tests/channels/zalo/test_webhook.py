"""The address the vendor calls: what is answered, what is kept, what is ignored."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

import pytest

from conversations.channel_alarms import Alarms
from core.clock import utc_now
from tests.channels.zalo import vendor
from tests.channels.zalo.vendor import USER, mac, raw, signed
from tests.serving import web_app

IGNORED, TAKEN = {"ignored": True}, {"ignored": False}


class TestTaken:
    async def test_event_and_its_job_are_there_when_it_is_answered(self, office):
        body = vendor.said("Làm khai sinh?", msg_id="m1")
        response = await office.hears(body)
        assert (response.status_code, response.json()) == (200, TAKEN)
        [event] = await office.events()
        assert (event.key, event.user_id, event.event_name, event.body) == ("msg:m1", USER, "user_send_text", body.decode())
        assert await office.jobs("zalo") == [{"lock": f"zalo:{USER}", "args": {"user_id": USER}}]

    async def test_event_nobody_knows_is_kept_too(self, office):
        body = raw({"event_name": "user_blinked", "timestamp": vendor.millis(), "new_field": {"a": [1]}})
        assert (await office.hears(body)).json() == TAKEN

    async def test_the_same_again_is_answered_and_kept_once(self, office):
        body = vendor.said("a", msg_id="m1")
        answers = [(await office.hears(body)).json() for _ in range(3)]
        assert answers == [TAKEN, IGNORED, IGNORED]
        assert len(await office.events()) == len(await office.jobs("zalo")) == 1

    async def test_the_same_at_once_is_kept_once(self, office):
        body = vendor.said("a", msg_id="m1")
        answers = await asyncio.gather(*(office.hears(body) for _ in range(10)))
        assert sorted(answer.json()["ignored"] for answer in answers) == [False] + [True] * 9
        assert len(await office.jobs("zalo")) == 1

    async def test_retry_is_taken_though_it_comes_late(self, office):
        body = vendor.said("a", at=utc_now() - timedelta(hours=2))
        assert (await office.hears(body, num_retry="5")).json() == TAKEN

    async def test_retry_of_another_day_is_none_of_the_vendors(self, office):
        assert (await office.hears(vendor.said("a", at=utc_now() - timedelta(hours=25)), num_retry="5")).json() == IGNORED


class TestIgnored:
    @pytest.mark.parametrize("off", [timedelta(minutes=-11), timedelta(minutes=11)])
    async def test_replay_from_another_time(self, office, off):
        assert (await office.hears(vendor.said("a", at=utc_now() + off))).json() == IGNORED
        assert await office.events() == []

    @pytest.mark.parametrize("header", [None, "mac=00", "mac=" + "0" * 64])
    async def test_call_without_a_right_signature(self, office, http, header):
        headers = {} if header is None else {"X-ZEvent-Signature": header}
        response = await http.post("/zalo/webhook", content=vendor.said("a"), headers=headers)
        assert (response.status_code, response.json()) == (200, IGNORED)
        assert await office.events() == []

    async def test_doubled_signature(self, office, http):
        body = vendor.said("a")
        pair = ("X-ZEvent-Signature", f"mac={mac(body)}")
        assert (await http.post("/zalo/webhook", content=body, headers=[pair, pair])).json() == IGNORED
        assert await office.events() == []

    async def test_signature_of_another_body(self, office, http):
        response = await http.post("/zalo/webhook", content=vendor.said("khác"), headers=signed(vendor.said("a")))
        assert response.json() == IGNORED
        assert await office.events() == []


class TestAlarm:
    @pytest.fixture
    def alarms(self, database):
        async def alarms():
            async with database.session() as session:
                return [(alarm.channel, alarm.kind, alarm.details) for alarm in await Alarms().list_open(session)]

        return alarms

    async def test_rings_after_several_bad_signatures_and_ends_with_a_good_one(self, office, http, alarms):
        for _ in range(2):
            await http.post("/zalo/webhook", content=vendor.said("a"))
        assert await alarms() == [], "one press of the console's test button"
        await http.post("/zalo/webhook", content=vendor.said("a"))
        assert await alarms() == [("zalo", "bad_signatures", {"count": 3, "verdict": "missing"})]
        await office.hears(vendor.said("a"))
        assert await alarms() == []

    async def test_does_not_ring_for_calls_that_do_not_name_our_app(self, http, alarms):
        for _ in range(5):
            await http.post("/zalo/webhook", content=raw({"event_name": "follow", "timestamp": vendor.millis(), "app_id": "1"}))
        assert await alarms() == []


class TestBadInput:
    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", raw({"event_name": "follow"})])
    async def test_what_is_no_event_is_refused(self, office, http, body):
        response = await http.post("/zalo/webhook", content=body)
        assert (response.status_code, response.json()["error"]["code"]) == (400, "invalid_request")

    async def test_five_megabytes_are_refused_unread(self, office, http):
        response = await http.post("/zalo/webhook", content=vendor.said("a" * 5_000_000))
        assert response.status_code == 413
        assert await office.events() == []

    async def test_five_megabytes_of_which_nothing_was_said_before_are_refused_too(self, office, http):
        async def pieces():
            for _ in range(50):
                yield b"a" * 100_000

        assert (await http.post("/zalo/webhook", content=pieces())).status_code == 413


class TestStorm:
    async def test_forty_at_once_are_each_kept_and_answered_in_time(self, office):
        await office.hears(vendor.said("Câu đầu", user="9" * 19))  # which opens what the others find open
        bodies = [vendor.said(f"Câu {number}", user=str(10**18 + number % 20)) for number in range(40)]

        async def timed(body):
            began = time.monotonic()
            assert (await office.hears(body)).json() == TAKEN
            return time.monotonic() - began

        took = await asyncio.gather(*map(timed, bodies))
        assert len(await office.events()) == 1 + 40
        # One stall of a busy machine is not the webhook's.
        assert sorted(took)[-2] < 2.0, "the vendor waits two seconds"


class TestOff:
    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"zalo": "off"})

    @pytest.fixture
    def app(self, settings, database_url):
        with web_app(settings, database_url) as made:
            yield made

    async def test_there_is_no_such_address(self, http):
        body = vendor.said("a")
        assert (await http.post("/zalo/webhook", content=body, headers=signed(body))).status_code in {404, 405}
