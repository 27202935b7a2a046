from __future__ import annotations

import asyncio
from contextlib import suppress

import httpx
import pytest

from benchmarks.desk.ledger import Ledger, Said
from benchmarks.desk.sending import Lane, backoff, is_worth_repeating


class Server:
    """Answers in the given order, then takes everything; an answer of None is a connection that broke."""

    def __init__(self, *answers: int | None) -> None:
        self._answers = list(answers)
        self.heard: list[str] = []

    async def post(self, said: Said) -> httpx.Response:
        self.heard.append(said.client_id)
        status = self._answers.pop(0) if self._answers else 202
        if status is None:
            raise httpx.ReadError("gone")
        return httpx.Response(status, json={"message": {"id": f"stored-{said.client_id}"}})


async def send(server: Server, *said: Said) -> None:
    """Until all are accepted or refused; waits are cut short."""
    lane = Lane(server.post, longest_wait=0.01)
    task = asyncio.create_task(lane.run())
    for each in said:
        lane.add(each)
    async with asyncio.timeout(5):
        while not all(each.accepted_at or each.refusal for each in said):
            await asyncio.sleep(0)
            lane.kick()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


class TestLane:
    async def test_tries_again_under_the_same_name_until_it_is_taken(self) -> None:
        server, said = Server(None, 503), Ledger().add("citizen", "c1", 0.0)
        await send(server, said)
        assert server.heard == [said.client_id] * 3
        assert (said.attempts, said.stored_as) == (3, {f"stored-{said.client_id}"})

    async def test_keeps_the_order_of_one_conversation(self) -> None:
        ledger, server = Ledger(), Server(None)
        first, second = ledger.add("citizen", "c1", 0.0), ledger.add("citizen", "c1", 0.0)
        await send(server, first, second)
        assert server.heard == [first.client_id, first.client_id, second.client_id]

    async def test_what_is_refused_is_not_tried_again_and_holds_nobody_up(self) -> None:
        ledger, server = Ledger(), Server(409)
        first, second = ledger.add("operator", "c1", 0.0), ledger.add("operator", "c1", 0.0)
        await send(server, first, second)
        assert (first.accepted_at, first.refusal[:3], second.accepted_at is not None) == (None, "409", True)


class TestIsWorthRepeating:
    @pytest.mark.parametrize(("status", "expected"), [(408, True), (429, True), (500, True), (503, True), (409, False), (422, False)])
    def test_only_what_may_pass(self, status: int, expected: bool) -> None:
        assert is_worth_repeating(status) == expected


class TestBackoff:
    @pytest.mark.parametrize(("failures", "least", "most"), [(0, 0.75, 1.25), (1, 0.75, 1.25), (3, 3.0, 5.0), (20, 22.5, 37.5)])
    def test_doubles_up_to_the_longest(self, failures: int, least: float, most: float) -> None:
        assert least <= backoff(failures, 30.0) <= most
