from __future__ import annotations

import asyncio
import itertools
import struct
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from channels.phone.rtp.stream import PCMA, RtpStream
from channels.phone.sound import FRAME_BYTES
from tests.channels.phone.stage import loud

TOLD, SIGNALLING = ("192.0.2.1", 4000), "192.0.2.9"


class Ear:
    def __init__(self) -> None:
        self.sounds: list[bytes] = []
        self.keys = ""

    def sound_came(self, sound: bytes) -> None:
        self.sounds.append(sound)

    def key_came(self, digit: str) -> None:
        self.keys += digit


class Sent:
    def __init__(self) -> None:
        self.to: list[tuple[str, int]] = []
        self.timestamps: list[int] = []

    def sendto(self, data: bytes, to: tuple[str, int]) -> None:
        self.to.append(to)
        self.timestamps.append(struct.unpack_from("!I", data, 4)[0])


def stream_at(now: list[float]) -> tuple[RtpStream, Ear, Sent]:
    stream, ear, sent = RtpStream(lambda: now[0]), Ear(), Sent()
    stream.connection_made(cast(asyncio.DatagramTransport, sent))
    stream.listen(ear)
    stream.speak_to(TOLD, frozenset({TOLD[0], SIGNALLING}), codec=PCMA, key_type=101, sends=True)
    return stream, ear, sent


def packet(number: int, *, kind: int = PCMA, payload: bytes = b"\xaa" * 160) -> bytes:
    return struct.pack("!BBHII", 0x80, kind, number, 160 * number, 1) + payload


async def test_sound_is_sent_where_it_comes_from_once_it_comes():
    stream, _, sent = stream_at([0.0])
    stream.send(None)
    stream.datagram_received(packet(1), (SIGNALLING, 5555))
    stream.send(loud())
    assert sent.to == [TOLD, (SIGNALLING, 5555)]


async def test_frames_that_are_made_up_for_keep_the_time_of_the_sound():
    now = [5.0]
    stream, _, sent = stream_at(now)
    stream.send(None)
    now[0] += 0.2
    for _ in range(10):
        stream.send(None)
    assert [later - sooner for sooner, later in itertools.pairwise(sent.timestamps)] == [160] * 10


async def test_what_was_left_out_in_a_long_pause_shows_as_a_gap():
    now = [5.0]
    stream, _, sent = stream_at(now)
    stream.send(None)
    now[0] += 1.01
    stream.send(None)
    stream.send(None)
    assert [later - sooner for sooner, later in itertools.pairwise(sent.timestamps)] == [160 * (1 + 39), 160]


async def test_other_hosts_are_never_heard_and_other_ports_only_after_silence():
    now = [0.0]
    stream, ear, _ = stream_at(now)
    stream.datagram_received(packet(1), TOLD)
    stream.datagram_received(packet(2), ("198.51.100.1", TOLD[1]))
    stream.datagram_received(packet(2), (TOLD[0], 4002))
    assert len(ear.sounds) == 1
    now[0] = 2.5
    stream.datagram_received(packet(2), ("198.51.100.1", TOLD[1]))
    stream.datagram_received(packet(2), (TOLD[0], 4002))
    assert len(ear.sounds) == 2


async def test_what_is_neither_sound_nor_key_is_let_be():
    stream, ear, _ = stream_at([0.0])
    stream.datagram_received(packet(1, kind=13), TOLD)
    stream.datagram_received(packet(2, payload=b"\xaa" * 2000), TOLD)
    stream.datagram_received(packet(2, kind=101, payload=b"\x05\x0a\x00\xa0"), TOLD)
    assert (ear.sounds, ear.keys) == ([], "5")


@settings(max_examples=100)
@given(
    st.lists(st.one_of(st.binary(max_size=60), st.builds(packet, st.integers(0, 65535), kind=st.sampled_from([0, 8, 101]))), max_size=20)
)
async def test_whatever_comes_sound_stays_sound(datagrams):
    stream, ear, _ = stream_at([0.0])
    for data in datagrams:
        stream.datagram_received(data, TOLD)
    assert all(len(sound) % 2 == 0 and len(sound) <= 10 * FRAME_BYTES for sound in ear.sounds)
