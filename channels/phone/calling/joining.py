"""An operator on the line: sound goes both ways, and the bot is silent."""

from __future__ import annotations

import asyncio

from channels.phone.calling.needs import Host
from channels.phone.calling.outflow import Outflow
from channels.phone.calling.states import State
from channels.phone.ports import MediaLeg
from conversations.calls.models import Ending
from conversations.models import Owner
from core.errors import Conflict
from core.words import Words

# A page that is loaded anew comes back within that.
_BACK_WITHIN_MS = 20_000
# Clocks of two lines differ: what has piled up is not caught up with, but left out.
_MOST_WAITING_BYTES = 16_000 // 4


class Joining:
    def __init__(self, host: Host, outflow: Outflow, words: Words) -> None:
        """`words` are those with gaps (channels/phone/filled_words.yml)."""
        self._host = host
        self._outflow = outflow
        self._words = words
        self._leg: MediaLeg | None = None
        self._left_at_ms: int | None = None
        self.is_transferring = False

    async def join(self, leg: MediaLeg) -> None:
        """Until either hangs up. Raises Conflict when an operator is on the line already, or the call is over."""
        floor = self._host.floor
        if self._leg is not None or floor.state in (State.LEAVING, State.ENDED):
            raise Conflict("call_taken", self._words.say("call_taken"))
        floor.mouth.hush()
        floor.go(State.JOINED)
        self._leg, self._left_at_ms = leg, None
        try:
            async for item in leg.heard():
                if isinstance(item, bytes) and self._outflow.waiting_bytes < _MOST_WAITING_BYTES:
                    self._outflow.play(item)
        finally:
            self._leg = None
            self._left()

    def caller(self, frame: bytes) -> None:
        if self._leg is not None:
            self._leg.play(frame)

    def tick(self) -> None:
        """Whoever does not come back has finished."""
        floor = self._host.floor
        if self._left_at_ms is None or floor.state is not State.WITH_OPERATOR:
            self._left_at_ms = None
        elif floor.now_ms - self._left_at_ms >= _BACK_WITHIN_MS:
            self._left_at_ms = None
            floor.leave("operator_gone", Ending.OPERATOR)

    async def close(self) -> None:
        if self._leg is not None:
            await self._leg.hang_up()

    async def transfer(self, leg: MediaLeg, target: str) -> bool:
        """Whether the other side took the caller, whose call with us ends then."""
        floor = self._host.floor
        floor.say_kept("transferring", in_passing=True)
        self.is_transferring = True
        try:
            is_taken = await leg.transfer(target)
        finally:
            self.is_transferring = False
        if is_taken:
            self._host.end(Ending.TRANSFERRED)
        elif floor.state is not State.ENDED:
            floor.say_kept("not_transferred", in_passing=True)
        return is_taken

    def _left(self) -> None:
        floor = self._host.floor
        if floor.state is not State.JOINED:
            return
        if floor.status.owner == Owner.BOT:
            floor.leave("operator_gone", Ending.OPERATOR)
        else:
            floor.go(State.QUEUED if floor.status.owner == Owner.QUEUE else State.WITH_OPERATOR)
            floor.say_kept("operator_away", in_passing=True)
            self._left_at_ms = floor.now_ms


async def end_of(leg: MediaLeg) -> None:
    """What was said is heard to its end."""
    try:
        async with asyncio.timeout(2):
            await leg.played()
    except TimeoutError:
        pass
    await leg.hang_up()
