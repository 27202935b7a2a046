"""How a process of several works lives: until it is told to stop, or one of them ends."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any


async def told_to_stop() -> None:
    """What is on its way then still comes to its end."""
    told, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    await told.wait()


async def together(*works: Coroutine[Any, Any, object]) -> None:
    """Until one of them ends; a fault of any ends the process, which is started again."""
    tasks = {asyncio.create_task(work) for work in works}
    done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for task in done:
        task.result()
