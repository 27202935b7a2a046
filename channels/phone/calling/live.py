"""The calls of this process by their ids, for operators who join, pass on or end them."""

from __future__ import annotations

import uuid

from channels.phone.calling.call import Call
from channels.phone.ports import MediaLeg
from conversations.calls.models import Ending
from core.errors import NotFound
from core.words import Words


class LiveCalls:
    def __init__(self, words: Words) -> None:
        """`words` are those with gaps (channels/phone/filled_words.yml)."""
        self._words = words
        self._calls: dict[uuid.UUID, Call] = {}

    def add(self, call: Call) -> None:
        self._calls[call.id] = call

    def remove(self, call_id: uuid.UUID) -> None:
        self._calls.pop(call_id, None)

    def __contains__(self, call_id: object) -> bool:
        return call_id in self._calls

    def __len__(self) -> int:
        return len(self._calls)

    async def join(self, call_id: uuid.UUID, leg: MediaLeg, operator_id: uuid.UUID | None = None) -> None:
        """The operator's leg, until either hangs up. Raises NotFound, Conflict when another is on the line already."""
        await self._get(call_id).join(leg, operator_id)

    async def transfer(self, call_id: uuid.UUID, target: str) -> bool:
        """Whether the other telephone took the caller. Raises NotFound."""
        return await self._get(call_id).transfer(target)

    async def hang_up(self, call_id: uuid.UUID) -> None:
        """By the operator. Raises NotFound."""
        self._get(call_id).end(Ending.OPERATOR)

    def _get(self, call_id: uuid.UUID) -> Call:
        call = self._calls.get(call_id)
        if call is None:
            raise NotFound("no_call", self._words.say("no_call"))
        return call
