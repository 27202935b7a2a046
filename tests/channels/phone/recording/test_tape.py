"""Both sides of a call end up in one file, in step, and no call waits for the disk."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import cast

import numpy
import pytest

from channels.phone.recording.tape import SealedTape
from channels.phone.sound import FRAME_BYTES, FRAME_SAMPLES, SILENCE
from conversations.calls.recordings import Recordings
from conversations.calls.sealing import SealedWriter

CALL = uuid.UUID(int=7)
# What A-law makes of silence.
_SILENT = 0xD5


async def nothing() -> None:
    """Nobody refuses here."""


def frame(loudness: int) -> bytes:
    return numpy.full(FRAME_SAMPLES, loudness, dtype="<i2").tobytes()


@pytest.fixture
def recordings(settings):
    return Recordings(settings.var_dir / "recordings", settings.secret_keys)


@pytest.fixture
def thread():
    with ThreadPoolExecutor(1) as executor:
        yield executor


@pytest.fixture
def tape(recordings, thread):
    return SealedTape(recordings.begin(CALL), thread, nothing)


def sides(recordings):
    sound = recordings.open(CALL)
    both = numpy.frombuffer(b"".join(sound.read(0, sound.length)), dtype=numpy.uint8)
    return both[0::2], both[1::2]


async def test_the_caller_is_left_and_the_other_side_right(recordings, tape):
    for _ in range(120):
        tape.other(frame(-2000))
        tape.caller(frame(2000))
    await tape.close()
    left, right = sides(recordings)
    assert len(left) == 120 * FRAME_SAMPLES
    assert len(set(left)) == 1
    assert len(set(right)) == 1
    assert left[0] ^ right[0] == 0x80


async def test_what_the_other_side_says_stands_beside_what_is_heard_at_that_moment(recordings, tape):
    for number in range(100):
        if number == 50:
            tape.other(frame(3000))
        tape.caller(SILENCE)
    await tape.close()
    _, right = sides(recordings)
    loud = numpy.flatnonzero(right != _SILENT)
    assert (loud[0], loud[-1] + 1) == (50 * FRAME_SAMPLES, 51 * FRAME_SAMPLES)


async def test_a_frame_of_a_wrong_length_does_not_put_the_sides_out_of_step(recordings, tape):
    tape.other(frame(3000)[:7])
    tape.caller(frame(3000) + bytes(FRAME_BYTES))
    await tape.close()
    left, right = sides(recordings)
    assert len(left) == len(right) == FRAME_SAMPLES


async def test_a_disk_that_hangs_holds_no_call_up(tape, thread):
    let_go = threading.Event()
    thread.submit(let_go.wait)
    for _ in range(100 * 50):
        tape.caller(SILENCE)
    let_go.set()
    await tape.close()


async def test_a_full_disk_ends_the_recording_and_not_the_call(recordings, thread):
    class Full:
        def write(self, sound):
            raise OSError(28, "No space left on device")

        def close(self):
            raise OSError(28, "No space left on device")

    tape = SealedTape(cast(SealedWriter, Full()), thread, nothing)
    for _ in range(200):
        tape.caller(SILENCE)
    await tape.close()
