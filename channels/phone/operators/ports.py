"""What operators need of the calls that go on in this process."""

from __future__ import annotations

import uuid
from typing import Protocol

from channels.phone.ports import MediaLeg


class LiveCalls(Protocol):
    """Of a call that is not there (any more) each does nothing."""

    async def join(self, call_id: uuid.UUID, leg: MediaLeg) -> None:
        """Sound goes both ways and the program says nothing, until either side hangs up."""
        ...

    async def transfer(self, call_id: uuid.UUID, target: str) -> bool: ...

    async def hang_up(self, call_id: uuid.UUID) -> None: ...


class Losing(Protocol):
    async def lose_silent(self, conversation_id: uuid.UUID, staff_id: uuid.UUID) -> bool:
        """Back into the queue, unless somebody else has it by now; whether it went."""
        ...
