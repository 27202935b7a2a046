"""Captures that SIPp plays (`play_pcap_audio`): made here, never recorded."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.phone import rtp
from benchmarks.phone.a_law import PAYLOAD_TYPE, QUIET

_FRAME_US = 20_000
_FILE_HEADER = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
_ETHERNET = bytes(12) + b"\x08\x00"
_PORT = 6000
_SOURCE = 0x1022
_BETWEEN_KEYS = 15


def write_keys(path: Path, digits: str, payload_type: int) -> Path:
    """Each key 160 ms long, with a pause in which quiet is sent as sound."""
    path.write_bytes(_FILE_HEADER + b"".join(_record(frame, packet) for frame, packet in _key_packets(digits, payload_type)))
    return path


def write_sound(path: Path, payloads: Iterable[bytes]) -> Path:
    """Frames of 20 ms, A-law."""
    packets = (
        _record(number, rtp.packed(number, number * rtp.FRAME_SAMPLES, PAYLOAD_TYPE, _SOURCE, payload))
        for number, payload in enumerate(payloads)
    )
    path.write_bytes(_FILE_HEADER + b"".join(packets))
    return path


def _key_packets(digits: str, payload_type: int) -> Iterator[tuple[int, bytes]]:
    frame = sequence = 0
    for digit in digits:
        began = frame
        for payload, behind in rtp.key_payloads(digit):
            timestamp = began * rtp.FRAME_SAMPLES
            yield began + behind, rtp.packed(sequence, timestamp, payload_type, _SOURCE, payload, marked=behind == 0)
            sequence, frame = sequence + 1, began + behind
        frame += 1
        for _ in range(_BETWEEN_KEYS):
            yield frame, rtp.packed(sequence, frame * rtp.FRAME_SAMPLES, PAYLOAD_TYPE, _SOURCE, QUIET * rtp.FRAME_SAMPLES)
            sequence, frame = sequence + 1, frame + 1


def _record(frame: int, packet: bytes) -> bytes:
    udp = struct.pack("!HHHH", _PORT, _PORT, 8 + len(packet), 0) + packet
    local = bytes((127, 0, 0, 1))
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, local, local) + udp
    captured = _ETHERNET + ip
    seconds, microseconds = divmod(frame * _FRAME_US, 1_000_000)
    return struct.pack("<IIII", seconds, microseconds, len(captured), len(captured)) + captured
