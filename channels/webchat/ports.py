"""What the web chat needs of the people behind the bot, handed in by app/wiring."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Protocol


class Status(Protocol):
    """Who has the conversation: `bot`, `queue` or `operator`; `place` counts from 1 and, like the wait, is None outside the queue."""

    @property
    def owner(self) -> str: ...
    @property
    def operator_name(self) -> str: ...
    @property
    def place(self) -> int | None: ...
    @property
    def expected_wait_seconds(self) -> int | None: ...


class People(Protocol):
    async def status(self, conversation_id: uuid.UUID) -> Status: ...

    async def names_of(self, staff_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
        """The names that citizens may read; whoever is unknown is left out."""
        ...

    async def citizen_types(self, conversation_id: uuid.UUID, *, on: bool) -> None:
        """Let the operators who look at the conversation know."""
        ...
