"""A process that looks at all published content once and ends: the checks take seconds of one core, which no other process has to spare."""

from __future__ import annotations

import asyncio
import os
import sys

from app.wiring.words import words_of
from core.db import Database
from core.logs import configure_logs
from core.settings import PROJECT_ROOT, Settings
from knowledge_base.quality.looking import is_due, look

WORDS = "knowledge_base/quality/words.yml"
_NICENESS = 10


async def look_where_due(database: Database) -> None:
    """The worker's round."""
    if await is_due(database):
        environment = os.environ | {"DATABASE_URL": database.url}
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "app.quality_look", cwd=PROJECT_ROOT, env=environment)
        try:
            await process.wait()
        except asyncio.CancelledError:
            process.terminate()
            raise


async def _look(settings: Settings) -> None:
    database = Database(settings.database_url, pool_size=1)
    try:
        await look(database, words_of(settings, WORDS))
    finally:
        await database.close()


def main() -> None:
    settings = Settings()
    configure_logs(settings.log_level, "quality")
    os.nice(_NICENESS)
    asyncio.run(_look(settings))


if __name__ == "__main__":
    main()
