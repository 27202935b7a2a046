"""The knowledge base is in the action server's memory: the desk asks it there, with the program's own token."""

from __future__ import annotations

from typing import Any

import httpx

from core.errors import Unavailable
from core.words import Words


class KnowledgeClient:
    def __init__(self, actions_url: str, token: str, words: Words, timeout_seconds: float) -> None:
        self._words = words
        self._http = httpx.AsyncClient(
            base_url=actions_url, timeout=timeout_seconds, headers={"Authorization": f"Bearer {token}"}, trust_env=False
        )

    async def find(self, text: str) -> list[dict[str, Any]]:
        """Items as knowledge_base.answering.looking_up.FoundEntry. Raises Unavailable."""
        found: list[dict[str, Any]] = await self._get("/knowledge", {"q": text})
        return found

    async def sectors(self) -> list[str]:
        """Raises Unavailable."""
        found: list[str] = await self._get("/sectors", {})
        return found

    async def close(self) -> None:
        await self._http.aclose()

    async def _get(self, path: str, params: dict[str, str]) -> Any:
        try:
            response = await self._http.get(path, params=params)
            response.raise_for_status()
            return response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise Unavailable("knowledge", self._words.say("knowledge_unavailable")) from error
