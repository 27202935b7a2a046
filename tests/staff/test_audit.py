from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from core.clock import utc_now
from staff.audit import Action, list_entries, record, record_once
from staff.models import Role
from staff.repository import AuditFilter
from tests.desk.personas import add_member


@pytest.fixture
async def lan(database):
    return await add_member(database, "lan", Role.OPERATOR, display_name="Lan")


@pytest.fixture
def note(database):
    async def note(action, *, by=None, subject_id="", **details):
        async with database.session() as session:
            staff_id = None if by is None else by.id
            await record(session, staff_id=staff_id, action=action, subject_kind="message", subject_id=subject_id, details=details)

    return note


@pytest.fixture
def page(database):
    async def page(chosen=None, **paging):
        async with database.session() as session:
            return await list_entries(session, chosen, **paging)

    return page


class TestRecord:
    async def test_keeps_who_did_what_to_what(self, note, page, lan):
        await note(Action.MESSAGE_REVEALED, by=lan, subject_id=7, why="theo yêu cầu")
        (line,) = (await page()).lines
        entry = line.entry
        assert (line.staff_name, entry.action, entry.subject_kind, entry.subject_id) == ("Lan", "message_revealed", "message", "7")
        assert entry.details == {"why": "theo yêu cầu"}

    async def test_is_undone_with_what_it_tells_of(self, database, page):
        async with database.session() as session:
            await record(session, staff_id=None, action=Action.SIGNED_IN)
            await session.rollback()
        assert (await page()).lines == []

    @pytest.mark.parametrize("change", ["UPDATE audit_entries SET action = 'x'", "DELETE FROM audit_entries"])
    async def test_what_is_written_is_never_changed(self, note, page, database, change):
        await note(Action.SIGNED_IN)
        with pytest.raises(ProgrammingError, match="never changed"):
            async with database.session() as session:
                await session.execute(text(change))
        assert len((await page()).lines) == 1


class TestRecordOnce:
    @pytest.fixture
    def look(self, database, lan):
        async def look(subject_id="c1", *, by=None, within=timedelta(minutes=10)):
            async with database.session() as session:
                since = utc_now() - within
                await record_once(session, (by or lan).id, Action.CONVERSATION_READ, ("conversation", subject_id), since)

        return look

    async def test_looking_again_is_nothing_new(self, look, page):
        for _ in range(3):
            await look()
        (line,) = (await page()).lines
        assert (line.staff_name, line.entry.subject_kind, line.entry.subject_id) == ("Lan", "conversation", "c1")

    async def test_is_one_entry_for_who_looks_twice_at_the_same_moment(self, look, page):
        await asyncio.gather(*(look() for _ in range(5)))
        assert len((await page()).lines) == 1

    async def test_is_another_for_another_subject_another_member_and_a_later_time(self, look, page, database):
        await look()
        await look("c2")
        await look(by=await add_member(database, "hoa", Role.OPERATOR))
        await look(within=timedelta())
        assert len((await page()).lines) == 4


class TestListEntries:
    async def test_newest_comes_first_and_pages_follow_one_another(self, note, page):
        for number in range(5):
            await note(Action.SIGNED_IN, subject_id=number)
        first = await page(limit=2)
        second = await page(before_id=first.lines[-1].entry.id, limit=2)
        third = await page(before_id=second.lines[-1].entry.id, limit=2)
        pages = [[line.entry.subject_id for line in each.lines] for each in (first, second, third)]
        assert pages == [["4", "3"], ["2", "1"], ["0"]]
        assert [each.has_more for each in (first, second, third)] == [True, True, False]

    async def test_filters_by_who_what_and_which(self, note, page, lan):
        await note(Action.SIGNED_IN, by=lan, subject_id="a")
        await note(Action.SIGNED_OUT, by=lan, subject_id="b")
        await note(Action.SIGNED_OUT, subject_id="c")

        async def found(**chosen):
            return [line.entry.subject_id for line in (await page(AuditFilter(**chosen))).lines]

        assert await found(staff_id=lan.id) == ["b", "a"]
        assert await found(action=Action.SIGNED_OUT) == ["c", "b"]
        assert await found(action=Action.SIGNED_OUT, staff_id=lan.id) == ["b"]
        assert await found(subject_id="c", subject_kind="message") == ["c"]
        assert await found(subject_id="c", subject_kind="ticket") == []

    async def test_filters_by_time(self, note, page):
        await note(Action.SIGNED_IN)
        now = utc_now()
        hour = timedelta(hours=1)
        assert len((await page(AuditFilter(since=now - hour, until=now + hour))).lines) == 1
        assert (await page(AuditFilter(since=now + hour))).lines == []
        assert (await page(AuditFilter(until=now - hour))).lines == []
