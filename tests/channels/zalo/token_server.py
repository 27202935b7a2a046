"""The vendor's token endpoint as it is feared: a refresh token is good once, used twice it ends the grant; the old access token dies."""

from __future__ import annotations

import asyncio
import itertools
from urllib.parse import parse_qs

import httpx

from channels.zalo.access import ZaloAccess

ACCESS = ZaloAccess(
    app_id="360846524940903967",
    app_secret="app secret",
    oa_secret_key="oa secret key",
    code_verifier="dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    oauth_url="https://oauth.test",
    api_url="https://api.test",
    redirect_url="https://1022.test/zalo/callback",
    media_hosts=(".zdn.test",),
)
Answer = httpx.Response | Exception


class TokenServer:
    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.forms: list[dict[str, str]] = []
        self.refreshes = 0
        self.live_access = ""
        self.live_refresh = ""
        # Answers in place of its own, one for each request.
        self.instead: list[Answer] = []
        # Every request waits for it, so that a test can look at what happens meanwhile.
        self.gate = asyncio.Event()
        self.gate.set()
        self.asked = asyncio.Event()
        self._numbers = itertools.count(1)

    def http(self) -> httpx.AsyncClient:
        """The client of one process."""
        return httpx.AsyncClient(transport=httpx.MockTransport(self._answer))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        self.forms.append(form)
        self.asked.set()
        await self.gate.wait()
        if self.instead:
            answer = self.instead.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        if form["grant_type"] == "authorization_code":
            return self._new_pair()
        if form["refresh_token"] != self.live_refresh:
            self.live_access = self.live_refresh = ""
            return httpx.Response(200, json={"error": -14014, "error_name": "Invalid refresh token"})
        self.refreshes += 1
        return self._new_pair()

    def _new_pair(self) -> httpx.Response:
        number = next(self._numbers)
        self.live_access, self.live_refresh = f"access {number}", f"refresh {number}"
        return httpx.Response(200, json={"access_token": self.live_access, "refresh_token": self.live_refresh, "expires_in": "90000"})
