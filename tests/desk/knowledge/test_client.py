from __future__ import annotations

import asyncio
import json

import pytest
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from app.wiring.words import words_of
from core.errors import Unavailable
from desk.knowledge.client import KnowledgeClient
from tests.serving import serving

TOKEN = "a-private-token"
FOUND = [{"procedure_code": "1.001193", "name": "Khai sinh", "sector": "Hộ tịch", "text": "Cần tờ khai.", "blocks": [], "source_url": ""}]

PREVIEW = {"problems": [], "blocks": [], "options": [], "text": "Khai sinh", "phone": "Khai sinh."}
NEAR = [{"procedure_code": "1.001193", "name": "Khai sinh"}]
LIKELY = [{"kind": "faq", "key": "den-duong", "title": "Đèn đường hư thì báo ai?", "share": 0.7}]
ANSWERS = {
    "/revision": 12,
    "/likeliest": LIKELY,
    "/knowledge": FOUND,
    "/sectors": ["Hộ tịch", "Đất đai"],
    "/procedure": NEAR,
    "/preview": PREVIEW,
}


class ActionServer:
    """Stands in for the one with the knowledge base: right, wrong, or slow, as the test says."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self.broken: Response | None = None
        self.waits = 0.0
        self.app = FastAPI()
        self.app.add_api_route("/knowledge", self.answer)
        self.app.add_api_route("/sectors", self.answer)
        self.app.add_api_route("/procedure", self.answer)
        self.app.add_api_route("/revision", self.answer)
        self.app.add_api_route("/preview", self.answer, methods=["POST"])
        self.app.add_api_route("/likeliest", self.answer)

    async def answer(self, request: Request) -> Response:
        asked = request.query_params.get("q") or request.query_params.get("code", "") or (await request.body()).decode()
        self.asked.append((request.url.path, asked, request.headers.get("authorization", "")))
        await asyncio.sleep(self.waits)
        return self.broken or JSONResponse(ANSWERS[request.url.path])


@pytest.fixture
def server():
    return ActionServer()


@pytest.fixture
def client_of(settings):
    def make(address, timeout=5.0):
        return KnowledgeClient(address, TOKEN, words_of(settings, "desk/operators/words.yml"), timeout)

    return make


@pytest.fixture
async def client(server, client_of):
    async with serving(server.app) as address:
        made = client_of(address)
        yield made
        await made.close()


class TestFind:
    async def test_asks_with_the_words_and_the_programs_token(self, client, server):
        assert await client.find("làm khai sinh & “gì”") == FOUND
        assert server.asked == [("/knowledge", "làm khai sinh & “gì”", f"Bearer {TOKEN}")]

    @pytest.mark.parametrize("response", [JSONResponse({"error": "token"}, 401), JSONResponse({}, 500), Response("<html>")])
    async def test_what_is_no_answer_is_said_in_words(self, client, server, response):
        server.broken = response
        with pytest.raises(Unavailable, match="Chưa tra được kho thủ tục"):
            await client.find("khai sinh")

    async def test_a_server_that_is_away_is_said_in_words(self, client_of):
        async with serving(FastAPI()) as address:
            pass
        client = client_of(address)
        with pytest.raises(Unavailable, match="Chưa tra được kho thủ tục"):
            await client.find("khai sinh")
        await client.close()

    async def test_one_that_is_too_slow_is_not_waited_for(self, server, client_of):
        server.waits = 2.0
        async with serving(server.app) as address:
            client = client_of(address, timeout=0.1)
            with pytest.raises(Unavailable):
                await client.find("khai sinh")
            await client.close()


class TestProcedureOrNear:
    async def test_asks_for_the_code(self, client, server):
        assert await client.procedure_or_near("1.00119") == NEAR
        assert server.asked == [("/procedure", "1.00119", f"Bearer {TOKEN}")]

    async def test_is_unavailable_with_the_knowledge_base(self, client, server):
        server.broken = JSONResponse({}, 503)
        with pytest.raises(Unavailable):
            await client.procedure_or_near("1.00119")


class TestPreview:
    async def test_gives_the_record_as_it_is(self, client, server):
        assert await client.preview("faq", {"question": "Ở đâu?"}) == PREVIEW
        [(path, body, _)] = server.asked
        assert (path, json.loads(body)) == ("/preview", {"kind": "faq", "record": {"question": "Ở đâu?"}})

    async def test_is_unavailable_with_the_knowledge_base(self, client, server):
        server.broken = JSONResponse({}, 503)
        with pytest.raises(Unavailable):
            await client.preview("faq", {})


class TestLikeliest:
    async def test_asks_with_all_questions_at_once(self, client, server):
        assert await client.likeliest(["đèn đường hư", "den duong & cột"]) == LIKELY
        assert [path for path, _, _ in server.asked] == ["/likeliest"]

    async def test_is_unavailable_with_the_knowledge_base(self, client, server):
        server.broken = JSONResponse({}, 503)
        with pytest.raises(Unavailable):
            await client.likeliest(["đèn đường hư"])


class TestSectors:
    async def test_are_those_of_the_knowledge_base(self, client):
        assert await client.sectors() == ["Hộ tịch", "Đất đai"]

    async def test_are_as_last_known_while_it_is_away(self, client, server):
        await client.sectors()
        server.broken = JSONResponse({}, 503)
        assert await client.sectors() == ["Hộ tịch", "Đất đai"]

    async def test_are_none_before_they_were_ever_known(self, client, server):
        server.broken = JSONResponse({}, 503)
        assert await client.sectors() == []
        server.broken = None
        assert await client.sectors() == ["Hộ tịch", "Đất đai"]


class TestRevision:
    async def test_is_that_of_what_is_answered_from(self, client):
        assert await client.revision() == 12

    async def test_is_unavailable_with_the_knowledge_base(self, client, server):
        server.broken = JSONResponse({}, 503)
        with pytest.raises(Unavailable):
            await client.revision()
