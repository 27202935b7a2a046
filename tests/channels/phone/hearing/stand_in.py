"""Speaks as the process that hears does, and "hears" the bytes that it is given as text. "die" and "slow" it does."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from channels.phone.hearing.worker import serve
from channels.phone.ports import Heard


class Recited:
    def __init__(self) -> None:
        self._text = b""

    def begin(self) -> Recited:
        return Recited()

    def accept(self, sound: bytes) -> None:
        self._text += sound

    def heard_by_now(self) -> Heard:
        return self.final()

    def final(self) -> Heard:
        if self._text == b"die":
            os._exit(1)
        if self._text == b"slow":
            time.sleep(1)
        return Heard(self._text.decode(), 1.0)


async def main() -> None:
    reader, writer = await asyncio.open_connection(sock=socket.socket(fileno=int(sys.argv[1])))
    with ThreadPoolExecutor(2) as executor:
        await serve(reader, writer, Recited(), executor)  # type: ignore[arg-type]


if __name__ == "__main__":
    asyncio.run(main())
