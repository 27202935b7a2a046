"""The process that hears: many utterances beside each other, as many at once as there are processors. It ends with the phone's process."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from asyncio import StreamReader, StreamWriter
from concurrent.futures import Executor, ThreadPoolExecutor

from channels.phone.hearing.embedded_model import embedded_model
from channels.phone.hearing.recognising import Recogniser, Utterance
from channels.phone.hearing.wire import Kind, packed, packed_heard, read
from channels.phone.sound import RATE

_MOST_THREADS = 8
# Less than that gives nothing new to hear; it waits for more without bothering a thread.
_WORTH_HEARING = 2 * RATE * 100 // 1000


async def serve(reader: StreamReader, writer: StreamWriter, recogniser: Recogniser, executor: Executor) -> None:
    """Until the other side is gone."""
    utterances: dict[int, _Line] = {}
    writer.write(packed(Kind.READY))
    try:
        while True:
            kind, number, content = await read(reader)
            if kind == Kind.BEGIN:
                utterances[number] = _Line(number, recogniser.begin(), writer, executor)
            elif kind == Kind.CLOSE:
                if line := utterances.pop(number, None):
                    line.close()
            elif line := utterances.get(number):
                line.put(kind, content)
    except EOFError:
        return
    finally:
        for line in utterances.values():
            line.close()


class _Line:
    """One utterance: what is asked of it is done in order, by one thread at a time."""

    def __init__(self, number: int, utterance: Utterance, writer: StreamWriter, executor: Executor) -> None:
        self._number = number
        self._utterance = utterance
        self._writer = writer
        self._executor = executor
        self._waiting = bytearray()
        self._asked: asyncio.Queue[tuple[Kind, bytes]] = asyncio.Queue()
        self._task = asyncio.create_task(self._work())

    def put(self, kind: Kind, content: bytes) -> None:
        self._waiting += content
        if kind != Kind.SOUND or len(self._waiting) >= _WORTH_HEARING:
            self._asked.put_nowait((kind, bytes(self._waiting)))
            self._waiting.clear()

    def close(self) -> None:
        self._task.cancel()

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            kind, content = await self._asked.get()
            await loop.run_in_executor(self._executor, self._utterance.accept, content)
            if kind != Kind.SOUND:
                look = self._utterance.final if kind == Kind.FINAL else self._utterance.heard_by_now
                heard = await loop.run_in_executor(self._executor, look)
                self._writer.write(packed(kind, self._number, packed_heard(heard)))


async def main(channel: socket.socket) -> None:
    recogniser = Recogniser(embedded_model())
    # The first piece takes the model longer than any other.
    recogniser.begin().final()
    reader, writer = await asyncio.open_connection(sock=channel)
    with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1)) as executor:
        await serve(reader, writer, recogniser, executor)


if __name__ == "__main__":
    asyncio.run(main(socket.socket(fileno=int(sys.argv[1]))))
