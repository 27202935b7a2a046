"""One database listener a process: hears what other processes notify, and comes back by itself when the database was away."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable

import psycopg
import structlog
from psycopg import sql

from core.db import libpq_url

_log = structlog.get_logger()

# Called with a notice's payload, or with None after a lost connection: nobody knows what was missed then.
Hearer = Callable[[str | None], None]


class Listener:
    def __init__(self, database_url: str) -> None:
        self._url = libpq_url(database_url)
        self._hearers: dict[str, list[Hearer]] = defaultdict(list)

    def on(self, channel: str, hearer: Hearer) -> None:
        """To be called before `listen`."""
        self._hearers[channel].append(hearer)

    async def listen(self) -> None:
        while True:
            try:
                async with await self._connected() as connection:
                    for channel in self._hearers:
                        await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
                    self._missed()
                    async for notice in connection.notifies():
                        self._heard(notice.channel, notice.payload)
            except psycopg.OperationalError as error:
                _log.warning("live updates: the database does not answer", error=type(error).__name__)
                await asyncio.sleep(1)

    async def _connected(self) -> psycopg.AsyncConnection:
        """A process that ends while it is still connecting leaves no connection half open."""
        connecting = asyncio.create_task(psycopg.AsyncConnection.connect(self._url, autocommit=True, application_name="listener"))
        try:
            return await asyncio.shield(connecting)
        except asyncio.CancelledError:
            await (await connecting).close()
            raise

    def _missed(self) -> None:
        for hearers in self._hearers.values():
            for hearer in hearers:
                hearer(None)

    def _heard(self, channel: str, payload: str) -> None:
        for hearer in self._hearers.get(channel, ()):
            hearer(payload)
