"""The quality watch of published content: what the desk shows of it, and the worker's rounds."""

from __future__ import annotations

from datetime import timedelta

import httpx

from app.quality_look import WORDS, look_where_due
from app.watching import Round
from app.wiring.words import words_of
from core.clock import utc_now
from core.db import Database
from core.settings import Settings
from desk.quality.parts import QualityParts
from knowledge_base.editing.drafts import Drafts
from knowledge_base.quality.decree_tasks import DecreeTasks
from knowledge_base.quality.links.opening import LinkOpener
from knowledge_base.quality.links.round import LinkRound

_SECONDS = 8.0


def quality_parts(settings: Settings, database: Database, drafts: Drafts) -> QualityParts:
    words = words_of(settings, WORDS)
    return QualityParts(database=database, tasks=DecreeTasks(database, drafts, words), words=words, clock=utc_now)


def quality_rounds(settings: Settings, database: Database) -> list[Round]:
    # Redirects are followed by hand, each hop checked.
    http = httpx.AsyncClient(timeout=_SECONDS, follow_redirects=False, trust_env=False)
    links = LinkRound(database, LinkOpener(http))

    async def look() -> None:
        await look_where_due(database)

    return [
        Round("quality", timedelta(seconds=30), look),
        *([Round("links", timedelta(minutes=1), links.walk)] if settings.check_links else []),
    ]
