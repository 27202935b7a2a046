"""Hears on this machine, in a process of its own that is started again when it dies (docs/adr/0029)."""

from __future__ import annotations

import asyncio
import itertools
import socket
import sys
import time
from asyncio import Future, StreamReader, StreamWriter
from asyncio.subprocess import DEVNULL, Process
from collections import deque
from collections.abc import Sequence

import structlog

from channels.phone.hearing.wire import Kind, packed, read, unpacked_heard
from channels.phone.ports import Heard, Hearing, SpeechFailure, SpeechToText
from core.settings import PROJECT_ROOT

WORKER = (sys.executable, "-W", "ignore", "-m", "channels.phone.hearing.worker")
_ANSWER_SECONDS = 2.5
# Loading the model takes a second; a caller is told sooner than that.
_BEGIN_SECONDS = 1.0
# With questions open and not a word for so long, it hangs: it is ended, and started again.
_SILENT_SECONDS = 3.0
_AGAIN_SECONDS = (0.0, 0.2, 1.0, 5.0)
_LIVES_WELL_SECONDS = 30.0
_ASKED = (Kind.PARTIAL, Kind.FINAL)
_log = structlog.get_logger()


class TooSlow(SpeechFailure):
    """It is there, but has too much to do."""


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
        await self._ready(ready_seconds)

    async def close(self) -> None:
        if self._life is not None:
            self._life.cancel()
            await asyncio.gather(self._life, return_exceptions=True)

    async def begin(self) -> Hearing:
        return (await self._ready(_BEGIN_SECONDS)).begin(self._answer_seconds)

    async def _ready(self, seconds: float) -> _Connection:
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: self._connection is not None)
        except TimeoutError as error:
            raise SpeechFailure("the process that hears is not there") from error
        if self._connection is None:
            raise SpeechFailure("the process that hears is gone")
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
        self.is_gone = False

    def begin(self, answer_seconds: float) -> Hearing:
        number = next(self._numbers)
        self._open |= {(number, kind): deque() for kind in _ASKED}
        self.tell(Kind.BEGIN, number)
        return _LocalUtterance(self, number, answer_seconds)

    def tell(self, kind: Kind, number: int, content: bytes = b"") -> None:
        if self.is_gone:
            raise SpeechFailure("the process that hears is gone")
        self._writer.write(packed(kind, number, content))

    async def drained(self) -> None:
        try:
            await self._writer.drain()
        except ConnectionError as error:
            raise SpeechFailure("the process that hears is gone") from error

    async def ask(self, kind: Kind, number: int, seconds: float) -> Heard:
        answer: Future[Heard] = asyncio.get_running_loop().create_future()
        self.tell(kind, number)
        if (number, kind) not in self._open:
            raise SpeechFailure("the utterance is closed")
        self._open[number, kind].append(answer)
        self._silent_since = self._silent_since or time.monotonic()
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
        if self._silent_since is not None and time.monotonic() - self._silent_since > _SILENT_SECONDS and self._process.returncode is None:
            self._process.kill()

    def fail(self) -> None:
        self.is_gone = True
        for answer in itertools.chain.from_iterable(self._open.values()):
            if not answer.done():
                answer.set_exception(SpeechFailure("the process that hears is gone"))
        self._open.clear()


class _LocalUtterance(Hearing):
    def __init__(self, connection: _Connection, number: int, answer_seconds: float) -> None:
        self._connection = connection
        self._number = number
        self._seconds = answer_seconds
        self._known = Heard("")

    async def accept(self, sound: bytes) -> None:
        self._connection.tell(Kind.SOUND, self._number, sound)
        await self._connection.drained()

    async def partial(self) -> Heard:
        """What was known before, when there is no time now: only the final text is worth failing for."""
        try:
            self._known = await self._connection.ask(Kind.PARTIAL, self._number, self._seconds)
        except TooSlow:
            _log.warning("phone: a look at what was said so far came too late")
        return self._known

    async def final(self) -> Heard:
        return await self._connection.ask(Kind.FINAL, self._number, self._seconds)

    async def close(self) -> None:
        self._connection.close(self._number)


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


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()
