"""A recording while it is made: both sides in step, a second at a time put away by a thread of its own."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor

import structlog

from channels.phone.recording.a_law import interleaved
from channels.phone.sound import FRAME_BYTES, RATE, SILENCE
from conversations.calls.sealing import SealedWriter

_SECOND_BYTES = 2 * RATE
# A disk that is so far behind does not come back in time; what is spoken meanwhile must not fill the memory.
_MOST_WAITING = 60
_log = structlog.get_logger()


class SealedTape:
    """The caller's frames are the clock, for they come every 20 ms; a frame of the other side waits for the next of theirs.

    `executor` has one thread: what is given to it is written in order.
    """

    def __init__(self, writer: SealedWriter, executor: Executor, forget: Callable[[], Awaitable[None]]) -> None:
        """`forget` takes away row and file."""
        self._writer = writer
        self._executor = executor
        self._forget = forget
        self._left, self._right = bytearray(), bytearray()
        self._others: deque[bytes] = deque()
        self._waiting = 0
        self._is_broken = False
        self._last: asyncio.Future[None] | None = None

    def caller(self, frame: bytes) -> None:
        self._left += _whole(frame)
        self._right += _whole(self._others.popleft()) if self._others else SILENCE
        if len(self._left) >= _SECOND_BYTES:
            self._put_away()

    def other(self, frame: bytes) -> None:
        self._others.append(frame)

    async def close(self) -> None:
        self._put_away()
        if self._last is not None:
            await self._last
        await asyncio.get_running_loop().run_in_executor(self._executor, self._finish)

    async def discard(self) -> None:
        self._is_broken = True
        await self.close()
        await self._forget()

    def _put_away(self) -> None:
        left, right = bytes(self._left), bytes(self._right)
        self._left.clear()
        self._right.clear()
        if self._is_broken or not left:
            return
        if self._waiting >= _MOST_WAITING:
            self._break("the disk is too slow")
            return
        self._waiting += 1
        self._last = asyncio.get_running_loop().run_in_executor(self._executor, self._write, left, right)
        self._last.add_done_callback(self._written)

    def _written(self, _done: asyncio.Future[None]) -> None:
        self._waiting -= 1

    def _write(self, left: bytes, right: bytes) -> None:
        if self._is_broken:
            return
        try:
            self._writer.write(interleaved(left, right))
        except OSError as error:
            self._break(type(error).__name__)

    def _finish(self) -> None:
        try:
            self._writer.close()
        except OSError as error:
            self._break(type(error).__name__)

    def _break(self, why: str) -> None:
        if not self._is_broken:
            _log.error("a call is not recorded any further", why=why)
        self._is_broken = True


def _whole(frame: bytes) -> bytes:
    """Of just the length that keeps both sides in step."""
    return frame if len(frame) == FRAME_BYTES else frame[:FRAME_BYTES].ljust(FRAME_BYTES, b"\x00")
