"""The vendor's API as far as a test of the client needs it: answers in line, and every request kept."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import httpx

from channels.zalo.pace import Pace
from channels.zalo.tokens import AccessToken

URL = "https://zalo.test"


@dataclass
class Api:
    """Each answer is a body, a response, or what is to be raised; a message is taken when none is left."""

    answers: list[Any] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)

    def http(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self._answer))

    def will(self, *answers: Any) -> None:
        self.answers += answers

    @property
    def bodies(self) -> list[Any]:
        return [json.loads(request.content) for request in self.requests]

    @property
    def tokens(self) -> list[str]:
        return [request.headers["access_token"] for request in self.requests]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if self.answers else taken(f"m{len(self.requests)}")
        if isinstance(answer, type) and issubclass(answer, httpx.RequestError):
            raise answer("as the test says", request=request)
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)


def taken(message_id: str) -> dict[str, Any]:
    return {"data": {"message_id": message_id, "user_id": "1", "sent_time": "1626926349402"}, "error": 0, "message": "Success"}


def refused(error: int | str, message: str = "no") -> dict[str, Any]:
    return {"error": error, "message": message}


@dataclass
class FixedTokens:
    """The number grows with each refresh."""

    generation: int = 1
    refreshes: list[int] = field(default_factory=list)

    async def current(self) -> AccessToken:
        return AccessToken(f"token-{self.generation}", self.generation)

    async def refreshed(self, stale_generation: int) -> AccessToken:
        self.refreshes.append(stale_generation)
        self.generation = stale_generation + 1
        return await self.current()


class OpenPace(Pace):
    """Lets every call pass, and remembers how long all were held up."""

    def __init__(self) -> None:
        self.held: list[float] = []

    async def take(self) -> None:
        return

    async def hold(self, seconds: float) -> None:
        self.held.append(seconds)
