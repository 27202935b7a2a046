"""Tells whoever follows a conversation, an open page or a call, that something new is there."""

from __future__ import annotations

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from conversations.repository import CHANNEL
from core.listening import Listener


class Live:
    def __init__(self, listener: Listener) -> None:
        self._waiting: dict[uuid.UUID, set[asyncio.Event]] = defaultdict(set)
        listener.on(CHANNEL, self._wake)

    @contextmanager
    def news(self, conversation_id: uuid.UUID) -> Iterator[asyncio.Event]:
        """An event that is set whenever the conversation changes; the one who waits clears it."""
        event = asyncio.Event()
        self._waiting[conversation_id].add(event)
        try:
            yield event
        finally:
            self._waiting[conversation_id].discard(event)
            if not self._waiting[conversation_id]:
                del self._waiting[conversation_id]

    def wake_all(self) -> None:
        """What concerns every one of them has changed."""
        self._wake(None)

    def _wake(self, payload: str | None) -> None:
        changed = list(self._waiting) if payload is None else [uuid.UUID(payload)]
        for conversation_id in changed:
            for event in self._waiting.get(conversation_id, ()):
                event.set()
