"""An operator's page: board, events, heartbeats, and the conversation that is open, with the requests of `desk/frontend/src/state/`.

The page reads messages of the open conversation alone and shows of the others what the row says. Here those of every conversation
that the operator owns are read as soon as the row tells of them, and every few seconds the operator turns to the one with the newest,
besides turning to each that is answered: more requests than an operator's page makes, never fewer.
"""

from __future__ import annotations

import asyncio
import json
import random
from contextlib import suppress
from time import perf_counter
from typing import Any

import httpx

from benchmarks.desk.ledger import Ledger, Said
from benchmarks.desk.people import SignedBrowser
from benchmarks.desk.sending import Lane
from benchmarks.desk.streams import DESK, Stream
from desk.access.dependencies import COOKIE, PREFIX

_LONGEST_WAIT_SECONDS = 30.0
_HEARTBEAT_SECONDS = 10.0
_SOON_SECONDS = 0.25
_TURNS_EVERY_SECONDS = 5.0


class Operator:
    """`rows` is the board by conversation. `requests` counts all but the stream, by what they are for."""

    def __init__(self, web_url: str, browser: SignedBrowser, ledger: Ledger, tasks: asyncio.TaskGroup) -> None:
        headers = {"X-CSRF-Token": browser.csrf_token}
        self._http = httpx.AsyncClient(
            base_url=web_url + PREFIX, cookies={COOKIE: browser.cookie}, headers=headers, timeout=20.0, trust_env=False
        )
        self._me = browser.staff_id
        self._ledger = ledger
        self._tasks = tasks
        self._lanes: dict[str, Lane] = {}
        self._threads: dict[str, Thread] = {}
        self._open: Thread | None = None
        self._soon: asyncio.TimerHandle | None = None
        self.rows: dict[str, dict[str, Any]] = {}
        self.board_changed = asyncio.Event()
        self.requests: dict[str, int] = {}
        self.races_lost = 0
        self.stream = Stream(self._http, "/events", DESK, self._on_event)

    @property
    def mine(self) -> list[str]:
        return [row_id for row_id, row in self.rows.items() if row["owner_id"] == self._me]

    @property
    def queue(self) -> list[str]:
        return [row_id for row_id, row in self.rows.items() if row["owner"] == "queue"]

    def sit_down(self) -> None:
        self._tasks.create_task(self.stream.follow())
        self._tasks.create_task(self._beat_on())
        self._tasks.create_task(self._look_around())

    async def leave(self) -> None:
        await self._http.aclose()

    async def claim(self, conversation_id: str) -> bool:
        """False when somebody else was first, or nobody knows."""
        try:
            response = await self._request("claim", "POST", f"/conversations/{conversation_id}/moves", {"move": "claim"})
        except httpx.TransportError:
            return False
        if response.is_success:
            self._take_row(response.json()["row"])
            self._turn_to(conversation_id)
            return True
        self.races_lost += response.status_code == httpx.codes.CONFLICT
        self.rows.pop(conversation_id, None)  # the event that tells who has it is on its way
        return False

    def say(self, conversation_id: str) -> None:
        """In the open conversation, as on the page."""
        if self._open is None or self._open.id != conversation_id:
            self._turn_to(conversation_id)
        if conversation_id not in self._lanes:
            self._lanes[conversation_id] = Lane(self._post, _LONGEST_WAIT_SECONDS)
            self._tasks.create_task(self._lanes[conversation_id].run())
        self._lanes[conversation_id].add(self._ledger.add("operator", conversation_id, perf_counter()))

    async def _post(self, said: Said) -> httpx.Response:
        body = {"client_id": said.client_id, "text": said.text, "attachment_ids": []}
        return await self._request("reply", "POST", f"/conversations/{said.conversation_id}/messages", body)

    def _on_event(self, name: str, data: str) -> None:
        value = json.loads(data)
        if name == "hello":
            self._tasks.create_task(self._load_board())
            for lane in self._lanes.values():
                lane.kick()
        elif name == "row":
            self._on_row(value)
        elif name == "ticket" and self._open is not None and value["id"] in self._open.ticket_ids:
            self._refresh_soon()

    def _on_row(self, row: dict[str, Any]) -> None:
        self._take_row(row)
        self._follow_row(row)

    def _follow_row(self, row: dict[str, Any]) -> None:
        is_open = self._open is not None and self._open.id == row["id"]
        if row["owner_id"] == self._me and row["last_seq"] > self._thread(row["id"]).known_to:
            self._tasks.create_task(self._thread(row["id"]).read())
        if is_open:
            self._refresh_soon()

    def _take_row(self, row: dict[str, Any]) -> None:
        if row["owner"] == "bot":
            self.rows.pop(row["id"], None)
        else:
            self.rows[row["id"]] = row
        self.board_changed.set()

    async def _load_board(self) -> None:
        with suppress(httpx.TransportError):
            response = await self._request("board", "GET", "/board")
            if not response.is_success:
                return
            self.rows = {row["id"]: row for row in response.json()["rows"]}
            self.board_changed.set()
            for row in list(self.rows.values()):
                self._follow_row(row)
            self._refresh_soon()

    def _thread(self, conversation_id: str) -> Thread:
        if conversation_id not in self._threads:
            self._threads[conversation_id] = Thread(conversation_id, self)
        return self._threads[conversation_id]

    def _turn_to(self, conversation_id: str) -> None:
        self._open = self._thread(conversation_id)
        self._open.begin_anew()
        self._tasks.create_task(self._beat())
        self._tasks.create_task(self._refresh(self._open))

    def _refresh_soon(self) -> None:
        if self._soon is not None:
            self._soon.cancel()
        if self._open is not None:
            thread = self._open
            self._soon = asyncio.get_running_loop().call_later(_SOON_SECONDS, lambda: self._tasks.create_task(self._refresh(thread)))

    async def _refresh(self, thread: Thread) -> None:
        await asyncio.gather(thread.view(), thread.read())

    async def _look_around(self) -> None:
        while True:
            await asyncio.sleep(_TURNS_EVERY_SECONDS * (0.5 + random.random()))
            newest = max(self.mine, key=lambda row_id: str(self.rows[row_id]["last_message_at"]), default=None)
            if newest is not None and (self._open is None or self._open.id != newest):
                self._turn_to(newest)

    async def _beat_on(self) -> None:
        while True:
            await self._beat()
            await asyncio.sleep(_HEARTBEAT_SECONDS)

    async def _beat(self) -> None:
        looked_at = [self._open.id] if self._open is not None else []
        with suppress(httpx.TransportError):
            await self._request("heartbeat", "POST", "/heartbeat", {"tab": "benchmark", "conversation_ids": looked_at, "typing_in": None})

    async def _request(self, purpose: str, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        self.requests[purpose] = self.requests.get(purpose, 0) + 1
        return await self._http.request(method, path, json=body)

    async def get(self, purpose: str, path: str) -> Any:
        """None when the server did not answer, or not with success."""
        with suppress(httpx.TransportError):
            response = await self._request(purpose, "GET", path)
            if response.is_success:
                return response.json()
        return None

    def shows(self, messages: list[dict[str, Any]]) -> None:
        for message in messages:
            if message["sender"] == "citizen":
                self._ledger.saw("citizen", message["text"], message["id"], perf_counter())


class Thread:
    """The messages of one conversation as `state/open_conversation.ts` reads them."""

    def __init__(self, conversation_id: str, page: Operator) -> None:
        self.id = conversation_id
        self._page = page
        self.known_to = 0
        self.ticket_ids: set[str] = set()
        self._read_to = 0
        self._is_reading = False
        self._reads_again = False

    def begin_anew(self) -> None:
        """The page forgets a conversation that it closes, and reads it from the start when it is opened again."""
        self._read_to = 0

    async def view(self) -> None:
        view = await self._page.get("conversation", f"/conversations/{self.id}")
        if view is not None:
            self.ticket_ids = {ticket["id"] for ticket in view["tickets"]}

    async def read(self) -> None:
        """All may ask for it at once."""
        if self._is_reading:
            self._reads_again = True
            return
        self._is_reading = True
        has_more = True
        while has_more:
            self._reads_again = False
            page = await self._page.get("messages", f"/conversations/{self.id}/messages?after={self._read_to}")
            if page is None:
                break
            self._page.shows(page["messages"])
            if page["messages"]:
                self._read_to = max(self._read_to, page["messages"][-1]["seq"])
                self.known_to = max(self.known_to, self._read_to)
            has_more = (page["has_more"] and bool(page["messages"])) or self._reads_again
        self._is_reading = False
