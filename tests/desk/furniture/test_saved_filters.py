from __future__ import annotations

import asyncio
import uuid

import pytest

from core.errors import Conflict, InputError, NotFound
from desk.furniture.saved_filters import MOST_FILTERS, SavedFilters
from tests.desk.histories import add_member

OVERDUE = {"overdue": True, "sector": "Đất đai"}


@pytest.fixture
def filters(database, words):
    return SavedFilters(database, words)


@pytest.fixture
async def lan(database):
    return await add_member(database)


class TestAdd:
    async def test_is_the_members_own(self, database, filters, lan):
        other = await add_member(database)
        await filters.add(lan, " Quá  hạn ", OVERDUE)
        assert [(saved.name, saved.criteria) for saved in await filters.list_of(lan)] == [("Quá hạn", OVERDUE)]
        assert list(await filters.list_of(other)) == []
        await filters.add(other, "Quá hạn", OVERDUE)

    async def test_what_asks_for_nothing_is_left_out(self, filters, lan):
        assert (await filters.add(lan, "Của tôi", {"state": "", "q": None, "kind": "enquiry"})).criteria == {"kind": "enquiry"}

    async def test_a_name_twice_is_a_conflict(self, filters, lan):
        await filters.add(lan, "Quá hạn", OVERDUE)
        with pytest.raises(Conflict, match="«Quá hạn»"):
            await filters.add(lan, "Quá hạn", {"kind": "enquiry"})

    async def test_twenty_and_no_more_even_at_once(self, filters, lan):
        tries = (filters.add(lan, f"Lọc {number}", OVERDUE) for number in range(MOST_FILTERS + 3))
        outcomes = await asyncio.gather(*tries, return_exceptions=True)
        assert [outcome.code for outcome in outcomes if isinstance(outcome, Conflict)] == ["too_many_filters"] * 3
        assert len(await filters.list_of(lan)) == MOST_FILTERS

    @pytest.mark.parametrize(
        ("name", "criteria", "code"),
        [
            ("", OVERDUE, "bad_filter_name"),
            ("a" * 61, OVERDUE, "bad_filter_name"),
            ("Lọc", {"page": "2"}, "unknown_criteria"),
            ("Lọc", {"state": "closed", "drop table": "x"}, "unknown_criteria"),
            ("Lọc", {}, "bad_criteria"),
            ("Lọc", {"q": ""}, "bad_criteria"),
            ("Lọc", {"q": "a" * 201}, "bad_criteria"),
        ],
    )
    async def test_refuses_what_no_list_could_use(self, filters, lan, name, criteria, code):
        with pytest.raises(InputError) as refused:
            await filters.add(lan, name, criteria)
        assert refused.value.code == code


class TestRemove:
    async def test_only_ones_own(self, database, filters, lan):
        saved = await filters.add(lan, "Quá hạn", OVERDUE)
        with pytest.raises(NotFound):
            await filters.remove(await add_member(database), saved.id)
        await filters.remove(lan, saved.id)
        assert list(await filters.list_of(lan)) == []

    async def test_refused_for_a_filter_that_is_not_there(self, filters, lan):
        with pytest.raises(NotFound):
            await filters.remove(lan, uuid.uuid4())
