from __future__ import annotations

import pytest

from privacy.deadlines import RequestDeadlines
from privacy.models import Origin, RequestKind
from tests.tickets.personas import at


@pytest.fixture
def warn(database, calendar):
    async def warned(now):
        async with database.session() as session:
            return [warning.percent for warning in await RequestDeadlines(calendar).warn_due(session, at(now))]

    return warned


@pytest.fixture
async def asked(database, privacy, chat):
    # Wednesday 09:00 to Friday 17:00: 6.5 hours of the first day and twice 8.
    async with database.session() as session:
        return (await privacy.ask(session, chat.id, RequestKind.DELETE, Origin.CITIZEN)).request


@pytest.mark.usefixtures("asked")
async def test_half_and_the_end_are_told_once_each(warn):
    assert await warn("2026-11-26 13:44") == []
    assert await warn("2026-11-26 13:46") == [50]
    assert await warn("2026-11-27 09:00") == []
    assert await warn("2026-11-27 17:00") == [100]
    assert await warn("2026-11-30 17:00") == []


@pytest.mark.usefixtures("asked")
async def test_of_both_at_once_the_higher(warn):
    assert await warn("2026-12-01 08:00") == [100]


async def test_what_is_settled_has_no_clock(warn, asked, database, privacy, supervisor):
    async with database.session() as session:
        await privacy.refuse(session, asked.id, supervisor)
    assert await warn("2026-12-01 08:00") == []
