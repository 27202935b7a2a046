"""Keys as SIPp plays them."""

from __future__ import annotations

import struct

import pytest

from benchmarks.phone import pcap, rtp

HEADERS = 14 + 20 + 8


def packets_in(path):
    """With the 20 ms in which each is sent."""
    data, place = path.read_bytes(), 24
    while place < len(data):
        seconds, microseconds, length, _ = struct.unpack_from("<IIII", data, place)
        packet = rtp.unpacked(data[place + 16 + HEADERS : place + 16 + length], 0.0)
        assert packet is not None
        yield seconds * 50 + microseconds // 20_000, packet
        place += 16 + length


@pytest.mark.parametrize("payload_type", [96, 101])
def test_each_key_is_one_event_that_ends_three_times(tmp_path, payload_type):
    packets = [packet for _, packet in packets_in(pcap.write_keys(tmp_path / "keys.pcap", "10", payload_type))]
    pressed = [packet for packet in packets if packet.payload_type == payload_type]
    events = [struct.unpack("!BBH", packet.payload) for packet in pressed]
    assert {(packet.timestamp, event[0]) for packet, event in zip(pressed, events, strict=True)} == {(0, 1), (24 * 160, 0)}
    assert [event[0] for event in events if event[1] & 0x80] == [1, 1, 1, 0, 0, 0]
    assert [packet.sequence for packet in packets] == list(range(len(packets)))


def test_quiet_is_sent_between_keys(tmp_path):
    frames = [(frame, packet.payload_type) for frame, packet in packets_in(pcap.write_keys(tmp_path / "keys.pcap", "5", 101))]
    assert [frame for frame, kind in frames if kind == 8] == list(range(9, 24))
