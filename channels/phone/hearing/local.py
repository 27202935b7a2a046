"""Hears on this machine, in a process of its own that is started again when it dies (docs/adr/0029)."""

from __future__ import annotations

import asyncio
import itertools
import os
import socket
import sys
import time
from asyncio import Future, StreamReader, StreamWriter
from asyncio.subprocess import DEVNULL, Process
from collections import deque
from collections.abc import Sequence
from pathlib import Path

import structlog

from channels.phone.hearing.wire import Kind, packed, read, unpacked_heard
from channels.phone.ports import Heard, Hearing, SpeechFailure, SpeechToText
from core.settings import PROJECT_ROOT

WORKER = (sys.executable, "-W", "ignore", "-m", "channels.phone.hearing.worker")
_ANSWER_SECONDS = 2.5
# Loading the model takes a second; a caller is told sooner than that.
_BEGIN_SECONDS = 1.0
# What was said already waits longer for another process, which hears it from its beginning.
_BEGIN_AGAIN_SECONDS = 4.0
# With questions open and not a word for so long, it hangs if it does not work either: it is ended, and started again.
_SILENT_SECONDS = 3.0
# A busy machine is no hanging process: it is left alone while it gets this much of a processor, but not for ever.
_LEAST_WORK = 0.05
_SILENT_AT_MOST_SECONDS = 20.0
_AGAIN_SECONDS = (0.0, 0.2, 1.0, 5.0)
_LIVES_WELL_SECONDS = 30.0
# In /proc/<pid>/stat behind the name.
_USER_TICKS, _SYSTEM_TICKS = 11, 12
_ASKED = (Kind.PARTIAL, Kind.FINAL)
_log = structlog.get_logger()


class TooSlow(SpeechFailure):
    """It is there, but has too much to do."""


class _Gone(SpeechFailure):
    """The process has ended; another one is being started."""

    def __init__(self) -> None:
        super().__init__("the process that hears is gone")


class LocalHearing(SpeechToText):
    """`start` before the first call, `close` behind the last one."""

    def __init__(self, command: Sequence[str] = WORKER, *, answer_seconds: float = _ANSWER_SECONDS) -> None:
        self._command = command
        self._answer_seconds = answer_seconds
        self._life: asyncio.Task[None] | None = None
        self._connection: _Connection | None = None
        self._changed = asyncio.Condition()

    async def start(self, ready_seconds: float = 30.0) -> None:
        """Raises SpeechFailure when it is not there by then; it goes on trying."""
        self._life = asyncio.create_task(self._live())
        await self.ready(ready_seconds)

    async def close(self) -> None:
        if self._life is not None:
            self._life.cancel()
            await asyncio.gather(self._life, return_exceptions=True)

    async def begin(self) -> Hearing:
        return _LocalUtterance(self, await self.ready(_BEGIN_SECONDS), self._answer_seconds)

    async def begin_again(self) -> _Connection:
        return await self.ready(_BEGIN_AGAIN_SECONDS)

    async def ready(self, seconds: float) -> _Connection:
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: self._connection is not None and not self._connection.is_gone)
        except TimeoutError as error:
            raise SpeechFailure("the process that hears is not there") from error
        if self._connection is None:
            raise _Gone
        return self._connection

    async def _live(self) -> None:
        failures = 0
        while True:
            await asyncio.sleep(_AGAIN_SECONDS[min(failures, len(_AGAIN_SECONDS) - 1)])
            began = time.monotonic()
            try:
                await self._one_life()
            except OSError as error:
                _log.error("phone: the process that hears does not start", error=error.strerror)
            failures = 1 if time.monotonic() - began > _LIVES_WELL_SECONDS else failures + 1

    async def _one_life(self) -> None:
        process, reader, writer = await _started(self._command)
        connection = _Connection(process, reader, writer)
        try:
            await connection.ready()
            await self._set(connection)
            await connection.listen()
        except (EOFError, ValueError) as error:
            _log.error("phone: the process that hears is gone", error=type(error).__name__)
        finally:
            self._connection = None
            connection.fail()
            writer.close()
            await _end(process)

    async def _set(self, connection: _Connection) -> None:
        async with self._changed:
            self._connection = connection
            self._changed.notify_all()


