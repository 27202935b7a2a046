"""Stands in until the ticket service is merged."""

from __future__ import annotations

from channels.webchat.ports import PublicTicket
from core.errors import NotFound


class NoTickets:
    async def find_public(self, code: str) -> PublicTicket | None:
        return None

    async def reopen_by_citizen(self, code: str, reason: str) -> PublicTicket:
        raise NotFound("no_public_ticket", code)

    async def rate(self, code: str, rating: int, comment: str = "") -> PublicTicket:
        raise NotFound("no_public_ticket", code)
