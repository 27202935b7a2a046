"""A stand-in for the process that has the calls: one line after another, what comes over it, and what the test lets it say."""

from __future__ import annotations

import json
import math
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

FRAME_BYTES = 320
BUSY = 4486


class PhoneStandIn:
    """`frames` and `keys` of all lines so far; `refuses_with`: the code with which the next lines are closed at once."""

    def __init__(self) -> None:
        self.url = ""
        self.passes: list[str] = []
        self.frames: list[bytes] = []
        self.keys: list[str] = []
        self.refuses_with = 0
        self._line: ServerConnection | None = None

    @property
    def is_connected(self) -> bool:
        return self._line is not None

    def show(self, what: str, text: str) -> None:
        if self._line is not None:
            self._line.send(json.dumps({what: text}, ensure_ascii=False))

    def sound(self, seconds: float) -> None:
        """A tone, at the pace of a telephone."""
        if self._line is None:
            return
        for number in range(int(seconds * 50)):
            samples = [int(8000 * math.sin(2 * math.pi * 440 * (number * 160 + at) / 8000)) for at in range(160)]
            self._line.send(struct.pack("<160h", *samples))
            time.sleep(0.02)

    def end(self) -> None:
        """As when the call has ended over there."""
        self.show("state", "ended:bot")
        if self._line is not None:
            self._line.close()

    def break_line(self) -> None:
        if self._line is not None:
            self._line.socket.close()

    def loudest(self, since: int) -> int:
        """Of the samples that came since so many frames."""
        return max((abs(sample) for frame in self.frames[since:] for (sample,) in struct.iter_unpack("<h", frame)), default=0)

    def have(self, line: ServerConnection) -> None:
        assert line.request is not None
        self.passes.append(line.request.path)
        if self.refuses_with:
            line.close(self.refuses_with)
            return
        self._line = line
        try:
            for message in line:
                if isinstance(message, bytes):
                    self.frames.append(message)
                else:
                    self.keys.append(json.loads(message)["key"])
        except ConnectionClosed:
            pass
        finally:
            self._line = None


@contextmanager
def phone_stand_in() -> Iterator[PhoneStandIn]:
    phone = PhoneStandIn()
    with serve(phone.have, "127.0.0.1", 0) as server:
        phone.url = f"ws://127.0.0.1:{server.socket.getsockname()[1]}/call"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield phone
        server.shutdown()


def wait_until(is_so: Callable[[], bool], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.02)
