from __future__ import annotations

import pytest

from core.settings import PROJECT_ROOT
from core.words import Words
from desk.search.endpoints import SearchParts, router
from desk.search.service import SearchService
from tests.desk.histories import Case, Thread, at
from tests.desk.seats import NOBODY, desk_app, take_seat


class Showing:
    """Shows what it is asked for, but for what has gone in the meantime."""

    def __init__(self):
        self.gone = set()

    async def rows(self, conversation_ids):
        return {each: {"id": str(each)} for each in conversation_ids if each not in self.gone}

    async def tickets(self, ticket_ids):
        return {each: {"id": str(each)} for each in reversed(ticket_ids) if each not in self.gone}


@pytest.fixture
def showing():
    return Showing()


@pytest.fixture
def app(settings, database, showing):
    words = Words(PROJECT_ROOT / "desk" / "search" / "words.yml")
    return desk_app(settings, database, router, desk_search=SearchParts(SearchService(database, words), showing))


class TestSearch:
    @pytest.mark.parametrize(("role", "status"), [("operator", 200), ("supervisor", 200), ("editor", 403), ("admin", 403), (NOBODY, 401)])
    async def test_is_for_those_who_answer_citizens(self, app, database, role, status):
        seat = await take_seat(app, database, role)
        assert (await seat.ask("GET", "/search", params={"q": "khai sinh"})).status_code == status

    async def test_gives_rows_with_their_matches_and_tickets_in_order(self, app, database):
        thread = await Thread.begin(database)
        await thread.asks(at("2026-11-20"), "khai sinh")
        first = await Case.open(database, at("2026-11-02"), subject="Khai sinh")
        second = await Case.open(database, at("2026-11-01"), subject="Khai sinh")
        found = await (await take_seat(app, database, "operator")).get("/search", q="khai sinh")
        assert found == {
            "conversations": [
                {
                    "row": {"id": str(thread.id)},
                    "matches": [{"seq": 1, "text": "khai sinh", "sender": "citizen", "created_at": "2026-11-20T02:00:00Z"}],
                }
            ],
            "tickets": [{"id": str(first.id)}, {"id": str(second.id)}],
        }

    async def test_leaves_out_what_has_gone_in_the_meantime(self, app, database, showing):
        thread = await Thread.begin(database, citizen_name="Lan Anh")
        showing.gone.add(thread.id)
        found = await (await take_seat(app, database, "operator")).get("/search", q="lan anh")
        assert found["conversations"] == []

    async def test_too_little_is_unusable_input(self, app, database):
        response = await (await take_seat(app, database, "operator")).ask("GET", "/search")
        assert (response.status_code, response.json()["error"]["code"]) == (422, "query_too_short")
