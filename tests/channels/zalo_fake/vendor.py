"""A program as the vendor sees one: it holds tokens, calls, and is called."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
from starlette.types import Receive, Scope, Send

from channels.zalo_fake.grants import challenge_of
from channels.zalo_fake.identity import APP_ID, APP_SECRET
from channels.zalo_fake.world import World
from tests.working import until

VERIFIER = "a-verifier-of-forty-three-characters-exactly"
Answer = dict[str, Any]


class Receiver:
    """Notes every webhook and answers with `status`, or only when `let_go` is set once `is_slow`."""

    def __init__(self) -> None:
        self.status = 200
        self.is_slow = False
        self.let_go = asyncio.Event()
        self.got: list[tuple[bytes, list[tuple[str, str]]]] = []

    def reset(self) -> None:
        """Whoever still waits for an answer gets it."""
        self.let_go.set()
        self.let_go = asyncio.Event()
        self.status, self.is_slow = 200, False
        self.got.clear()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await receive()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await send({"type": "lifespan.shutdown.complete"})
            return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        self.got.append((body, [(name.decode(), value.decode()) for name, value in scope["headers"]]))
        if self.is_slow:
            await self.let_go.wait()
        await send({"type": "http.response.start", "status": self.status, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    def events(self, name: str = "") -> list[Answer]:
        bodies = [json.loads(body) for body, _ in self.got]
        return [body for body in bodies if name in ("", body["event_name"])]

    async def event(self, name: str, number: int = 1) -> Answer:
        """The first of that name, or a later one, as soon as it is there."""

        async def found() -> list[Answer]:
            return self.events(name)[number - 1 :]

        return (await until(found))[0]


class Vendor:
    def __init__(self, http: httpx.AsyncClient, receiver: Receiver, world: World) -> None:
        self.http = http
        self.receiver = receiver
        self.world = world
        self.tokens: Answer = {}

    async def connect(self) -> None:
        code = (await self.control("/fake/grant", {"code_challenge": challenge_of(VERIFIER)}))["code"]
        self.tokens = await self.token(grant_type="authorization_code", code=code, code_verifier=VERIFIER)

    async def token(self, *, secret: str = APP_SECRET, app_id: str = APP_ID, **form: str) -> Answer:
        response = await self.http.post("/v4/oa/access_token", data={"app_id": app_id, **form}, headers={"secret_key": secret})
        assert response.status_code == 200
        return response.json()

    async def refresh(self, refresh_token: str) -> Answer:
        return await self.token(grant_type="refresh_token", refresh_token=refresh_token)

    async def call(self, method: str, path: str, **request: Any) -> httpx.Response:
        headers = {"access_token": self.tokens["access_token"]} | request.pop("headers", {})
        return await self.http.request(method, path, headers=headers, **request)

    async def send(self, user_id: str, message: Answer) -> Answer:
        response = await self.call("POST", "/v3.0/oa/message/cs", json={"recipient": {"user_id": user_id}, "message": message})
        assert response.status_code == 200
        return response.json()

    async def text(self, user_id: str, text: str = "Chào anh/chị") -> Answer:
        return await self.send(user_id, {"text": text})

    async def ask(self, path: str, **asked: Any) -> Answer:
        response = await self.call("GET", path, params={"data": json.dumps(asked)})
        assert response.status_code == 200
        return response.json()

    async def control(self, path: str, body: Answer | None = None, method: str = "POST") -> Any:
        response = await self.http.request(method, path, json=body)
        assert response.status_code == 200, response.text
        return response.json()

    async def break_with(self, **rule: Any) -> None:
        await self.control("/fake/faults/rules", rule)

    async def citizen(self, *, wrote: bool = True) -> str:
        user_id: str = (await self.control("/fake/citizens", {"name": "Trần Thị Thử"}))["user_id"]
        if wrote:
            await self.control(f"/fake/citizens/{user_id}/messages", {"text": "Xin chào"})
        return user_id

    async def phone(self, user_id: str, **query: Any) -> list[Answer]:
        response = await self.http.get(f"/fake/citizens/{user_id}/messages", params=query)
        return response.json()["messages"]

    async def webhooks(self, **query: Any) -> list[Answer]:
        return (await self.http.get("/fake/webhooks", params=query)).json()["webhooks"]
