from __future__ import annotations

import asyncio
from contextlib import closing

import pytest
import uvicorn

from app.web_process import listening


async def answer(scope, receive, send):
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


class TestListening:
    async def test_who_comes_before_the_program_is_loaded_is_answered_when_it_is(self):
        port = listening("127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*port.getsockname())
        writer.write(b"GET / HTTP/1.1\r\nHost: chat.test\r\nConnection: close\r\n\r\n")
        server = uvicorn.Server(uvicorn.Config(answer, log_config=None, lifespan="off", ws="none"))
        serving = asyncio.create_task(server.serve(sockets=[port]))
        async with asyncio.timeout(5):
            assert (await reader.readline()).startswith(b"HTTP/1.1 204")
        server.should_exit = True
        await serving
        writer.close()

    def test_a_port_that_somebody_has_is_not_taken_from_them(self):
        with closing(listening("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
            listening("127.0.0.1", taken.getsockname()[1])
