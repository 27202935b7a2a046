"""The desk's routes for calls, with a phone process that only notes what it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from app.wiring.desk_calls import desk_calls
from core.errors import Unavailable
from desk.calls import endpoints, figures_endpoints
from tests.desk.seats import desk_app, take_seat


@dataclass
class NotingPhone:
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    does_it: bool = True
    is_away: bool = False

    def _note(self, *what: Any) -> bool:
        if self.is_away:
            raise Unavailable("phone", "")
        self.asked.append(what)
        return self.does_it

    async def hold(self, call_id, staff_id, *, on):
        return self._note("hold", call_id, staff_id, on)

    async def hang_up(self, call_id, staff_id):
        return self._note("hang_up", call_id, staff_id)

    async def transfer(self, call_id, staff_id, extension):
        return self._note("transfer", call_id, staff_id, extension)


@pytest.fixture
def phone():
    return NotingPhone()


@pytest.fixture
def app(settings, database, phone):
    parts = desk_calls(settings, database, phone)
    made = desk_app(settings, database, endpoints.router, desk_calls=replace(parts))
    made.include_router(figures_endpoints.router)
    return made


@pytest.fixture
async def operator(app, database):
    return await take_seat(app, database, "operator")


@pytest.fixture
async def supervisor(app, database):
    return await take_seat(app, database, "supervisor")
