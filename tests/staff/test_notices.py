from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from core.clock import utc_now
from core.db import libpq_url
from staff.models import Role
from staff.notices import CHANNEL, KEPT_FOR, Notice, NoticeKind, Told, forget_old, keep, list_notices, mark_read
from tests.desk.personas import add_member


def mention(text="Xem giúp"):
    return Notice(kind=NoticeKind.MENTIONED, details={"by": "Lan", "text": text})


@pytest.fixture
async def hoa(database):
    return (await add_member(database, "hoa", Role.OPERATOR)).id


@pytest.fixture
async def mai(database):
    return (await add_member(database, "mai", Role.SUPERVISOR)).id


@pytest.fixture
def tell(database):
    async def tell(*to, text="Xem giúp"):
        async with database.session() as session:
            await keep(session, to, mention(text))

    return tell


@pytest.fixture
def page_of(database):
    async def page_of(staff_id, **asked):
        async with database.session() as session:
            return await list_notices(session, staff_id, **asked)

    return page_of


@pytest.fixture
def read(database):
    async def read(staff_id, **which):
        async with database.session() as session:
            return await mark_read(session, staff_id, **which)

    return read


class TestKeep:
    async def test_each_has_their_own_once(self, tell, page_of, hoa, mai):
        await tell(hoa, mai, hoa)
        for staff_id in (hoa, mai):
            page = await page_of(staff_id)
            assert ([kept.details["text"] for kept in page.notices], page.unread, page.has_more) == (["Xem giúp"], 1, False)

    async def test_nobody_is_told_nothing(self, tell, page_of, hoa):
        await tell()
        assert (await page_of(hoa)).notices == []

    async def test_is_told_once_the_transaction_is_committed(self, database_url, tell, hoa, mai):
        async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listener:
            await listener.execute(f"LISTEN {CHANNEL}")
            await tell(hoa, mai)
            heard = [Told.model_validate_json(one.payload) async for one in listener.notifies(timeout=5, stop_after=1)]
        assert [(told.to, told.notice) for told in heard] == [([hoa, mai], mention())]

    async def test_more_people_than_one_notice_of_the_database_takes(self, database, tell, page_of):
        many = [(await add_member(database, f"nguoi.{number}", Role.OPERATOR)).id for number in range(230)]
        await tell(*many, text="ắ" * 200)
        assert (await page_of(many[-1])).unread == 1


class TestListNotices:
    async def test_newest_first_in_pages(self, tell, page_of, hoa):
        for number in range(5):
            await tell(hoa, text=str(number))
        first = await page_of(hoa, limit=3)
        assert ([kept.details["text"] for kept in first.notices], first.has_more, first.unread) == (["4", "3", "2"], True, 5)
        rest = await page_of(hoa, limit=3, before_id=first.notices[-1].id)
        assert ([kept.details["text"] for kept in rest.notices], rest.has_more) == (["1", "0"], False)


class TestMarkRead:
    async def test_the_named_ones(self, tell, page_of, read, hoa):
        for number in range(3):
            await tell(hoa, text=str(number))
        middle = (await page_of(hoa)).notices[1].id
        assert await read(hoa, ids=[middle]) == 2
        assert [kept.read_at is None for kept in (await page_of(hoa)).notices] == [True, False, True]

    async def test_all_that_were_seen_and_not_what_came_since(self, tell, page_of, read, hoa):
        await tell(hoa, text="đã thấy")
        seen = (await page_of(hoa)).notices[0].id
        await tell(hoa, text="vừa đến")
        assert await read(hoa, up_to=seen) == 1
        assert [kept.details["text"] for kept in (await page_of(hoa)).notices if kept.read_at is None] == ["vừa đến"]

    async def test_never_those_of_another(self, tell, page_of, read, hoa, mai):
        await tell(hoa)
        hoas = (await page_of(hoa)).notices[0].id
        await read(mai, ids=[hoas], up_to=hoas)
        assert (await page_of(hoa)).unread == 1

    async def test_other_browsers_hear_of_it_and_of_nothing_when_nothing_changed(self, database_url, tell, read, page_of, hoa):
        await tell(hoa)
        seen = (await page_of(hoa)).notices[0].id
        async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listener:
            await listener.execute(f"LISTEN {CHANNEL}")
            await read(hoa, up_to=seen)
            await read(hoa, up_to=seen)
            await tell(hoa)
            heard = [Told.model_validate_json(one.payload) async for one in listener.notifies(timeout=5, stop_after=2)]
        assert [told.notice is None for told in heard] == [True, False]


class TestForgetOld:
    async def test_after_thirty_days_read_or_not(self, database, tell, page_of, hoa):
        await tell(hoa)
        kept_at = (await page_of(hoa)).notices[0].at
        assert await forget_old(database, kept_at + KEPT_FOR) == 0
        assert await forget_old(database, kept_at + KEPT_FOR + timedelta(seconds=1)) == 1
        assert (await page_of(hoa)).notices == []

    async def test_what_is_new_stays(self, database, tell, page_of, hoa):
        await tell(hoa)
        assert await forget_old(database, utc_now()) == 0
