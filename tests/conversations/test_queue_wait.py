from __future__ import annotations

from datetime import timedelta

import pytest

from conversations.ownership import By, Change, Move
from conversations.queue_wait import Wait, expected_wait
from conversations.repository import ConversationRepository
from tests.conversations.personas import Citizen


@pytest.fixture
def wait_of(database, clock):
    async def wait_of(citizen):
        conversation = await citizen.conversation()
        async with database.session() as session:
            return await expected_wait(ConversationRepository(session), conversation, clock())

    return wait_of


@pytest.fixture
def queued(service, database):
    async def queue(number):
        citizens = [await Citizen.arrive(service, database) for _ in range(number)]
        for citizen in citizens:
            await citizen.is_queued()
        return citizens

    return queue


async def claim(citizen, staff_id):
    await citizen.moves(Change(Move.CLAIM, By(staff_id)))


class TestExpectedWait:
    async def test_counts_those_who_came_before_with_five_minutes_each(self, wait_of, queued):
        citizens = await queued(3)
        assert [await wait_of(citizen) for citizen in citizens] == [Wait(n, n * timedelta(minutes=5)) for n in (1, 2, 3)]

    async def test_moves_up_when_somebody_before_is_taken(self, wait_of, queued, operators):
        first, second = await queued(2)
        await claim(first, operators["an"])
        assert (await wait_of(second)).place == 1

    async def test_two_claims_say_nothing_about_the_pace(self, wait_of, queued, operators):
        *gone, last = await queued(3)
        for citizen in gone:
            await claim(citizen, operators["an"])
        assert (await wait_of(last)).expected == timedelta(minutes=5)

    async def test_goes_by_the_claims_of_the_last_hour(self, wait_of, queued, operators):
        *gone, before, last = await queued(17)
        for citizen in gone:
            await claim(citizen, operators["an"])
        assert await wait_of(last) == Wait(2, timedelta(minutes=8))
        assert (await wait_of(before)).expected == timedelta(minutes=4)

    async def test_few_claims_mean_that_few_came_and_no_slow_operators(self, wait_of, queued, operators):
        *gone, last = await queued(4)
        for citizen in gone:
            await claim(citizen, operators["an"])
        assert (await wait_of(last)).expected == timedelta(minutes=5)

    async def test_who_lost_their_operator_comes_before_those_who_came_meanwhile(self, wait_of, queued, operators):
        (first,) = await queued(1)
        await claim(first, operators["an"])
        (later,) = await queued(1)
        await first.moves(Change(Move.RELEASE, By(operators["an"])))
        assert ((await wait_of(first)).place, (await wait_of(later)).place) == (1, 2)

    async def test_forgets_the_pace_of_yesterday(self, wait_of, queued, operators, clock):
        *gone, last = await queued(7)
        for citizen in gone:
            await claim(citizen, operators["an"])
        clock.go_on(hours=2)
        assert (await wait_of(last)).expected == timedelta(minutes=5)

    async def test_those_with_the_bot_or_an_operator_are_not_before_anybody(self, wait_of, queued, citizen, stranger, operators):
        await stranger.is_taken_over(operators["an"])
        [waiting] = await queued(1)
        assert (await wait_of(waiting)).place == 1
