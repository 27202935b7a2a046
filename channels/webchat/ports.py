"""What the web chat needs of the people behind the bot and of their tickets, handed in by app/wiring."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
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


class PublicReply(Protocol):
    @property
    def at(self) -> datetime: ...
    @property
    def text(self) -> str: ...


class PublicTicket(Protocol):
    """What the holder of a tracking code may see; `state_words` and `kind_words` are plain Vietnamese."""

    @property
    def tracking_code(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def state_words(self) -> str: ...
    @property
    def kind_words(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def replies(self) -> Sequence[PublicReply]: ...
    @property
    def may_reopen(self) -> bool: ...
    @property
    def may_rate(self) -> bool: ...
    @property
    def rating(self) -> int | None: ...


class PublicTickets(Protocol):
    """`code` is as the citizen wrote it; one that is wrong and one that does not exist are the same."""

    async def find_public(self, code: str) -> PublicTicket | None: ...

    async def reopen_by_citizen(self, code: str, reason: str) -> PublicTicket:
        """Raises NotFound, InputError without a reason, NotAllowed or Conflict when it is not to be reopened."""
        ...

    async def rate(self, code: str, rating: int, comment: str = "") -> PublicTicket:
        """Raises NotFound, InputError, Conflict when it cannot be rated now."""
        ...
