"""Which conversations an operator is typing in now. Kept in memory: it is worth seconds, and a sign that is not renewed goes out."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from conversations.models import Sender
from conversations.typing import read_typing

# The desk renews the sign every ten seconds while somebody types.
_LASTS_SECONDS = 25.0


class OperatorTyping:
    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since: dict[uuid.UUID, float] = {}
        self._watching: dict[uuid.UUID, set[asyncio.Event]] = defaultdict(set)

    def notified(self, payload: str | None) -> None:
        """A notice of conversations.typing; None after a lost connection, when signs simply go out."""
        if payload is not None:
            typing = read_typing(payload)
            if typing.who == Sender.OPERATOR:
                self.heard(typing.conversation_id, on=typing.on)

    def heard(self, conversation_id: uuid.UUID, *, on: bool) -> None:
        """What the desk says of an operator; pages that are not open here are not kept track of."""
        if conversation_id not in self._watching:
            return
        self._since.pop(conversation_id, None)
        if on:
            self._since[conversation_id] = self._clock()
        for event in self._watching[conversation_id]:
            event.set()

    def is_on(self, conversation_id: uuid.UUID) -> bool:
        since = self._since.get(conversation_id)
        return since is not None and self._clock() - since < _LASTS_SECONDS

    @contextmanager
    def watched(self, conversation_id: uuid.UUID, event: asyncio.Event) -> Iterator[None]:
        """`event` is set whenever typing begins or ends in the conversation."""
        self._watching[conversation_id].add(event)
        try:
            yield
        finally:
            self._watching[conversation_id].discard(event)
            if not self._watching[conversation_id]:
                del self._watching[conversation_id]
                self._since.pop(conversation_id, None)
