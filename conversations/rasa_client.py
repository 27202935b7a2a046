"""One question to Rasa over its `rest` channel, one reply back. Rasa listens on loopback only and asks for our token."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from conversations.ports import BotReply, BotTurn, HandoverReason
from core.errors import Unavailable


class RasaClient:
    def __init__(self, base_url: str, token: str, timeout_seconds: float) -> None:
        self._http = httpx.AsyncClient(
            base_url=base_url, timeout=timeout_seconds, headers={"Authorization": f"Bearer {token}"}, trust_env=False
        )

    async def reply(self, turn: BotTurn) -> BotReply:
        return await self._ask(turn, {})

    async def try_out(self, turn: BotTurn, draft_ids: Sequence[uuid.UUID]) -> BotReply:
        """For the editors' bench, as if these drafts were published; no citizen's turn comes this way."""
        return await self._ask(turn, {"draft_ids": [str(draft_id) for draft_id in draft_ids]})

    async def _ask(self, turn: BotTurn, more: Mapping[str, Any]) -> BotReply:
        metadata = {"message_id": str(turn.message_id), "context": turn.context, **more}
        body = {"sender": turn.session_id, "message": turn.text, "metadata": metadata}
        try:
            response = await self._http.post("/webhooks/rest/webhook", json=body)
            response.raise_for_status()
            parts = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise Unavailable("bot", f"Rasa: {type(error).__name__}") from error
        return _merge(parts)

    async def close(self) -> None:
        await self._http.aclose()


def _merge(parts: list[dict[str, Any]]) -> BotReply:
    """Rasa sends the text of a fixed response and the custom part of an action as separate items."""
    custom: dict[str, Any] = {}
    texts: list[str] = []
    for part in parts:
        custom |= part.get("custom") or {}
        if part.get("text"):
            texts.append(str(part["text"]))
    if "behaviour" not in custom:
        # What Rasa sends when the action server failed: nothing, or an apology of its own.
        raise Unavailable("actions", "Rasa gave no answer of an action")
    return BotReply(
        text=custom.get("text") or "\n".join(texts),
        behaviour=custom["behaviour"],
        blocks=custom.get("blocks"),
        options=custom.get("options") or [],
        details=custom.get("details") or {},
        context=custom.get("context") or {},
        handover=HandoverReason(custom["handover"]) if custom.get("handover") else None,
    )
