"""Takes calls: each becomes a conversation and a row, and is let go of rightly however it ends."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import structlog

from channels.phone.calling.call import Call
from channels.phone.calling.live import LiveCalls
from channels.phone.calling.needs import Needs
from channels.phone.calling.talk import Behind, Talk
from channels.phone.calling.trying import AWAY, set_within, until_done
from channels.phone.ports import Incoming, MediaLeg
from conversations.calls.models import Ending
from conversations.calls.repository import CallRepository, NewCall

BEAT_SECONDS = 5.0
# The line is free at once; what has to be written down is, as soon as it can be.
_WAITED_SECONDS = 5.0
_TRIES = 600
_log = structlog.get_logger()


class Taker:
    """channels.phone.ports.CallTaker."""

    def __init__(self, behind: Behind, calls: LiveCalls, needs: Needs) -> None:
        self._behind = behind
        self._database = behind.database
        self._calls = calls
        self._needs = needs
        self._finishing: set[asyncio.Task[None]] = set()

    async def take(self, leg: MediaLeg, incoming: Incoming) -> None:
        talk = Talk(uuid.uuid4(), self._behind)
        call = Call(talk, leg, incoming, self._needs)
        new = NewCall(call.id, incoming.kind, incoming.caller, self._needs.clock(), _details(incoming))
        with structlog.contextvars.bound_contextvars(call_id=str(call.id)):
            self._calls.add(call)
            aside = [asyncio.create_task(talk.begin(new)), asyncio.create_task(self._beat(call, talk))]
            running = asyncio.create_task(call.run())
            try:
                await asyncio.wait({running})
            finally:
                running.cancel()
                self._calls.remove(call.id)
                finishing = asyncio.create_task(self._finish(call, new, [running, *aside]))
                self._finishing.add(finishing)
                finishing.add_done_callback(self._finishing.discard)
            if not running.cancelled() and (error := running.exception()) is not None:
                _log.error("a call broke off", exc_info=error)
                await leg.hang_up()
            await asyncio.wait({finishing}, timeout=_WAITED_SECONDS)

    async def close(self) -> None:
        """Of calls that have ended, what is still to be written down."""
        if self._finishing:
            await asyncio.wait(set(self._finishing), timeout=_WAITED_SECONDS)

    async def _finish(self, call: Call, new: NewCall, tasks: list[asyncio.Task[None]]) -> None:
        ended_at = self._needs.clock()
        await call.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

        async def end() -> None:
            async with self._database.session() as session:
                repository = CallRepository(session)
                await repository.begin(new)
                await repository.end(call.id, call.measuring.figures, call.ending, ended_at, call.details)

        await until_done(end, tries=_TRIES)
        await until_done(lambda: self._let_go(call, new.caller), tries=_TRIES)

    async def _let_go(self, call: Call, caller: str) -> None:
        people, extension = self._needs.people, call.joining.tried_extension
        if call.ending is Ending.TRANSFERRED and extension:
            await people.gone(call.id, caller, "transferred", extension=extension)
        else:
            await people.gone(call.id, caller, "hung_up")

    async def _beat(self, call: Call, talk: Talk) -> None:
        await talk.wait_begun()
        while True:
            try:
                async with self._database.session() as session:
                    await CallRepository(session).beat(call.id, call.measuring.figures)
            except AWAY as error:
                _log.warning("a call gives no sign of life: the database does not answer", error=type(error).__name__)
            await set_within(call.measuring.changed, BEAT_SECONDS)
            call.measuring.changed.clear()


def _details(incoming: Incoming) -> dict[str, Any]:
    return {"began_in": str(incoming.conversation_id)} if incoming.conversation_id is not None else {}
