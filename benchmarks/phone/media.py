"""The far end of calls' sound: sends a frame each 20 ms and notes when each packet came, by the kernel's clock.

One thread serves all ends. Whoever signals for a call (SIPp) names an end's port as that of its sound.
"""

from __future__ import annotations

import os
import selectors
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.phone import a_law, rtp
from benchmarks.phone.sound_files import RATE

FRAME_SECONDS = 0.02
_FRAME_BYTES = 2 * rtp.FRAME_SAMPLES
# Of a frame's mean, 1.0 being the loudest possible: a voice, not the noise of a line.
_LOUD = 0.008
_STAMPED = socket.SO_TIMESTAMPNS if hasattr(socket, "SO_TIMESTAMPNS") else 35
_STAMP = struct.Struct("@qq")
_LARGEST = 2048


@dataclass(frozen=True)
class _Frame:
    """`behind`: how many frames ago that began of which it is a part."""

    payload: bytes
    payload_type: int = a_law.PAYLOAD_TYPE
    behind: int = 0


_QUIET = _Frame(a_law.QUIET * rtp.FRAME_SAMPLES)


class End:
    """One call's sound, A-law. It begins to send when the other side has, to where that came from; where it `listens_only`, never."""

    def __init__(self, *, listens_only: bool = False) -> None:
        self._listens_only = listens_only
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, _STAMPED, 1)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.port: int = self._socket.getsockname()[1]
        self.arrived: list[rtp.Packet] = []
        # When packets came in which something is heard.
        self.loud_at: list[float] = []
        # When the first and the last was sent of what was to be said.
        self.saying_at = self.said_at = 0.0
        self._there: tuple[str, int] | None = None
        self._to_say: deque[_Frame] = deque()
        self._sent = 0
        self._source = int.from_bytes(os.urandom(4))

    def fileno(self) -> int:
        return self._socket.fileno()

    def say(self, pcm: bytes) -> None:
        """Behind what is being said."""
        encoded = a_law.encoded(pcm + bytes(-len(pcm) % _FRAME_BYTES))
        pieces = (encoded[begin : begin + rtp.FRAME_SAMPLES] for begin in range(0, len(encoded), rtp.FRAME_SAMPLES))
        self._to_say.extend(_Frame(piece) for piece in pieces)

    def press(self, digit: str, payload_type: int = 101) -> None:
        """Behind what is being said."""
        frames = enumerate(rtp.key_payloads(digit))
        self._to_say.extend(_Frame(payload, payload_type, behind=number) for number, (payload, _) in frames)

    @property
    def is_connected(self) -> bool:
        return self._there is not None

    def receive(self) -> None:
        while True:
            try:
                datagram, ancillary, _flags, there = self._socket.recvmsg(_LARGEST, 64)
            except BlockingIOError:
                return
            packet = rtp.unpacked(datagram, _arrival(ancillary))
            if packet is not None:
                self._there = self._there or there
                self.arrived.append(packet)
                if packet.payload_type == a_law.PAYLOAD_TYPE and a_law.loudness(packet.payload) > _LOUD:
                    self.loud_at.append(packet.at)

    def send(self) -> None:
        if self._there is None or self._listens_only:
            return
        frame = self._to_say.popleft() if self._to_say else _QUIET
        timestamp = (self._sent - frame.behind) * rtp.FRAME_SAMPLES
        marked = frame.payload_type != a_law.PAYLOAD_TYPE and frame.behind == 0
        self._socket.sendto(rtp.packed(self._sent, timestamp, frame.payload_type, self._source, frame.payload, marked=marked), self._there)
        self._sent += 1
        if frame is not _QUIET:
            self.saying_at = self.saying_at or time.time()
            self.said_at = 0.0 if self._to_say else time.time()

    def heard(self, since: float = 0.0) -> tuple[float, bytes]:
        """What came as sound, each packet at the time it came, and when that begins; nothing where nothing came."""
        sound = [packet for packet in self.arrived if packet.payload_type == a_law.PAYLOAD_TYPE and packet.at >= since]
        if not sound:
            return since, b""
        began = sound[0].at
        whole = bytearray((round((sound[-1].at - began) / FRAME_SECONDS) + 2) * _FRAME_BYTES)
        for packet in sound:
            place = 2 * round((packet.at - began) * RATE)
            pcm = a_law.decoded(packet.payload)
            whole[place : place + len(pcm)] = pcm
        return began, bytes(whole)

    def close(self) -> None:
        self._socket.close()


class Media:
    """A context in which its ends live."""

    def __init__(self, count: int, *, listens_only: bool = False) -> None:
        self.ends: Sequence[End] = [End(listens_only=listens_only) for _ in range(count)]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="media", daemon=True)

    def __enter__(self) -> Media:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Harmless when it was stopped already."""
        if self._over.is_set():
            return
        self._over.set()
        self._thread.join()
        for end in self.ends:
            end.close()

    def _serve(self) -> None:
        with selectors.DefaultSelector() as selector:
            for end in self.ends:
                selector.register(end.fileno(), selectors.EVENT_READ, end)
            due = time.perf_counter()
            while not self._over.is_set():
                left = due - time.perf_counter()
                for key, _events in selector.select(max(0.0, left)):
                    key.data.receive()
                if time.perf_counter() >= due:
                    due += FRAME_SECONDS
                    for end in self.ends:
                        end.send()


def _arrival(ancillary: list[tuple[int, int, bytes]]) -> float:
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == _STAMPED:
            seconds, nanoseconds = _STAMP.unpack(data[: _STAMP.size])
            return float(seconds + nanoseconds / 1e9)
    return time.time()
