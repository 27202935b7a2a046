"""The worker process: handles stored messages in order, picks up what a killed worker left, and keeps watch over the desk."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import uvloop
from procrastinate import App

from app.watching import keep_watch
from app.wiring.conversations import rasa_client
from app.wiring.handling import message_handler
from app.wiring.watching import rounds
from conversations.handling_queue import QUEUE, queue_app, register_handling, revive_stalled
from core.db import Database
from core.logs import configure_logs
from core.settings import Settings

_CONCURRENCY = 8
_HEARTBEAT_SECONDS = 1.0
_SILENT_FOR = timedelta(seconds=4)


async def serve(settings: Settings, database_url: str) -> None:
    database = Database(database_url)
    bot = rasa_client(settings)
    app = queue_app(database_url)
    register_handling(app, message_handler(settings, database, bot))
    async with app.open_async():
        rescue = asyncio.create_task(_rescue(app))
        watch = asyncio.create_task(keep_watch(rounds(settings, database)))
        work = asyncio.create_task(_work(app))
        done, others = await asyncio.wait({work, rescue, watch}, return_when=asyncio.FIRST_COMPLETED)
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for task in done:
            task.result()  # a fault of any of them ends the process, which is started again
    await bot.close()
    await database.close()


async def _work(app: App) -> None:
    await app.run_worker_async(
        queues=[QUEUE],
        concurrency=_CONCURRENCY,
        fetch_job_polling_interval=0.5,
        update_heartbeat_interval=_HEARTBEAT_SECONDS,
        stalled_worker_timeout=_SILENT_FOR.total_seconds(),
        delete_jobs="successful",
        shutdown_graceful_timeout=5,
    )


async def _rescue(app: App) -> None:
    while True:
        await asyncio.sleep(_SILENT_FOR.total_seconds() / 2)
        await revive_stalled(app, _SILENT_FOR)


def main() -> None:
    settings = Settings()
    database_url = settings.database_url
    configure_logs(settings.log_level, "worker")
    uvloop.run(serve(settings, database_url))


if __name__ == "__main__":
    main()
