from __future__ import annotations

import pytest

from privacy.deadlines import RequestDeadlines
from privacy.models import Origin, RequestKind
from privacy.service import ByStaff
from staff.models import Role
from staff.notices import list_notices, mark_read
from tests.tickets.personas import at, hire


@pytest.fixture
async def mai(database):
    return await hire(database, "mai", Role.SUPERVISOR)


@pytest.fixture
def warn(database, calendar, mai):
    """What the supervisor is told anew."""

    async def warned(now):
        await RequestDeadlines(calendar).warn_due(database, at(now))
        async with database.session() as session:
            new = [notice for notice in (await list_notices(session, mai)).notices if notice.read_at is None]
            await mark_read(session, mai, ids=[notice.id for notice in new])
        return [(notice.kind, notice.details["percent"]) for notice in new]

    return warned


@pytest.fixture
async def asked(database, privacy, chat):
    # Wednesday 09:00 to Friday 17:00: 6.5 hours of the first day and twice 8.
    async with database.session() as session:
        return (await privacy.ask(session, chat.id, RequestKind.DELETE, Origin.CITIZEN)).request


@pytest.mark.usefixtures("asked")
async def test_half_and_the_end_are_told_once_each(warn):
    assert await warn("2026-11-26 13:44") == []
    assert await warn("2026-11-26 13:46") == [("data_request", 50)]
    assert await warn("2026-11-27 09:00") == []
    assert await warn("2026-11-27 17:00") == [("data_request_late", 100)]
    assert await warn("2026-11-30 17:00") == []


@pytest.mark.usefixtures("asked")
async def test_of_both_at_once_the_higher(warn):
    assert await warn("2026-12-01 08:00") == [("data_request_late", 100)]


async def test_what_is_settled_has_no_clock(warn, mai, asked, database, privacy):
    async with database.session() as session:
        await privacy.refuse(session, asked.id, ByStaff(mai, "đang tranh chấp"))
    assert await warn("2026-12-01 08:00") == []


@pytest.mark.usefixtures("asked")
async def test_operators_are_not_told_who_may_not_settle_it(warn, database):
    lan = await hire(database, "lan")
    await warn("2026-12-01 08:00")
    async with database.session() as session:
        assert (await list_notices(session, lan)).notices == []
