"""A real worker on the job queue, in the test's own event loop, and waiting for what it does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from procrastinate import App

from conversations.handling import MessageHandler
from conversations.handling_queue import QUEUE, queue_app, register_handling


@asynccontextmanager
async def working(database_url: str, handler: MessageHandler, *, patience: float = 5.0, looks_every: float = 0.05) -> AsyncIterator[App]:
    """The worker of app/worker.py, only quicker to look; when stopped it waits `patience` seconds for what it has begun."""
    app = queue_app(database_url)
    register_handling(app, handler)
    async with app.open_async():
        worker = asyncio.create_task(
            app.run_worker_async(
                queues=[QUEUE],
                concurrency=8,
                fetch_job_polling_interval=looks_every,
                update_heartbeat_interval=0.1,
                delete_jobs="successful",
                shutdown_graceful_timeout=patience,
                install_signal_handlers=False,
            )
        )
        try:
            yield app
        finally:
            worker.cancel()
            with suppress(asyncio.CancelledError):
                await worker


async def until[T](look: Callable[[], Awaitable[T]], within: float = 5.0, every: float = 0.01) -> T:
    """What `look` gives, as soon as it is something."""
    deadline = time.monotonic() + within
    while not (found := await look()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"nothing within {within} s")
        await asyncio.sleep(every)
    return found
