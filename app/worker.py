"""The worker process: handles stored messages in order, picks up what a killed worker left, and keeps watch over the desk."""

from __future__ import annotations

import asyncio

import uvloop
from procrastinate import App

from app.watching import keep_watch
from app.wiring.conversations import rasa_client
from app.wiring.handling import message_handler
from app.wiring.watching import rounds
from conversations.handling_queue import QUEUE, SILENT_FOR, queue_app, register_handling, revive_stalled, work_on
from core.db import Database
from core.logs import configure_logs
from core.settings import Settings

_CONCURRENCY = 8


async def serve(settings: Settings, database_url: str) -> None:
    database = Database(database_url)
    bot = rasa_client(settings)
    app = queue_app(database_url)
    register_handling(app, message_handler(settings, database, bot))
    async with app.open_async():
        rescue = asyncio.create_task(_rescue(app))
        watch = asyncio.create_task(keep_watch(rounds(settings, database)))
        work = asyncio.create_task(work_on(app, QUEUE, _CONCURRENCY))
        done, others = await asyncio.wait({work, rescue, watch}, return_when=asyncio.FIRST_COMPLETED)
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for task in done:
            task.result()  # a fault of any of them ends the process, which is started again
    await bot.close()
    await database.close()


async def _rescue(app: App) -> None:
    while True:
        await asyncio.sleep(SILENT_FOR.total_seconds() / 2)
        await revive_stalled(app, SILENT_FOR)


def main() -> None:
    settings = Settings()
    database_url = settings.database_url
    configure_logs(settings.log_level, "worker")
    uvloop.run(serve(settings, database_url))


if __name__ == "__main__":
    main()
