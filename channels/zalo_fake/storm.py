"""A storm: many citizens write at once, at an even pace."""

from __future__ import annotations

import asyncio

from channels.zalo_fake.world import World


async def storm(world: World, user_ids: list[str], messages: int, seconds: float, texts: list[str]) -> None:
    loop = asyncio.get_running_loop()
    started = loop.time()
    for number in range(messages):
        await asyncio.sleep(max(0.0, started + seconds * number / messages - loop.time()))
        citizen = world.citizens.get(user_ids[number % len(user_ids)])
        if citizen is None:
            return
        world.citizen_says(citizen, "text", texts[number // len(user_ids) % len(texts)])
