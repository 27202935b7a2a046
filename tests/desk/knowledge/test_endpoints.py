from __future__ import annotations

import pytest

from core.errors import Unavailable
from desk.knowledge.endpoints import router
from tests.desk.seats import NOBODY, desk_app, take_seat


class FakeClient:
    def __init__(self):
        self.asked = []
        self.is_away = False

    async def find(self, text):
        self.asked.append(text)
        if self.is_away:
            raise Unavailable("knowledge", "Chưa tra được.")
        return [
            {"procedure_code": "1", "name": "Tên", "sector": "Đất đai", "text": "Cần…", "blocks": [{"kind": "text"}], "source_url": "u"}
        ]


@pytest.fixture
def client():
    return FakeClient()


@pytest.fixture
def app(settings, database, client):
    return desk_app(settings, database, router, knowledge=client)


class TestFind:
    @pytest.mark.parametrize(("role", "status"), [("operator", 200), ("supervisor", 200), ("editor", 200), ("admin", 200), (NOBODY, 401)])
    async def test_is_for_those_who_answer_write_or_pause(self, app, database, role, status):
        assert (await (await take_seat(app, database, role)).ask("GET", "/knowledge", params={"q": "đất"})).status_code == status

    async def test_gives_what_was_found(self, app, database):
        [found] = (await (await take_seat(app, database, "operator")).get("/knowledge", q="đất"))["results"]
        assert (found["procedure_code"], found["text"], found["blocks"]) == ("1", "Cần…", [{"kind": "text"}])

    async def test_nothing_asked_asks_nobody(self, app, database, client):
        assert await (await take_seat(app, database, "operator")).get("/knowledge", q="  ") == {"results": []}
        assert client.asked == []

    async def test_a_knowledge_base_that_is_away_is_said_in_words(self, app, database, client):
        client.is_away = True
        response = await (await take_seat(app, database, "operator")).ask("GET", "/knowledge", params={"q": "đất"})
        assert (response.status_code, response.json()["error"]["message"]) == (503, "Chưa tra được.")

    async def test_a_page_long_question_is_refused(self, app, database, client):
        response = await (await take_seat(app, database, "operator")).ask("GET", "/knowledge", params={"q": "đ" * 501})
        assert (response.status_code, client.asked) == (422, [])
