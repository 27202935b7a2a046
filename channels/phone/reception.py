"""Every call comes through here, whichever way it came: let in or not, given to who takes it, ended in time, told when we stop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine
from typing import Any

import structlog

from channels.phone.admission import Admission, Verdict
from channels.phone.legs.leg import Leg
from channels.phone.ports import CallTaker, Incoming, Sayings, SpeechFailure
from conversations.calls.models import Ending

_log = structlog.get_logger()

# What a call still has to write down after its end.
_TO_FINISH_SECONDS = 30.0


class Reception:
    def __init__(self, admission: Admission, taker: CallTaker, sayings: Sayings, *, call_seconds: float) -> None:
        self._admission = admission
        self._taker = taker
        self._sayings = sayings
        self._call_seconds = call_seconds
        self._legs: set[Leg] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def closed(self) -> bool:
        return self._closed

    def ask(self, caller: str) -> Verdict:
        """To be asked before the call is answered. Whoever is not refused is then received, or else dismissed."""
        return Verdict.REFUSED if self._closed else self._admission.ask(caller)

    def dismiss(self, verdict: Verdict) -> None:
        self._admission.leave(verdict)

    def receive(self, leg: Leg, incoming: Incoming, verdict: Verdict) -> None:
        self._keep(leg, self._have(leg, incoming, verdict))

    def accompany(self, leg: Leg, joining: Awaitable[None]) -> None:
        """An operator's leg, which is no call of its own."""
        self._keep(leg, self._join(leg, joining))

    async def close(self) -> None:
        """Nobody is let in any more; those who are here are told, and their calls have ended when this returns."""
        self._closed = True
        await asyncio.gather(*(self._say_last(leg, "call_later", Ending.LOST) for leg in list(self._legs)))
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=1.0)
            for task in late:
                task.cancel()

    def _keep(self, leg: Leg, having: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(having)
        self._legs.add(leg)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _have(self, leg: Leg, incoming: Incoming, verdict: Verdict) -> None:
        try:
            if verdict is Verdict.TOLD_BUSY:
                _log.info("all lines are busy", leg=incoming.kind)
                await self._say_last(leg, "all_lines_busy", Ending.BOT)
            else:
                await self._give(leg, incoming)
        finally:
            self._legs.discard(leg)
            self._admission.leave(verdict)

    async def _join(self, leg: Leg, joining: Awaitable[None]) -> None:
        try:
            await joining
        finally:
            self._legs.discard(leg)
            await leg.hang_up()

    async def _give(self, leg: Leg, incoming: Incoming) -> None:
        taking = asyncio.create_task(self._taker.take(leg, incoming))
        over = asyncio.create_task(leg.over())
        try:
            done, _ = await asyncio.wait({taking, over}, timeout=self._call_seconds, return_when=asyncio.FIRST_COMPLETED)
            if not done:
                await self._say_last(leg, "too_long", Ending.TOO_LONG)
            await asyncio.wait({taking}, timeout=_TO_FINISH_SECONDS)
        finally:
            taking.cancel()
            over.cancel()
            (outcome, _) = await asyncio.gather(taking, over, return_exceptions=True)
            if isinstance(outcome, Exception):
                _log.error("a call was dropped by an unexpected error", leg=incoming.kind, exc_info=outcome)
            await leg.hang_up()

    async def _say_last(self, leg: Leg, key: str, ending: Ending) -> None:
        try:
            sound = await self._sayings.sound(key)
        except SpeechFailure:
            sound = b""
        await leg.say_last(sound, ending)
