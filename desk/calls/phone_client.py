"""Calls live in the phone process: the desk asks it there to do something with one, with the program's own token."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import httpx

from core.errors import Unavailable
from core.words import Words

# Somebody has to pick up within it.
_RINGS_SECONDS = 45.0


class PhoneClient:
    """Each answers whether it was done; False for a call that is no more, or whose conversation somebody else has by now."""

    def __init__(self, phone_url: str, token: str, words: Words) -> None:
        self._words = words
        headers = {"Authorization": f"Bearer {token}"}
        self._http = httpx.AsyncClient(base_url=phone_url, timeout=5.0, headers=headers, trust_env=False)

    async def hold(self, call_id: uuid.UUID, staff_id: uuid.UUID, *, on: bool) -> bool:
        return await self._ask(call_id, "hold", {"staff_id": str(staff_id), "on": on})

    async def hang_up(self, call_id: uuid.UUID, staff_id: uuid.UUID) -> bool:
        return await self._ask(call_id, "hang-up", {"staff_id": str(staff_id)})

    async def transfer(self, call_id: uuid.UUID, staff_id: uuid.UUID, extension: str) -> bool:
        """Whether the extension took the call; until then it rings there."""
        return await self._ask(call_id, "transfer", {"staff_id": str(staff_id), "extension": extension}, _RINGS_SECONDS)

    async def close(self) -> None:
        await self._http.aclose()

    async def _ask(self, call_id: uuid.UUID, what: str, body: Mapping[str, Any], timeout: float = 5.0) -> bool:
        try:
            response = await self._http.post(f"/internal/calls/{call_id}/{what}", json=body, timeout=timeout)
            response.raise_for_status()
            return bool(response.json()["done"])
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise Unavailable("phone", self._words.say("phone_away")) from error
