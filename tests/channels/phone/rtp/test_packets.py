from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.phone.rtp.packets import Packet, read_packet, written

PACKET = Packet(8, 1, 160, 7, b"sound")


def with_head(flags: int, rest: bytes) -> bytes:
    return struct.pack("!BBHII", flags, 8, 1, 160, 7) + rest


def test_what_is_written_is_read():
    assert read_packet(written(PACKET)) == PACKET


def test_the_payload_lies_behind_sources_and_extension_and_before_padding():
    assert read_packet(with_head(0x81, b"srce" + b"sound")) == PACKET
    assert read_packet(with_head(0x90, b"\xbe\xde\x00\x01" + b"more" + b"sound")) == PACKET
    assert read_packet(with_head(0xA0, b"sound" + b"\x00\x00\x03")) == PACKET


@pytest.mark.parametrize(
    "data", [b"", b"\x80", with_head(0x40, b"x"), with_head(0x8F, b"short"), with_head(0x90, b"\xbe"), with_head(0x90, b"\xbe\xde\xff\xff")]
)
def test_what_is_cut_off_or_of_another_version_is_no_packet(data):
    assert read_packet(data) is None


@pytest.mark.parametrize("padding", [0, 6, 255])
def test_padding_that_cannot_be_is_no_packet(padding):
    assert read_packet(with_head(0xA0, b"soun" + bytes([padding]))) is None


@given(st.binary(max_size=200))
def test_nothing_that_comes_is_an_error(data):
    packet = read_packet(data)
    assert packet is None or len(packet.payload) <= len(data) - 12
