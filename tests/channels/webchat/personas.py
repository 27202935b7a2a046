"""A citizen at the chat page: the same HTTP calls as the page makes."""

from __future__ import annotations

import json
import uuid
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx

WITH_BOT = {"owner": "bot", "operator_name": "", "place": None, "expected_wait_seconds": None}
BOT_TYPES = {"on": True, "who": "bot"}


@dataclass(frozen=True)
class WebCitizen:
    http: httpx.AsyncClient
    opened: dict[str, Any]

    @classmethod
    async def arrive(cls, http: httpx.AsyncClient) -> WebCitizen:
        response = await http.post("/api/conversations")
        assert response.status_code == 201, response.text
        return cls(http, response.json())

    @property
    def path(self) -> str:
        return f"/api/conversations/{self.opened['id']}"

    @property
    def key(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.opened['token']}"}

    async def say(self, text: object, client_id: str = "", attachment_ids: Sequence[str] = ()) -> httpx.Response:
        body = {"client_id": client_id or uuid.uuid4().hex, "text": text, "attachment_ids": list(attachment_ids)}
        return await self.http.post(f"{self.path}/messages", headers=self.key, json=body)

    async def upload(self, content: bytes, name: str = "ảnh.jpg") -> httpx.Response:
        headers = self.key | {"X-File-Name": quote(name)}
        return await self.http.post(f"{self.path}/attachments", headers=headers, content=content)

    async def open_file(self, attachment_id: str, **headers: str) -> httpx.Response:
        return await self.http.get(f"{self.path}/attachments/{attachment_id}", headers=self.key | headers)

    async def send(self, body: bytes) -> httpx.Response:
        """A body as it is, right or wrong."""
        return await self.http.post(f"{self.path}/messages", headers=self.key | {"Content-Type": "application/json"}, content=body)

    async def read(self, after: int = 0) -> dict[str, Any]:
        response = await self.http.get(f"{self.path}/messages", headers=self.key, params={"after": after})
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found

    async def thread(self) -> list[dict[str, Any]]:
        """All of it, part after part."""
        messages: list[dict[str, Any]] = []
        while part := (await self.read(messages[-1]["seq"] if messages else 0))["messages"]:
            messages += part
        return messages

    async def texts(self, sender: str) -> list[str]:
        return [message["text"] for message in await self.thread() if message["sender"] == sender]

    async def follow(self, after: int = 0) -> AsyncGenerator[tuple[str, dict[str, Any]]]:
        """What the stream says: the name and the data of each event."""
        name = ""
        async with self.http.stream("GET", f"{self.path}/events", headers=self.key, params={"after": after}) as response:
            assert response.headers["Content-Type"].startswith("text/event-stream")
            async for line in response.aiter_lines():
                field, _, value = line.partition(": ")
                if field == "event":
                    name = value
                elif field == "data":
                    yield name, json.loads(value)
