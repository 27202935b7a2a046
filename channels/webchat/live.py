"""One database listener a process, telling every open page of a conversation that something new is there."""

from __future__ import annotations

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import structlog

from conversations.repository import CHANNEL
from core.db import libpq_url

_log = structlog.get_logger()


class Live:
    def __init__(self, database_url: str) -> None:
        self._url = libpq_url(database_url)
        self._waiting: dict[uuid.UUID, set[asyncio.Event]] = defaultdict(set)

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

    async def listen(self) -> None:
        while True:
            try:
                async with await self._connected() as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    self._wake_all()
                    async for notice in connection.notifies():
                        self._wake(uuid.UUID(notice.payload))
            except psycopg.OperationalError as error:
                _log.warning("live updates: the database does not answer", error=type(error).__name__)
                await asyncio.sleep(1)

    async def _connected(self) -> psycopg.AsyncConnection:
        """A process that ends while it is still connecting leaves no connection half open."""
        connecting = asyncio.create_task(psycopg.AsyncConnection.connect(self._url, autocommit=True))
        try:
            return await asyncio.shield(connecting)
        except asyncio.CancelledError:
            await (await connecting).close()
            raise

    def _wake(self, conversation_id: uuid.UUID) -> None:
        for event in self._waiting.get(conversation_id, ()):
            event.set()

    def _wake_all(self) -> None:
        """After a lost connection nobody knows what was missed."""
        for conversation_id in list(self._waiting):
            self._wake(conversation_id)
