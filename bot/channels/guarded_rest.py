"""The only way into Rasa: its `rest` channel behind a bearer token.

Rasa's own `rest` webhook is open whatever `--auth-token` says, and takes "/intent" messages for commands. Here each
message needs the token, is plain text, and a failed or late turn is an error, not an empty answer.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from rasa.shared.exceptions import RasaException
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.action_replies import check_schema_once
from vntext import normalise

MINIMUM_TOKEN_LENGTH = 16
MAXIMUM_MESSAGE_LENGTH = 4000
_DEFAULT_TURN_SECONDS = 10.0

logger = logging.getLogger(__name__)

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class GuardedRest(RestInput):
    def __init__(self, token: str, turn_seconds: float = _DEFAULT_TURN_SECONDS) -> None:
        """`turn_seconds`: a turn that takes longer is given up and answered with 504; the app may repeat it."""
        self._expected = f"Bearer {token}".encode()
        self._turn_seconds = turn_seconds

    @classmethod
    def name(cls) -> str:
        """The URL stays /webhooks/rest/webhook."""
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> GuardedRest:
        """Raises RasaException, which stops Rasa's start, when there is no token worth the name."""
        given = credentials or {}
        token = str(given.get("token") or "").strip()
        if len(token) < MINIMUM_TOKEN_LENGTH:
            raise RasaException(f"The rest channel needs a token of at least {MINIMUM_TOKEN_LENGTH} characters: set INTERNAL_TOKEN.")
        check_schema_once()
        return cls(token, float(given.get("turn_seconds", _DEFAULT_TURN_SECONDS)))

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        blueprint = Blueprint("guarded_rest", __name__)

        @blueprint.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @blueprint.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if not self._is_authorised(request):
                return json({"error": "unauthorized"}, status=401, headers={"WWW-Authenticate": "Bearer"})
            message = _read(request)
            if message is None:
                return json({"error": "sender and message must be text, metadata an object"}, status=400)
            return await self._answer(on_new_message, message)

        return blueprint

    def _is_authorised(self, request: Request) -> bool:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(errors="surrogateescape"), self._expected)

    async def _answer(self, on_new_message: OnNewMessage, message: UserMessage) -> HTTPResponse:
        try:
            await asyncio.wait_for(on_new_message(message), self._turn_seconds)
        except asyncio.TimeoutError:
            logger.error("A turn of %s took longer than %s s.", message.sender_id, self._turn_seconds)
            return json({"error": "timeout"}, status=504)
        except Exception:  # the edge: whatever went wrong in Rasa, the app is told so and tries again
            logger.exception("A turn of %s failed.", message.sender_id)
            return json({"error": "failed"}, status=500)
        return json(message.output_channel.messages)


def _read(request: Request) -> UserMessage | None:
    body = request.json if isinstance(request.json, dict) else {}
    sender, text, metadata = body.get("sender"), body.get("message"), body.get("metadata") or {}
    if not isinstance(sender, str) or not isinstance(text, str) or not isinstance(metadata, dict):
        return None
    plain = _as_plain_text(text)
    if not sender or not plain:
        return None
    return UserMessage(plain, CollectingOutputChannel(), sender, input_channel=GuardedRest.name(), metadata=metadata)


def _as_plain_text(text: str) -> str:
    """A leading "/" would make Rasa read an intent, an entity or "/restart" out of a citizen's message."""
    return normalise(text)[:MAXIMUM_MESSAGE_LENGTH].lstrip("/ \n")
