from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress

import pytest

from channels.contract import Trouble
from channels.delivery_loop import DeliveryLoop
from conversations.models import DeliveryState
from core.listening import Listener
from tests.channels.stage import Citizen
from tests.working import until


@pytest.fixture
def running(database_url, deliverer):
    @asynccontextmanager
    async def run(**values):
        listener = Listener(database_url)
        loop = DeliveryLoop(deliverer, listener, **values)
        tasks = [asyncio.create_task(listener.listen()), asyncio.create_task(loop.run())]
        try:
            yield loop
        finally:
            for task in tasks:
                task.cancel()
            for task in tasks:
                with suppress(asyncio.CancelledError):
                    await task

    return run


def all_are(citizen, state, count):
    async def look():
        return await citizen.states() == [state] * count

    return look


async def test_a_message_goes_out_as_soon_as_it_is_stored(running, vendor, lan):
    async with running(looks_every=60):
        await lan.is_told("một")
        await until(all_are(lan, DeliveryState.SENT, 1))


async def test_many_conversations_at_once_and_each_in_order(running, vendor, database):
    citizens = [await Citizen.arrive(database) for _ in range(10)]
    for number in range(5):
        for citizen in citizens:
            await citizen.is_told(f"tin {number}")
    async with running():
        for citizen in citizens:
            await until(all_are(citizen, DeliveryState.SENT, 5), within=20)
    for citizen in citizens:
        assert vendor.texts(citizen.user_id) == [f"tin {number}" for number in range(5)]


async def test_what_was_put_off_comes_due_by_itself(running, vendor, lan):
    await lan.is_told("một")
    vendor.will(Trouble.BACK_OFF, retry_after=0.1)
    async with running(looks_every=0.05):
        await until(all_are(lan, DeliveryState.SENT, 1))


async def test_a_fault_of_the_program_stops_one_message_and_no_other(running, vendor, lan, minh):
    parts_of = vendor.parts_of

    def broken(message):
        if message.to == "lan":
            raise KeyError("broken")
        return parts_of(message)

    vendor.parts_of = broken
    await lan.is_told("một")
    await minh.is_told("hai")
    async with running():
        await until(all_are(minh, DeliveryState.SENT, 1))

        async def is_noted():
            [delivery] = await lan.deliveries()
            return delivery.attempts == 1

        await until(is_noted)
    assert vendor.texts("lan") == []


async def test_what_is_on_its_way_when_the_process_ends_comes_to_its_end(running, vendor, lan):
    arrived, may_go_on = asyncio.Event(), asyncio.Event()
    send = vendor.send

    async def slow(to, part):
        arrived.set()
        await may_go_on.wait()
        return await send(to, part)

    vendor.send = slow
    await lan.is_told("một")
    async with running():
        await asyncio.wait_for(arrived.wait(), 5)
        asyncio.get_running_loop().call_later(0.1, may_go_on.set)
    assert await lan.states() == [DeliveryState.SENT]
