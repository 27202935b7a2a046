"""A citizen on the web chat, for the command line, evaluation, benchmarks and tests: the same HTTP calls as the page makes."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx
import psycopg
from psycopg.rows import dict_row

from conversations.models import MessageKind
from core.db import libpq_url
from core.errors import InputError, Unavailable


@dataclass(frozen=True)
class Reply:
    """`milliseconds` from sending to having the reply in hand."""

    message_id: str
    text: str
    blocks: list[dict[str, Any]] | None
    options: list[dict[str, Any]]
    milliseconds: float

    def with_details(self, database_url: str) -> dict[str, Any]:
        return {
            "text": self.text,
            "options": self.options,
            "milliseconds": round(self.milliseconds, 1),
            **details_of(database_url, [self.message_id])[self.message_id],
        }


class Citizen:
    """One conversation. Raises Unavailable when the system does not answer within `patience` seconds."""

    def __init__(self, web_url: str, *, patience: float = 20.0, private_token: str = "") -> None:
        """`private_token` lets the program's own evaluation open conversations faster than people may."""
        headers = {"Authorization": f"Bearer {private_token}"} if private_token else {}
        self._http = httpx.Client(base_url=web_url, timeout=10.0, trust_env=False, headers=headers)
        self._patience = patience
        self._path = ""
        self._streams = ExitStack()
        self._lines: Iterator[str] | None = None

    def __enter__(self) -> Self:
        try:
            response = self._http.post("/api/conversations")
            _require_accepted(response)
            response.raise_for_status()
        except httpx.HTTPError as error:
            self._http.close()
            raise Unavailable("web", f"Hệ thống chưa chạy hoặc không trả lời tại {self._http.base_url}. Chạy «make run» trước.") from error
        opened = response.json()
        self._http.headers["Authorization"] = f"Bearer {opened['token']}"
        self._path = f"/api/conversations/{opened['id']}/messages"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._streams.close()
        self._http.close()

    def send(self, text: str, client_id: str = "") -> str:
        """The stored message's id. Raises InputError with the system's own words when it does not accept the text."""
        response = self._http.post(self._path, json={"client_id": client_id or str(uuid.uuid4()), "text": text})
        _require_accepted(response)
        response.raise_for_status()
        return str(response.json()["message"]["id"])

    def messages(self, after: int = 0) -> list[dict[str, Any]]:
        response = self._http.get(self._path, params={"after": after})
        response.raise_for_status()
        found: list[dict[str, Any]] = response.json()["messages"]
        return found

    def ask(self, text: str) -> Reply:
        started = time.perf_counter()
        sent = self.send(text)
        for message in self._arriving(started + self._patience):
            if message["in_reply_to"] == sent and message["kind"] == MessageKind.REPLY:
                took = (time.perf_counter() - started) * 1000
                return Reply(message["id"], message["text"], message["blocks"], message["options"], took)
        raise Unavailable("reply", f"Chưa có câu trả lời sau {self._patience:.0f} giây; câu hỏi đã được lưu, xem «hotline unanswered».")

    def _arriving(self, until: float) -> Iterator[dict[str, Any]]:
        """Messages as the page's one event stream brings them, until `until` (perf_counter seconds) or the stream's end."""
        lines = self._lines = self._lines or self._follow()
        try:
            is_message = False
            for line in lines:
                if line.startswith("event:"):
                    is_message = line == "event: message"
                elif is_message and line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))
                if time.perf_counter() > until:
                    return
        except httpx.TimeoutException:
            pass
        self._lines = None

    def _follow(self) -> Iterator[str]:
        """Opened with the first question and kept open, as a page does."""
        path = self._path.removesuffix("messages") + "events"
        return self._streams.enter_context(self._http.stream("GET", path, timeout=self._patience)).iter_lines()


def details_of(database_url: str, message_ids: list[str]) -> dict[str, dict[str, Any]]:
    """What staff may see of the given replies."""
    with psycopg.connect(libpq_url(database_url), row_factory=dict_row) as connection:
        rows = connection.execute("SELECT id::text, details FROM messages WHERE id = ANY(%s::uuid[])", [message_ids])
        return {row["id"]: row["details"] for row in rows}


def _require_accepted(response: httpx.Response) -> None:
    if response.is_client_error:
        refusal = response.json()["error"]
        raise InputError(refusal["code"], refusal["message"])
