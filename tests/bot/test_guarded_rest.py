"""The only way into Rasa."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.run import create_http_input_channels
from rasa.shared.exceptions import RasaException
from trained_model import PROJECT_ROOT

from bot.channels.guarded_rest import MAXIMUM_MESSAGE_LENGTH, GuardedRest

TOKEN = "a token of enough characters"
BEARER = f"Bearer {TOKEN}"


class Bot:
    """What stands behind the channel: answers each message with its own text."""

    def __init__(self, *, seconds: float = 0.0, fails: bool = False) -> None:
        self.heard: list[UserMessage] = []
        self._seconds = seconds
        self._fails = fails

    async def __call__(self, message: UserMessage) -> None:
        self.heard.append(message)
        await asyncio.sleep(self._seconds)
        if self._fails:
            raise RuntimeError("broken")
        await message.output_channel.send_text_message(message.sender_id, f"re: {message.text}")


def post(bot: Bot, body: Any, authorization: str | None = BEARER, turn_seconds: float = 5.0) -> tuple[int, Any]:
    """One request to the webhook's handler, as Sanic would call it."""
    blueprint = GuardedRest(TOKEN, turn_seconds).blueprint(bot)
    handler = next(route.handler for route in blueprint._future_routes if route.uri == "/webhook" and "POST" in route.methods)
    headers = {"Authorization": authorization} if authorization is not None else {}
    response = asyncio.run(handler(SimpleNamespace(headers=headers, json=body)))
    return response.status, json.loads(response.body)


def message(text: Any = "phí bao nhiêu", **more: Any) -> dict[str, Any]:
    return {"sender": "c.1", "message": text, **more}


class TestFromCredentials:
    @pytest.mark.parametrize("credentials", [None, {}, {"token": ""}, {"token": "   "}, {"token": "short"}])
    def test_no_start_without_a_token(self, credentials: dict[str, Any] | None) -> None:
        with pytest.raises(RasaException, match="INTERNAL_TOKEN"):
            GuardedRest.from_credentials(credentials)

    def test_shipped_credentials_make_it_the_only_channel(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("INTERNAL_TOKEN", TOKEN)
        channels = create_http_input_channels(None, str(PROJECT_ROOT / "credentials.yml"))
        assert [type(channel).__name__ for channel in channels] == ["GuardedRest"]
        assert channels[0].url_prefix() == "rest"


class TestToken:
    @pytest.mark.parametrize("given", [None, "", "Bearer", "Bearer wrong", TOKEN, f"{BEARER}x", "Bearer é", "Bearer \udce9"])
    def test_refused(self, given: str | None) -> None:
        bot = Bot()
        assert post(bot, message(), given)[0] == 401
        assert bot.heard == []


class TestMessage:
    def test_answered(self) -> None:
        bot = Bot()
        status, parts = post(bot, message(metadata={"message_id": "m1", "context": {"k": 1}}))
        assert (status, parts) == (200, [{"recipient_id": "c.1", "text": "re: phí bao nhiêu"}])
        assert bot.heard[0].metadata == {"message_id": "m1", "context": {"k": 1}}

    @pytest.mark.parametrize("typed", ["/restart", "//restart", " /session_start", '/greet{"aspect":"fee"}'])
    def test_slash_is_no_command(self, typed: str) -> None:
        bot = Bot()
        assert post(bot, message(typed))[0] == 200
        assert not (bot.heard[0].text or "").startswith("/")

    def test_cut_to_what_a_citizen_may_write(self) -> None:
        bot = Bot()
        post(bot, message("a" * (MAXIMUM_MESSAGE_LENGTH + 1)))
        assert len(bot.heard[0].text or "") == MAXIMUM_MESSAGE_LENGTH

    @pytest.mark.parametrize(
        "body",
        [
            {},
            [],
            {"sender": 1, "message": "x"},
            {"sender": "", "message": "x"},
            message(""),
            message("/"),
            message(None),
            message(metadata=[1]),
        ],
    )
    def test_malformed_is_refused(self, body: Any) -> None:
        bot = Bot()
        assert post(bot, body)[0] == 400
        assert bot.heard == []


class TestTrouble:
    def test_failed_turn_is_an_error_not_an_empty_answer(self) -> None:
        assert post(Bot(fails=True), message()) == (500, {"error": "failed"})

    def test_late_turn_is_given_up(self) -> None:
        assert post(Bot(seconds=5), message(), turn_seconds=0.05) == (504, {"error": "timeout"})
