"""Work that takes long, told as it goes: lines of JSON, the last of which is what came of it or why nothing did.

{"progress": {"stage", "done", "total"}} …, then {"result": …} or {"error": {"code", "message"}}. Whoever goes away in the middle
takes the work with them: what is one transaction is then undone.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel

from core.errors import HotlineError
from knowledge_base.editing.excel_import import Progress, Tell

LINES = "application/x-ndjson"


async def told_as_it_goes(work: Callable[[Tell], Awaitable[BaseModel]]) -> AsyncIterator[str]:
    steps: asyncio.Queue[Progress | None] = asyncio.Queue()

    async def worked() -> BaseModel:
        try:
            return await work(steps.put_nowait)
        finally:
            steps.put_nowait(None)

    task = asyncio.create_task(worked())
    try:
        while (step := await steps.get()) is not None:
            yield _line({"progress": asdict(step)})
        yield _line({"result": (await task).model_dump(mode="json")})
    except HotlineError as error:
        yield _line({"error": {"code": error.code, "message": error.message}})
    finally:
        task.cancel()


def _line(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False) + "\n"
