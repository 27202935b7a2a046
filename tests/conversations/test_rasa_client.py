from __future__ import annotations

import uuid
from typing import Any

import pytest
from fastapi import FastAPI, Request

from conversations.ports import BotTurn
from conversations.rasa_client import RasaClient
from core.errors import Unavailable
from tests.serving import serving

ANSWER = [{"text": "Chào bạn."}, {"custom": {"behaviour": "smalltalk", "context": {"misses": 0}, "details": {"step": "utter_greet"}}}]
DRAFT = uuid.uuid4()


class Rasa:
    """Says what it is told to say and remembers what it was sent."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.answer = ANSWER
        self.app = FastAPI()
        self.app.add_api_route("/webhooks/rest/webhook", self.receive, methods=["POST"])

    async def receive(self, request: Request):
        self.bodies.append(await request.json())
        return self.answer


@pytest.fixture
def rasa():
    return Rasa()


@pytest.fixture
async def client(rasa):
    async with serving(rasa.app) as address:
        client = RasaClient(address, "a-private-token-of-this-test", 5.0)
        yield client
        await client.close()


def turn(**context):
    return BotTurn(uuid.uuid4(), "7d1.1", "xin chào", context)


class TestReply:
    async def test_sentence_and_custom_part_are_one_reply(self, client):
        reply = await client.reply(turn())
        assert (reply.text, reply.behaviour, reply.details, reply.context) == (
            "Chào bạn.",
            "smalltalk",
            {"step": "utter_greet"},
            {"misses": 0},
        )

    async def test_an_apology_of_rasa_is_no_answer(self, client, rasa):
        rasa.answer = [{"text": "Sorry"}]
        with pytest.raises(Unavailable):
            await client.reply(turn())

    async def test_citizens_turn_carries_message_and_context_and_nothing_else(self, client, rasa):
        """Not even where a draft's id stands in what the turn before left behind."""
        asked = turn(draft_ids=[str(DRAFT)])
        await client.reply(asked)
        metadata = {"message_id": str(asked.message_id), "context": {"draft_ids": [str(DRAFT)]}}
        assert rasa.bodies == [{"sender": "7d1.1", "message": "xin chào", "metadata": metadata}]


class TestTryOut:
    async def test_carries_the_drafts(self, client, rasa):
        await client.try_out(turn(), [DRAFT])
        assert rasa.bodies[0]["metadata"]["draft_ids"] == [str(DRAFT)]
