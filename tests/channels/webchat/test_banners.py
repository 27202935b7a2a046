from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from channels.live import Live
from channels.webchat.banners import Banners
from core.clock import utc_now
from core.listening import Listener
from knowledge_base.models import Origin
from knowledge_base.publication import Publisher
from tests.channels.webchat.test_live import typing, until_event
from tests.clocks import RunningClock
from tests.knowledge_base.made_up import announcement, procedure


def holding(slug="storm", title="Bão số 5", **fields):
    """Holds from a minute ago for an hour."""
    now = utc_now()
    return announcement(slug, title, **{"starts_at": now - timedelta(minutes=1), "ends_at": now + timedelta(hours=1)} | fields)


async def publish(database, *records):
    await Publisher(database).publish(records, origin=Origin.EDITED, author="lan")


def titles(*wanted):
    return lambda name, data: name == "banners" and [banner["title"] for banner in data["banners"]] == list(wanted)


class TestOnOpenPages:
    async def test_what_is_published_stands_over_an_open_page_within_two_seconds(self, live_citizen, database):
        stream = live_citizen.follow()
        await until_event(stream, typing(False))
        async with asyncio.timeout(2):
            await publish(database, holding())
            [banner] = (await until_event(stream, titles("Bão số 5")))[-1][1]["banners"]
        assert (banner["text"], banner["url"]) == ("Học sinh nghỉ học ngày mai.", "https://example.vn/nguon")
        await stream.aclose()

    async def test_a_page_that_is_opened_later_is_told_too_and_so_is_one_that_only_asks(self, live_citizen, database):
        first = live_citizen.follow()
        await publish(database, holding())
        await until_event(first, titles("Bão số 5"))
        later = live_citizen.follow()
        await until_event(later, titles("Bão số 5"))
        assert [banner["title"] for banner in (await live_citizen.read())["banners"]] == ["Bão số 5"]
        await first.aclose()
        await later.aclose()

    async def test_a_new_wording_has_another_name_for_whoever_put_the_old_one_away(self, live_citizen, database):
        stream = live_citizen.follow()
        await publish(database, holding())
        before = (await until_event(stream, titles("Bão số 5")))[-1][1]
        await publish(database, holding(title="Bão số 5 mạnh lên"))
        after = (await until_event(stream, titles("Bão số 5 mạnh lên")))[-1][1]
        assert before["banners"][0]["id"] != after["banners"][0]["id"]
        await stream.aclose()

    async def test_a_page_that_was_away_hears_that_there_is_none_any_more(self, live_citizen, database):
        await publish(database, holding())
        stream = live_citizen.follow()
        await until_event(stream, titles("Bão số 5"))
        await stream.aclose()
        await publish(database, holding(ends_at=utc_now()))
        again = live_citizen.follow()
        await until_event(again, titles())
        assert (await live_citizen.read())["banners"] == []
        await again.aclose()


class TestBanners:
    @pytest.fixture
    def clock(self):
        return RunningClock()

    @pytest.fixture
    async def banners(self, database, database_url, clock):
        listener = Listener(database_url)
        banners = Banners(database, listener, Live(listener), clock=clock)
        tasks = [asyncio.create_task(listener.listen()), asyncio.create_task(banners.follow())]
        yield banners
        for task in tasks:
            assert not task.done()
            task.cancel()

    async def until(self, banners, *wanted):
        async with asyncio.timeout(2):
            while [banner.title for banner in banners.shown.banners] != list(wanted):
                await asyncio.sleep(0.01)

    async def test_the_latest_to_begin_comes_first_and_those_without_a_banner_are_left_out(self, banners, database):
        now = utc_now()
        first = holding("first", "Trước", starts_at=now - timedelta(hours=2))
        await publish(database, first, holding("silent", "Không treo", shows_banner=False), holding("last", "Sau"))
        await self.until(banners, "Sau", "Trước")

    async def test_begins_and_ends_at_its_time_though_nothing_is_published(self, banners, database):
        now = utc_now()
        soon = holding(starts_at=now + timedelta(seconds=0.6), ends_at=now + timedelta(seconds=1.2))
        await publish(database, soon)
        await self.until(banners)
        await self.until(banners, "Bão số 5")
        await self.until(banners)

    async def test_publications_of_other_things_wake_no_page(self, database, database_url, live_citizen):
        stream = live_citizen.follow()
        await until_event(stream, typing(False))
        await publish(database, holding())
        await until_event(stream, titles("Bão số 5"))
        await publish(database, procedure())
        await publish(database, holding("two", "Hai", starts_at=utc_now() - timedelta(hours=3)))
        seen = await until_event(stream, titles("Bão số 5", "Hai"))
        assert [name for name, _ in seen] == ["banners"]
        await stream.aclose()
