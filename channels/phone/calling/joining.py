"""An operator on the line: sound goes both ways, and the bot is silent."""

from __future__ import annotations

import asyncio

from channels.phone.calling.keys import Open
from channels.phone.calling.needs import Host
from channels.phone.calling.outflow import Outflow
from channels.phone.calling.states import State
from channels.phone.ports import MediaLeg
from conversations.calls.models import Ending
from conversations.models import Owner

# Clocks of two lines differ: what has piled up is not caught up with, but left out.
_MOST_WAITING_BYTES = 16_000 // 4


class Joining:
    def __init__(self, host: Host, outflow: Outflow) -> None:
        self._host = host
        self._outflow = outflow
        self._leg: MediaLeg | None = None
        # The extension of the last transfer that was tried.
        self.tried_extension = ""

    async def join(self, leg: MediaLeg) -> None:
        """Until either hangs up."""
        floor = self._host.floor
        if floor.state is State.ENDED:
            return
        floor.mouth.hush()
        floor.go(State.JOINED)
        self._leg = leg
        floor.say(floor.announcement, in_passing=True)
        try:
            async for item in leg.heard():
                if leg is self._leg and isinstance(item, bytes) and self._has_room:
                    self._outflow.play(item)
        finally:
            if leg is self._leg:
                self._leg = None
                self._left()

    @property
    def _has_room(self) -> bool:
        return not self._host.floor.mouth.is_speaking and self._outflow.waiting_bytes < _MOST_WAITING_BYTES

    def caller(self, frame: bytes) -> None:
        if self._leg is not None:
            self._leg.play(frame)

    async def close(self) -> None:
        if self._leg is not None:
            await self._leg.hang_up()

    async def transfer(self, leg: MediaLeg, target: str) -> bool:
        """Whether the other side took the caller, whose call with us ends then."""
        floor = self._host.floor
        self.tried_extension = target.partition(":")[2].partition("@")[0]
        floor.say_kept("transferring", in_passing=True)
        is_taken = await leg.transfer(target)
        if is_taken:
            self._host.end(Ending.TRANSFERRED)
        elif floor.state not in (State.JOINED, State.ENDED):
            floor.say_kept("not_transferred", in_passing=True)
        return is_taken

    def _left(self) -> None:
        floor = self._host.floor
        if floor.state is not State.JOINED:
            return
        match floor.status.owner:
            case Owner.BOT:
                floor.go(State.SPEAKING)
                floor.say_kept("back_with_bot")
            case Owner.QUEUE:
                floor.go(State.QUEUED, Open.WAITING)
                floor.say_kept("operator_away")
            case _:
                floor.go(State.WITH_OPERATOR)
                floor.say_kept("operator_away")


async def end_of(leg: MediaLeg) -> None:
    """What was said is heard to its end."""
    try:
        async with asyncio.timeout(2):
            await leg.played()
    except TimeoutError:
        pass
    await leg.hang_up()
