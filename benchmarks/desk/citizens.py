"""A citizen's page: opens a conversation, asks for a person, then sends and follows as `chat/*.ts` does."""

from __future__ import annotations

import asyncio
import json
import uuid
from contextlib import suppress
from time import perf_counter
from typing import Any

import httpx

from benchmarks.desk.ledger import Ledger, Said
from benchmarks.desk.sending import Lane
from benchmarks.desk.streams import CHAT, Stream

_ASKS_FOR_PERSON = "cho tôi gặp tổng đài viên"
_LONGEST_WAIT_SECONDS = 60.0
_POLL_SECONDS = 3.0
_AGAIN_AFTER_SECONDS = 1.0
_FAILURES_BEFORE_POLLING = 2


class Citizen:
    """`repeats` counts messages that the stream brought a second time (the page shows them once all the same)."""

    def __init__(self, posts: httpx.AsyncClient, streams: httpx.AsyncClient, ledger: Ledger) -> None:
        self._http = posts
        self._ledger = ledger
        self._streams = streams
        self._headers: dict[str, str] = {}
        self._last_seq = 0
        self._lane = Lane(self._post, _LONGEST_WAIT_SECONDS)
        self._shown: dict[str, str] = {}
        self.id = ""
        self.repeats = 0
        self.with_people = asyncio.Event()
        self.stream: Stream | None = None

    async def come(self, tasks: asyncio.TaskGroup) -> None:
        """Until the conversation waits in the queue or an operator has it."""
        opened = (await self._taken("/api/conversations", {})).json()
        self.id = opened["id"]
        self._headers = {"Authorization": f"Bearer {opened['token']}"}
        self.stream = Stream(self._streams, f"/api/conversations/{self.id}/events", CHAT, self._on_event, self._bridge)
        tasks.create_task(self.stream.follow(lambda: {"after": self._last_seq}, self._headers))
        tasks.create_task(self._lane.run())
        body = {"client_id": str(uuid.uuid4()), "text": _ASKS_FOR_PERSON}
        await self._taken(self._messages, body)
        await self.with_people.wait()

    async def _taken(self, path: str, body: dict[str, str]) -> httpx.Response:
        """Tried until it is; the run has not begun, nobody counts."""
        while True:
            with suppress(httpx.TransportError):
                response = await self._http.post(path, json=body, headers=self._headers)
                if response.is_success:
                    return response
            await asyncio.sleep(_AGAIN_AFTER_SECONDS)

    def say(self) -> None:
        self._lane.add(self._ledger.add("citizen", self.id, perf_counter()))

    def has_shown(self, message_id: str) -> bool:
        return message_id in self._shown

    @property
    def _messages(self) -> str:
        return f"/api/conversations/{self.id}/messages"

    async def _post(self, said: Said) -> httpx.Response:
        body = {"client_id": said.client_id, "text": said.text, "attachment_ids": []}
        return await self._http.post(self._messages, json=body, headers=self._headers)

    def _on_event(self, name: str, data: str) -> None:
        if name == "message":
            self._show(json.loads(data))
        elif name == "status" and json.loads(data)["owner"] != "bot":
            self.with_people.set()

    def _show(self, message: dict[str, Any]) -> None:
        self.repeats += message["id"] in self._shown
        self._shown[message["id"]] = message["sender"]
        self._last_seq = max(self._last_seq, message["seq"])
        if message["sender"] == "operator":
            self._ledger.saw("operator", message["text"], message["id"], perf_counter())

    async def _bridge(self, failures: int, seconds: float) -> None:
        """Waits until the stream may be tried again, and looks at the list meanwhile when it keeps failing (`chat/live.ts`)."""
        until = perf_counter() + seconds
        while (left := until - perf_counter()) > 0:
            if failures >= _FAILURES_BEFORE_POLLING:
                await self._poll()
                left = min(_POLL_SECONDS, until - perf_counter())
            await asyncio.sleep(max(0.0, left))

    async def _poll(self) -> None:
        try:
            response = await self._http.get(self._messages, params={"after": self._last_seq}, headers=self._headers)
        except httpx.TransportError:
            return
        if response.is_success:
            for message in response.json()["messages"]:
                self._show(message)
