"""Those who are not real: who is told of alarms, who takes requests for data, the vendor's file server, the map."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

import httpx

HOME = (11.5209, 106.899)


class FakeRights:
    def __init__(self) -> None:
        self.withdrawn: list[uuid.UUID] = []
        self.fault: Exception | None = None

    async def withdraw(self, session, conversation_id):
        if self.fault is not None:
            raise self.fault
        self.withdrawn.append(conversation_id)


class FileServer:
    """What lies under an address, as bytes or as a whole response; all else is not found."""

    def __init__(self) -> None:
        self.holds: dict[str, bytes | httpx.Response | Exception | Callable[[], httpx.Response]] = {}
        self.asked: list[httpx.Request] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        held = self.holds.get(f"http://{request.headers['host']}{request.url.path}", httpx.Response(404))
        if isinstance(held, Exception):
            raise held
        if isinstance(held, bytes):
            return httpx.Response(200, content=held)
        return held if isinstance(held, httpx.Response) else held()


async def public_everywhere(host: str, port: int) -> Sequence[str]:
    return ["203.119.8.100"]


def place_at(latitude: float, longitude: float) -> str:
    return "Phường Bình Phước, Đồng Nai" if (latitude, longitude) == HOME else ""
