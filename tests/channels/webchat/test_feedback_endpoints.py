from __future__ import annotations

import uuid

import pytest


@pytest.fixture
async def answer(citizen, handler):
    message = (await citizen.say("làm căn cước ở đâu")).json()["message"]
    await handler.handle(uuid.UUID(message["id"]))
    return (await citizen.thread())[-1]


async def rate(citizen, message_id, body, key=None):
    path = f"{citizen.path}/messages/{message_id}/feedback"
    return (await citizen.http.put(path, headers=citizen.key if key is None else key, json=body)).status_code


async def test_what_was_said_of_an_answer_is_there_when_the_page_is_opened_again(citizen, answer):
    assert (answer["may_rate"], answer["is_helpful"]) == (True, None)
    assert await rate(citizen, answer["id"], {"is_helpful": False}) == 204
    assert (await citizen.thread())[-1]["is_helpful"] is False
    assert await rate(citizen, answer["id"], {"is_helpful": True}) == 204
    assert (await citizen.thread())[-1]["is_helpful"] is True


async def test_ones_own_question_cannot_be_rated(citizen, answer):
    question = (await citizen.thread())[0]
    assert question["may_rate"] is False
    assert await rate(citizen, question["id"], {"is_helpful": True}) == 404


async def test_only_the_holder_of_the_conversation(citizen, stranger, answer):
    assert await rate(citizen, answer["id"], {"is_helpful": True}, key={}) == 403
    assert await rate(citizen, answer["id"], {"is_helpful": True}, key=stranger.key) == 403
    assert await rate(stranger, answer["id"], {"is_helpful": True}) == 404


@pytest.mark.parametrize("body", [{}, {"is_helpful": None}, {"is_helpful": "có"}, [], {"is_helpful": 3}])
async def test_anything_but_yes_or_no_is_refused(citizen, answer, body):
    assert await rate(citizen, answer["id"], body) == 422
