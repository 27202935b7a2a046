"""The vendor's servers that give and renew tokens (OAuth v4 for an Official Account)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx

from channels.contract import ChannelError, Trouble
from channels.zalo.access import ZaloAccess
from core.clock import Clock, utc_now

_WITHIN_SECONDS = 10.0
_ACCESS_SECONDS = 90_000
_REFRESH_LIVES = timedelta(days=90)
_TOO_MANY_CALLS = "-32"


class GrantRefused(Exception):
    """The vendor answered and gave no tokens: asking again brings the same. `code` is the vendor's, or a word of ours."""

    def __init__(self, code: str) -> None:
        super().__init__(f"the vendor gave no tokens: {code}")
        self.code = code


@dataclass(frozen=True)
class TokenPair:
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    access_expires_at: datetime
    refresh_expires_at: datetime


class ZaloOAuth:
    def __init__(self, http: httpx.AsyncClient, access: ZaloAccess, clock: Clock = utc_now) -> None:
        self._http = http
        self._access = access
        self._clock = clock

    def page_address(self, state: str) -> str:
        """Where an administrator of the Official Account lets us act for it. No scope, no response type: the vendor knows neither."""
        asked = {
            "app_id": self._access.app_id,
            "redirect_uri": self._access.redirect_url,
            "code_challenge": self._access.code_challenge,
            "state": state,
        }
        return f"{self._access.oauth_url}/v4/oa/permission?{urlencode(asked)}"

    async def exchange(self, code: str) -> TokenPair:
        """Raises GrantRefused, or ChannelError when nobody knows."""
        return await self._ask({"code": code, "grant_type": "authorization_code", "code_verifier": self._access.code_verifier})

    async def refresh(self, refresh_token: str) -> TokenPair:
        """The token given is worth nothing afterwards. Raises as `exchange` does."""
        return await self._ask({"refresh_token": refresh_token, "grant_type": "refresh_token"})

    async def _ask(self, form: Mapping[str, str]) -> TokenPair:
        asked_at = self._clock()
        answer = await self._answer({**form, "app_id": self._access.app_id})
        code = str(answer.get("error") or "")
        if code == _TOO_MANY_CALLS:
            raise ChannelError(Trouble.BACK_OFF, code)
        access_token, refresh_token = answer.get("access_token"), answer.get("refresh_token")
        if not (isinstance(access_token, str) and access_token and isinstance(refresh_token, str) and refresh_token):
            raise GrantRefused(code or "no_tokens")
        lives = timedelta(seconds=_seconds(answer))
        return TokenPair(access_token, refresh_token, asked_at + lives, asked_at + _REFRESH_LIVES)

    async def _answer(self, form: Mapping[str, str]) -> Mapping[str, Any]:
        url, headers = f"{self._access.oauth_url}/v4/oa/access_token", {"secret_key": self._access.app_secret}
        try:
            async with asyncio.timeout(_WITHIN_SECONDS):
                response = await self._http.post(url, data=form, headers=headers)
        except (httpx.HTTPError, TimeoutError) as error:
            raise ChannelError(Trouble.BACK_OFF, "oauth_no_answer", type(error).__name__) from error
        try:
            answer = response.json()
        except ValueError:
            answer = None
        # A page of something that stands in between is no word of the vendor's: it must not end the grant.
        if response.status_code >= 500 or not isinstance(answer, dict):
            raise ChannelError(Trouble.BACK_OFF, "oauth_no_answer", f"status {response.status_code}")
        return answer


def _seconds(answer: Mapping[str, Any]) -> int:
    """A number in a string; one page of the vendor's documents misspells its name."""
    given = str(answer.get("expires_in") or answer.get("expire_in") or "")
    return int(given) if given.isdecimal() and int(given) > 0 else _ACCESS_SECONDS
