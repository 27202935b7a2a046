"""The process of the Zalo channel: sends what citizens are to be told. It may be killed at any moment."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

import uvloop

from app.wiring.zalo_grants import zalo_http
from app.wiring.zalo_outbound import zalo_client, zalo_deliveries
from core.db import Database
from core.listening import Listener
from core.logs import configure_logs
from core.settings import Settings

# Deliveries, webhooks and rounds each hold one for moments only.
_CONNECTIONS = 16


async def serve(settings: Settings, database_url: str) -> None:
    database, listener = Database(database_url, pool_size=_CONNECTIONS), Listener(database_url)
    async with zalo_http() as http:
        client = zalo_client(settings, database, http)
        deliveries = zalo_deliveries(settings, database, client, listener)
        await _together(_told_to_stop(), listener.listen(), deliveries.run())
    await database.close()


async def _told_to_stop() -> None:
    """What is on its way then still comes to its end."""
    told, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    await told.wait()


async def _together(*works: Coroutine[Any, Any, None]) -> None:
    """Until one of them ends; a fault of any ends the process, which is started again."""
    tasks = {asyncio.create_task(work) for work in works}
    done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for task in done:
        task.result()


def main() -> None:
    settings = Settings()
    configure_logs(settings.log_level, "zalo")
    uvloop.run(serve(settings, settings.database_url))


if __name__ == "__main__":
    main()
