"""A look at all that is published: every check, its findings kept until something has changed.

It takes seconds of one core, so it is made in a process of its own (app/quality_look.py), when content or the day has changed.
"""

from __future__ import annotations

import time

import structlog

from core.clock import Clock, utc_now, vietnam_today
from core.db import Database
from core.words import Words
from knowledge_base.quality.checks import CHECKS
from knowledge_base.quality.library import Library
from knowledge_base.quality.links.repository import LinkRepository
from knowledge_base.quality.repository import LookTaken, QualityRepository
from knowledge_base.quality.texts import addresses_of
from knowledge_base.repository import KnowledgeRepository

_log = structlog.get_logger()


async def is_due(database: Database, clock: Clock = utc_now) -> bool:
    async with database.session() as session:
        last, revision = await QualityRepository(session).last_look(), await KnowledgeRepository(session).get_revision()
    return last is None or (last.revision, last.on_day) != (revision, vietnam_today(clock))


async def look(database: Database, words: Words, clock: Clock = utc_now) -> None:
    """What is published meanwhile is seen by the next look: the revision was read first. No transaction waits for the checks."""
    started, today = time.monotonic(), vietnam_today(clock)
    async with database.session() as session:
        revision = await KnowledgeRepository(session).get_revision()
        library = await QualityRepository(session).library(today, words)
    found = {check.name: list(check.find(library, words)) for check in CHECKS}
    addresses = _addresses(library)
    async with database.session() as session:
        repository = QualityRepository(session)
        await repository.lock()
        await LinkRepository(session).know(addresses)
        taken = LookTaken(revision, today, clock(), round(time.monotonic() - started, 3))
        await repository.replace_findings(found, taken)
    _log.info("content looked at", revision=revision, entries=len(library.entries), seconds=taken.seconds)


def _addresses(library: Library) -> list[str]:
    return sorted({url for entry in library.entries for url in addresses_of(entry.record)})
