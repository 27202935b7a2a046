"""What the endpoints of the quality watch need; lies in `app.state.quality`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from core.clock import Clock
from core.db import Database
from core.words import Words
from knowledge_base.quality.decree_tasks import DecreeTasks


@dataclass(frozen=True)
class QualityParts:
    database: Database
    tasks: DecreeTasks
    words: Words
    clock: Clock


async def _parts(request: Request) -> QualityParts:
    parts: QualityParts = request.app.state.quality
    return parts


Parts = Annotated[QualityParts, Depends(_parts)]
