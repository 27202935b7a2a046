"""What the pages of tickets need; lies in `app.state.desk_tickets`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from core.clock import Clock
from core.db import Database
from core.words import Words
from desk.operators.notes import Notes
from tickets.desk_reading import TicketReader
from tickets.service import TicketService


@dataclass(frozen=True)
class DeskTickets:
    database: Database
    service: TicketService
    reader: TicketReader
    notes: Notes
    citizens_words: Words
    clock: Clock


async def _parts(request: Request) -> DeskTickets:
    parts: DeskTickets = request.app.state.desk_tickets
    return parts


Tickets = Annotated[DeskTickets, Depends(_parts)]
