"""The knowledge base is in the action server's memory: the desk asks it there, with the program's own token."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from typing import Any

import httpx
import structlog

from core.errors import Unavailable
from core.words import Words

_log = structlog.get_logger()


class KnowledgeClient:
    def __init__(self, actions_url: str, token: str, words: Words, timeout_seconds: float) -> None:
        self._words = words
        self._sectors: list[str] = []
        self._http = httpx.AsyncClient(
            base_url=actions_url, timeout=timeout_seconds, headers={"Authorization": f"Bearer {token}"}, trust_env=False
        )

    async def find(self, text: str) -> list[dict[str, Any]]:
        """Items as knowledge_base.answering.looking_up.FoundEntry. Raises Unavailable."""
        found: list[dict[str, Any]] = await self._get("/knowledge", {"q": text})
        return found

    async def procedure_or_near(self, code: str) -> list[dict[str, str]]:
        """That procedure alone, or those that come near it: `procedure_code` and `name` of each. Raises Unavailable."""
        found: list[dict[str, str]] = await self._get("/procedure", {"code": code})
        return found

    async def likeliest(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """What these questions are about, best first: items as knowledge_base.answering.likeliest.LikelyEntry. Raises Unavailable."""
        found: list[dict[str, Any]] = await self._get("/likeliest", {"q": list(texts)})
        return found

    async def preview(self, kind: str, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """As knowledge_base.answering.previewing.Preview. Raises Unavailable."""
        shown: Mapping[str, Any] = await self._asked(self._http.post("/preview", json={"kind": kind, "record": record}))
        return shown

    async def sectors(self) -> list[str]:
        """As last known while the knowledge base is away: nobody is kept from signing in by it."""
        try:
            self._sectors = await self._get("/sectors", {})
        except Unavailable as error:
            _log.warning("sectors are not known anew", error=error.code)
        return self._sectors

    async def close(self) -> None:
        await self._http.aclose()

    async def revision(self) -> int:
        """Of what the knowledge base answers from. Raises Unavailable."""
        return int(await self._get("/revision", {}))

    async def _get(self, path: str, params: Mapping[str, str | list[str]]) -> Any:
        return await self._asked(self._http.get(path, params=params))

    async def _asked(self, call: Awaitable[httpx.Response]) -> Any:
        try:
            response = await call
            response.raise_for_status()
            return response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise Unavailable("knowledge", self._words.say("knowledge_unavailable")) from error
