"""A taker that gives back what it hears: to try a trunk, the sound and the keys, before anything else is at work."""

from __future__ import annotations

from channels.phone.ports import Incoming, Key, MediaLeg


class EchoTaker:
    """Key # hangs up."""

    async def take(self, leg: MediaLeg, incoming: Incoming) -> None:
        async for item in leg.heard():
            if isinstance(item, bytes):
                leg.play(item)
            elif item == Key("#"):
                break
        await leg.hang_up()