class _Connection:
    """To one process; when it is gone, all that was asked fails."""

    def __init__(self, process: Process, reader: StreamReader, writer: StreamWriter) -> None:
        self._process = process
        self._reader, self._writer = reader, writer
        self._numbers = itertools.count(1)
        self._open: dict[tuple[int, Kind], deque[Future[Heard]]] = {}
        # Since when no question was answered.
        self._silent_since: float | None = None
        self._worked_by_then = 0.0
        self.is_gone = False

    def begin(self) -> int:
        """The number of a new utterance."""
        number = next(self._numbers)
        self._open |= {(number, kind): deque() for kind in _ASKED}
        self.tell(Kind.BEGIN, number)
        return number

    def tell(self, kind: Kind, number: int, content: bytes = b"") -> None:
        if self.is_gone:
            raise _Gone
        self._writer.write(packed(kind, number, content))

    async def drained(self) -> None:
        try:
            await self._writer.drain()
        except ConnectionError as error:
            self.is_gone = True
            raise _Gone from error

    async def ask(self, kind: Kind, number: int, seconds: float) -> Heard:
        answer: Future[Heard] = asyncio.get_running_loop().create_future()
        self.tell(kind, number)
        if (number, kind) not in self._open:
            raise SpeechFailure("the utterance is closed")
        self._open[number, kind].append(answer)
        if self._silent_since is None:
            self._silent_since, self._worked_by_then = time.monotonic(), _worked_seconds(self._process.pid)
        try:
            return await asyncio.wait_for(answer, seconds)
        except TimeoutError as error:
            self._end_when_it_hangs()
            raise TooSlow("the process that hears is too slow") from error

    def close(self, number: int) -> None:
        for kind in _ASKED:
            self._open.pop((number, kind), None)
        if not self.is_gone:
            self.tell(Kind.CLOSE, number)

    async def ready(self) -> None:
        kind, _, _ = await read(self._reader)
        if kind != Kind.READY:
            raise ValueError(kind)

    async def listen(self) -> None:
        while True:
            kind, number, content = await read(self._reader)
            self._silent_since = None
            waiting = self._open.get((number, kind))
            if waiting and not (answer := waiting.popleft()).done():
                answer.set_result(unpacked_heard(content))

    def _end_when_it_hangs(self) -> None:
        if self._silent_since is None or self._process.returncode is not None:
            return
        silent = time.monotonic() - self._silent_since
        worked = _worked_seconds(self._process.pid) - self._worked_by_then
        if hangs(silent, worked):
            _log.error("phone: the process that hears hangs and is ended", silent_seconds=round(silent, 1), worked_seconds=round(worked, 1))
            self._process.kill()

    def fail(self) -> None:
        self.is_gone = True
        for answer in itertools.chain.from_iterable(self._open.values()):
            if not answer.done():
                answer.set_exception(_Gone())
        self._open.clear()


def hangs(silent_seconds: float, worked_seconds: float) -> bool:
    """`worked_seconds`: what it got of a processor in that time."""
    if silent_seconds <= _SILENT_SECONDS:
        return False
    return worked_seconds < _LEAST_WORK * silent_seconds or silent_seconds > _SILENT_AT_MOST_SECONDS


class _LocalUtterance(Hearing):
    """Keeps its sound: should the process die, the next one hears it all again. Once, for it may be this sound that kills."""

    def __init__(self, hearing: LocalHearing, connection: _Connection, answer_seconds: float) -> None:
        self._hearing = hearing
        self._connection = connection
        self._number = connection.begin()
        self._seconds = answer_seconds
        self._sound = bytearray()
        self._was_begun_again = False

    async def accept(self, sound: bytes) -> None:
        self._sound += sound
        try:
            await self._tell(sound)
        except _Gone:
            await self._begin_again()

    async def partial(self) -> Heard | None:
        """Only the final text is worth failing for."""
        try:
            return await self._ask(Kind.PARTIAL)
        except TooSlow:
            _log.warning("phone: a look at what was said so far came too late")
            return None

    async def final(self) -> Heard:
        return await self._ask(Kind.FINAL)

    async def close(self) -> None:
        self._connection.close(self._number)

    async def _ask(self, kind: Kind) -> Heard:
        try:
            return await self._connection.ask(kind, self._number, self._seconds)
        except _Gone:
            await self._begin_again()
            return await self._connection.ask(kind, self._number, self._seconds)

    async def _tell(self, sound: bytes) -> None:
        self._connection.tell(Kind.SOUND, self._number, sound)
        await self._connection.drained()

    async def _begin_again(self) -> None:
        if self._was_begun_again:
            raise _Gone
        self._was_begun_again = True
        self._connection = await self._hearing.begin_again()
        self._number = self._connection.begin()
        await self._tell(bytes(self._sound))


async def _started(command: Sequence[str]) -> tuple[Process, StreamReader, StreamWriter]:
    ours, theirs = socket.socketpair()
    with theirs:
        number = theirs.fileno()
        try:
            process = await asyncio.create_subprocess_exec(*command, str(number), stdin=DEVNULL, pass_fds=(number,), cwd=PROJECT_ROOT)
        except OSError:
            ours.close()
            raise
    reader, writer = await asyncio.open_connection(sock=ours)
    return process, reader, writer


def _worked_seconds(pid: int) -> float:
    """Of a processor, by all its threads; 0 where that cannot be known."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[_USER_TICKS]) + int(fields[_SYSTEM_TICKS])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()
