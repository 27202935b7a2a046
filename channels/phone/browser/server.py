"""Where browsers open their calls: /call?pass=…, on a port of this process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI, WebSocket

from channels.phone.admission import Verdict
from channels.phone.browser.wire import BrowserLeg, BrowserWire
from channels.phone.legs.metronome import Metronome
from channels.phone.ports import Incoming, MediaLeg
from channels.phone.reception import Reception
from conversations.calls.passes import Holder, Pass, Passes, PassRefused

_LARGEST_MESSAGE = 16 * 1024
_REFUSED, _BUSY = 4403, 4486

# Where an operator who opened their leg is wanted; returns when they are done.
Join = Callable[[Pass, MediaLeg], Awaitable[None]]


def browser_calls(passes: Passes, reception: Reception, metronome: Metronome, join: Join) -> FastAPI:
    app = FastAPI(openapi_url=None)

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.websocket("/call")
    async def call(socket: WebSocket) -> None:
        await socket.accept()
        try:
            given = passes.admit(socket.query_params.get("pass", ""))
        except PassRefused:
            await socket.close(_REFUSED)
            return
        verdict = Verdict.TALK if given.holder is Holder.OPERATOR else reception.ask("")
        if verdict is Verdict.REFUSED:
            await socket.close(_BUSY)
            return
        wire = BrowserWire(socket)
        leg = BrowserLeg(wire, metronome)
        if given.holder is Holder.OPERATOR:
            reception.accompany(leg, join(given, leg))
        else:
            reception.receive(leg, Incoming("web", conversation_id=given.about), verdict)
        await wire.run(leg)

    return app


class BrowserServer(uvicorn.Server):
    """Signals are the process's business, which ends the calls first."""

    def __init__(self, app: FastAPI, host: str, port: int) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                log_config=None,
                # What it tells of a connection holds the pass.
                log_level="warning",
                access_log=False,
                ws="websockets-sansio",
                ws_max_size=_LARGEST_MESSAGE,
                timeout_graceful_shutdown=1,
            )
        )

    async def keep(self) -> None:
        """Until cancelled, and then closes what is open."""
        serving = asyncio.create_task(self.serve())
        try:
            await asyncio.shield(serving)
        finally:
            self.should_exit = True
            await serving

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
