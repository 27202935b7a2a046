from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.quality_look import look_where_due
from knowledge_base.models import Origin
from knowledge_base.publication import Publisher
from knowledge_base.quality.looking import is_due, look
from knowledge_base.quality.repository import PAGE_SIZE, QualityRepository
from tests.clocks import SetClock
from tests.knowledge_base.made_up import START_OF_TODAY, contact, faq, method, procedure
from tests.knowledge_base.quality.libraries import WORDS


@pytest.fixture
def clock():
    return SetClock(START_OF_TODAY + timedelta(hours=5))


async def publish(database, *records, origin=Origin.SHIPPED):
    await Publisher(database).publish(records, origin=origin, author="thử")


async def counts(database):
    async with database.session() as session:
        return await QualityRepository(session).counts()


async def findings(database, check, page=1):
    async with database.session() as session:
        return await QualityRepository(session).page(check, page)


class TestLook:
    async def test_findings_are_kept_with_what_they_say_and_whom_they_name(self, database, clock):
        await publish(database, procedure("1.000001", "Khai sinh"), procedure("1.000002", "khai sinh"))
        await look(database, WORDS, clock)
        [kept] = await findings(database, "same_names")
        assert (kept.kind, kept.key, kept.title, kept.other_key, kept.other_title) == (
            "procedure",
            "1.000001",
            "Khai sinh",
            "1.000002",
            "khai sinh",
        )
        assert (await counts(database))["missing_fees"] == 2

    async def test_each_look_takes_the_place_of_the_one_before(self, database, clock):
        await publish(database, faq(answer="Nộp ở UBND huyện."))
        await look(database, WORDS, clock)
        assert (await counts(database))["district_offices"] == 1
        await publish(database, faq(answer="Nộp ở UBND xã."), origin=Origin.EDITED)
        await look(database, WORDS, clock)
        assert "district_offices" not in await counts(database)

    async def test_only_what_is_published_counts_and_the_newest_import_is_held_against_it(self, database, clock):
        def with_fee(amount, **fields):
            return procedure(submission_methods=[method(fees=[{"kind": "fee", "amount_vnd": amount}])], **fields)

        today = START_OF_TODAY.date()
        await publish(database, with_fee(1, as_of=today))
        for amount, as_of in ((3, today - timedelta(days=9)), (2, today - timedelta(days=10))):
            await publish(database, with_fee(amount, as_of=as_of), origin=Origin.IMPORTED)
        await look(database, WORDS, clock)
        [kept] = await findings(database, "contradicted")
        assert "1 đ; bản mới nạp: 3 đ" in kept.detail

    async def test_it_is_due_at_first_after_each_publication_and_each_day(self, database, clock):
        assert await is_due(database, clock)
        await look(database, WORDS, clock)
        assert not await is_due(database, clock)
        await publish(database, contact())
        assert await is_due(database, clock)
        await look(database, WORDS, clock)
        clock.go_on(days=1)
        assert await is_due(database, clock)
        await look(database, WORDS, clock)
        async with database.session() as session:
            await QualityRepository(session).call_stale()
        assert await is_due(database, clock)

    async def test_the_day_is_that_of_vietnam(self, database, clock):
        clock.now = START_OF_TODAY + timedelta(hours=16, minutes=59)
        await look(database, WORDS, clock)
        clock.go_on(minutes=2)
        assert await is_due(database, clock)

    async def test_addresses_are_known_from_then_on_and_forgotten_when_nothing_leads_there(self, database, clock):
        async def urls():
            async with database.session() as session:
                return list(await session.scalars(text("SELECT url FROM content_links ORDER BY url")))

        await publish(database, contact(url="https://a.vn/1", source={"title": "A", "url": "https://b.vn"}))
        await look(database, WORDS, clock)
        assert await urls() == ["https://a.vn/1", "https://b.vn"]
        await publish(database, contact(url="https://a.vn/2", source={"title": "A", "url": "https://b.vn"}), origin=Origin.EDITED)
        await look(database, WORDS, clock)
        assert await urls() == ["https://a.vn/2", "https://b.vn"]

    async def test_findings_come_in_pages(self, database, clock):
        await publish(database, *(procedure(f"1.{number:06}", f"Việc số {number}") for number in range(PAGE_SIZE + 1)))
        await look(database, WORDS, clock)
        assert [len(await findings(database, "missing_times", page)) for page in (1, 2, 3)] == [PAGE_SIZE, 1, 0]


class TestProcessOfItsOwn:
    async def test_it_looks_where_due_and_ends(self, database):
        await publish(database, procedure())
        await look_where_due(database)
        assert (await counts(database))["missing_fees"] == 1
        assert not await is_due(database)
        await look_where_due(database)
