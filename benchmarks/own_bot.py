"""This program as citizens meet it: the whole of it on free ports, asked over the web chat's HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from app.citizen import Citizen
from app.setup import Say, prepare_database, publish_shipped_content
from app.trial import Trial, trial
from benchmarks.bots import Turn
from benchmarks.questions import citizen_script
from core.db import Database
from core.errors import Unavailable
from core.own_postgres import database_url
from core.settings import Settings
from knowledge_base.models import Origin
from knowledge_base.publication import Publisher
from knowledge_base.records import ProcedureRecord

# The benchmark asks faster than people do, so the limits on pace are lifted.
_LIFTED = {"burst_messages": 100_000, "hard_messages_per_minute": 100_000, "new_conversations_per_minute": 100_000}


class OwnBot:
    name = "ours"

    def __init__(self, web_url: str) -> None:
        self._web_url = web_url

    def script(self, number: int) -> Iterator[str]:
        return citizen_script(number)

    @contextmanager
    def conversation(self) -> Iterator[_WebChat]:
        with Citizen(self._web_url) as citizen:
            yield _WebChat(citizen)


class _WebChat:
    def __init__(self, citizen: Citizen) -> None:
        self._citizen = citizen

    def ask(self, text: str) -> Turn:
        """A reply that does not come within the citizen's patience (20 s) is a turn without answer."""
        started = time.perf_counter()
        try:
            reply = self._citizen.ask(text)
        except (Unavailable, httpx.HTTPError):
            return Turn((time.perf_counter() - started) * 1000, answered=False)
        return Turn(reply.milliseconds, answered=bool(reply.text or reply.blocks))


@contextmanager
def running_program(folder: Path, imported: Sequence[ProcedureRecord], say: Say) -> Iterator[Trial]:
    """With all data in `folder`: the shipped content, and `imported` as if a province had imported it before the start."""
    settings = Settings.model_validate({"database_url": "", "var_dir": folder})
    with database_url(settings) as url:
        prepare_database(url)
        asyncio.run(publish_shipped_content(settings, url))
        asyncio.run(_import(url, imported))
    with trial(folder, say, **_LIFTED) as program:
        yield program


async def _import(url: str, records: Sequence[ProcedureRecord]) -> None:
    database = Database(url, pool_size=1)
    try:
        await Publisher(database).publish(records, origin=Origin.IMPORTED, author="benchmarks")
    finally:
        await database.close()
