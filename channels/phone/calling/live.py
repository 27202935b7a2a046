"""The calls of this process by their ids, for operators who join, pass on or end them."""

from __future__ import annotations

import uuid

from channels.phone.calling.call import Call
from channels.phone.ports import MediaLeg
from conversations.calls.models import Ending


class LiveCalls:
    """channels.phone.operators.ports.LiveCalls: of a call that is not there (any more) each does nothing."""

    def __init__(self) -> None:
        self._calls: dict[uuid.UUID, Call] = {}

    def add(self, call: Call) -> None:
        self._calls[call.id] = call

    def remove(self, call_id: uuid.UUID) -> None:
        self._calls.pop(call_id, None)

    def __len__(self) -> int:
        return len(self._calls)

    async def join(self, call_id: uuid.UUID, leg: MediaLeg) -> None:
        """The operator's leg, in place of another that is there, until either side hangs up."""
        call = self._calls.get(call_id)
        if call is not None:
            await call.join(leg)

    async def transfer(self, call_id: uuid.UUID, target: str) -> bool:
        """Whether the other telephone took the caller."""
        call = self._calls.get(call_id)
        return call is not None and await call.transfer(target)

    async def hang_up(self, call_id: uuid.UUID) -> None:
        """By the operator."""
        call = self._calls.get(call_id)
        if call is not None:
            call.end(Ending.OPERATOR)
