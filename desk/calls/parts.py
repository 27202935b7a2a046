"""What the routes about calls work with; lies in `app.state.desk_calls`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from conversations.calls.way_in import WayIn
from core.db import Database
from core.words import Words
from desk.calls.figures import CallFigures
from desk.calls.playing import Playing
from desk.calls.service import CallService


@dataclass(frozen=True)
class DeskCalls:
    database: Database
    service: CallService
    playing: Playing
    figures: CallFigures
    period_words: Words
    way_in: WayIn


async def _parts(request: Request) -> DeskCalls:
    parts: DeskCalls = request.app.state.desk_calls
    return parts


Calls = Annotated[DeskCalls, Depends(_parts)]
