from __future__ import annotations

import asyncio
import sys

import pytest

from channels.phone.hearing.local import LocalHearing, hangs
from channels.phone.ports import SpeechFailure
from channels.phone.sound import SILENCE

STAND_IN = (sys.executable, "-m", "tests.channels.phone.hearing.stand_in")


@pytest.fixture
async def hearing():
    local = LocalHearing(STAND_IN, answer_seconds=0.3)
    await local.start()
    yield local
    await local.close()


async def told(local, word):
    utterance = await local.begin()
    await utterance.accept(word.encode())
    return utterance


async def again(local):
    """A process that was ended is started again."""
    async with asyncio.timeout(20):
        while True:
            try:
                return await local.begin()
            except SpeechFailure:
                continue


class TestLocalHearing:
    async def test_utterances_are_heard_beside_each_other(self, hearing):
        one, other = await told(hearing, "một"), await told(hearing, "hai")
        await one.accept(b" ba")
        assert (await other.partial()).text == "hai"
        assert (await one.final()).text == "một ba"
        assert (await other.final()).text == "hai"

    async def test_a_closed_utterance_is_asked_in_vain(self, hearing):
        utterance = await told(hearing, "một")
        await utterance.close()
        await utterance.close()
        with pytest.raises(SpeechFailure):
            await utterance.final()

    async def test_a_process_that_dies_fails_what_was_asked_and_is_there_for_the_next_call(self, hearing):
        utterance = await told(hearing, "die")
        with pytest.raises(SpeechFailure):
            await utterance.final()
        fresh = await again(hearing)
        await fresh.accept(b"hai")
        assert (await fresh.final()).text == "hai"

    async def test_what_was_said_to_a_process_that_died_is_heard_by_the_next_one(self, hearing):
        utterance, deadly = await told(hearing, "một"), await told(hearing, "die")
        with pytest.raises(SpeechFailure):
            await deadly.final()
        assert (await utterance.partial()).text == "một"
        await utterance.accept(b" hai")
        assert (await utterance.final()).text == "một hai"

    async def test_a_slow_final_text_is_a_failure_and_a_slow_look_is_none(self, hearing):
        utterance = await told(hearing, "slow")
        assert await utterance.partial() is None
        with pytest.raises(SpeechFailure):
            await utterance.final()

    async def test_without_the_process_calls_are_told_soon(self):
        local = LocalHearing(("no-such-program",))
        with pytest.raises(SpeechFailure):
            await local.start(ready_seconds=0.1)
        with pytest.raises(SpeechFailure):
            async with asyncio.timeout(2):
                await local.begin()
        await local.close()


@pytest.mark.parametrize(("silent", "worked", "expected"), [(2.9, 0, False), (3.1, 0, True), (9, 1, False), (9, 0.1, True), (21, 20, True)])
def test_who_works_does_not_hang_but_not_for_ever(silent, worked, expected):
    assert hangs(silent, worked) == expected


async def test_the_real_one_hears_nothing_in_silence():
    local = LocalHearing()
    await local.start()
    try:
        utterance = await local.begin()
        for _ in range(100):
            await utterance.accept(SILENCE)
        assert (await utterance.final()).text == ""
    finally:
        await local.close()
