"""What search needs from its neighbours of the desk, handed in by app/wiring: how they show a conversation and a ticket."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class Showing(Protocol):
    async def rows(self, conversation_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Any]:
        """The board's Row of each conversation, whoever owns it."""
        ...

    async def tickets(self, ticket_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Any]:
        """The Ticket of each, as the desk's ticket list shows it."""
        ...
