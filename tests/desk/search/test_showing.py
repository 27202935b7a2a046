from __future__ import annotations

import uuid

import pytest

from app.wiring.desk import Showing
from app.wiring.tickets import ticket_reader
from app.wiring.words import words_of
from desk.search.endpoints import SearchParts, router
from desk.search.service import SearchService
from tests.desk.histories import Case, Thread, at
from tests.desk.seats import desk_app, take_seat
from tickets.tracking_codes import new_code, shown


@pytest.fixture
def showing(settings, database):
    return Showing(database, ticket_reader(settings, database))


@pytest.fixture
def app(settings, database, showing):
    search = SearchService(database, words_of(settings, "desk/search/words.yml"))
    return desk_app(settings, database, router, desk_search=SearchParts(search, showing))


class TestRows:
    async def test_are_the_boards_whoever_owns_the_conversation(self, showing, database):
        with_bot = await Thread.begin(database, citizen_name="Lan Anh")
        rows = await showing.rows([with_bot.id, uuid.uuid4()])
        assert [(row.id, row.owner, row.citizen_name) for row in rows.values()] == [(with_bot.id, "bot", "Lan Anh")]

    async def test_are_none_for_nothing(self, showing):
        assert await showing.rows([]) == {}


class TestTickets:
    async def test_are_the_lists_own(self, showing, database):
        case = await Case.open(database, at("2026-11-01"), subject="Hộ chiếu", tracking_code="A7K04T9XA2")
        found = await showing.tickets([case.id, uuid.uuid4()])
        assert [(key, one.tracking_code, one.subject) for key, one in found.items()] == [(case.id, "A7K-04T-9XA2", "Hộ chiếu")]

    async def test_are_none_for_nothing(self, showing, database):
        await Case.open(database, at("2026-11-01"))
        assert await showing.tickets([]) == {}


class TestSearch:
    async def test_gives_whole_rows_and_tickets_and_masks_numbers(self, app, database):
        thread = await Thread.begin(database)
        await thread.asks(at("2026-11-20"), "khai sinh, gọi tôi 0912345678")
        await Case.open(
            database,
            at("2026-11-02"),
            subject="Khai sinh",
            conversation_id=thread.id,
            tracking_code="A7K04T9XA2",
            citizen_phone="0912345678",
        )
        seat = await take_seat(app, database, "operator")
        found = await seat.get("/search", q="khai sinh")
        [conversation], [ticket] = found["conversations"], found["tickets"]
        assert conversation["row"]["ticket"]["tracking_code"] == ticket["tracking_code"] == "A7K-04T-9XA2"
        assert conversation["row"]["owner"] == "bot"
        assert "0912345678" not in str(found)

    async def test_a_code_finds_its_ticket_as_it_is_shown(self, app, database):
        code = new_code()
        await Case.open(database, at("2026-11-02"), subject="Khai sinh", tracking_code=code)
        [ticket] = (await (await take_seat(app, database, "operator")).get("/search", q=shown(code)))["tickets"]
        assert (ticket["subject"], ticket["tracking_code"]) == ("Khai sinh", shown(code))
