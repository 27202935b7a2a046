from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from staff.membership import Changes
from staff.models import StaffSession


@pytest.fixture
def app(app):
    app.state.operators = replace(app.state.operators, stream_heartbeat=timedelta(seconds=0.05))
    return app


async def until_it_ends(lines):
    return [line async for line in lines if line.startswith("event:")]


class TestFollow:
    """The stream of somebody who may not follow any more ends, and the page that comes back is turned away."""

    async def end_of(self, someone, change):
        async with someone.stream("GET", "/desk/api/events") as stream:
            lines = stream.aiter_lines()
            assert await anext(lines) == "event: hello"
            await change()
            async with asyncio.timeout(10):
                await until_it_ends(lines)
        return (await someone.get("/desk/api/board")).status_code

    async def test_goes_on_while_nothing_changes(self, live):
        _, desk = live
        async with desk.operator.stream("GET", "/desk/api/events") as stream:
            lines = stream.aiter_lines()
            beats = [line async for line in _first(lines, 12) if line.startswith(":")]
        assert len(beats) >= 4

    async def test_ends_with_the_account(self, live, app):
        _, desk = live

        async def disable():
            await app.state.desk_supervision.membership.change(desk.operator.id, Changes(is_active=False), by=desk.admin.id)

        assert await self.end_of(desk.operator, disable) == 401

    async def test_ends_also_while_there_is_always_something_to_tell(self, live, app, database):
        """Somebody busy never waits for a heartbeat."""
        _, desk = live
        feed = app.state.operators.feed
        stopped = asyncio.Event()

        async def tell():
            while not stopped.is_set():
                feed._tell_all("ticket", "{}")
                await asyncio.sleep(0.005)

        async def end_session():
            async with database.session() as session:
                await session.execute(update(StaffSession).values(expires_at=StaffSession.created_at))

        telling = asyncio.create_task(tell())
        try:
            assert await self.end_of(desk.operator, end_session) == 401
        finally:
            stopped.set()
            await telling


async def _first(lines, count):
    for _ in range(count):
        yield await anext(lines)
