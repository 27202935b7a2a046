"""Operators and the calls they have. Whoever has the conversation has the call: asked of the database whenever something is done.

A line that breaks is no end: the caller is told by whoever has the call, and the operator's browser opens another one. Only who does not
come back in time, and does not write either, loses the call to the queue.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from channels.phone.operators.line import OperatorLine
from channels.phone.operators.ports import LiveCalls, Losing
from channels.phone.ports import MediaLeg, Sayings, SpeechFailure
from conversations.calls.operators_repository import CallOwner, owner_of, wrote_since
from conversations.calls.passes import Pass
from core.clock import utc_now
from core.db import Database

_ON_HOLD = "hold_on"
_BACK_WITHIN_SECONDS = 30.0
_log = structlog.get_logger()


@dataclass(frozen=True)
class _Joined:
    conversation_id: uuid.UUID
    staff_id: uuid.UUID
    line: OperatorLine


@dataclass(frozen=True)
class Around:
    """What surrounds a call here. `address` is that of a telephone, with {extension} in it."""

    live: LiveCalls
    losing: Losing
    sayings: Sayings
    address: str


class OperatorCalls:
    def __init__(self, database: Database, around: Around, *, back_within: float = _BACK_WITHIN_SECONDS) -> None:
        self._database = database
        self._around = around
        self._back_within = back_within
        self._joined: dict[uuid.UUID, _Joined] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def join(self, given: Pass, leg: MediaLeg) -> None:
        """Until the call or the line has ended."""
        call_id, staff_id = given.about, given.staff_id
        owned = await self._owned(call_id)
        if owned is None or staff_id is None or owned.owner_id != staff_id:
            await leg.hang_up()
            return
        await self._leave(call_id)
        joined = _Joined(owned.conversation_id, staff_id, OperatorLine(leg, await self._waiting_sound()))
        self._joined[call_id] = joined
        try:
            await self._around.live.join(call_id, joined.line)
        finally:
            is_last = self._joined.get(call_id) is joined
            if is_last:
                del self._joined[call_id]
            await leg.hang_up()
        if is_last:
            self._later(self._expect_back(call_id, joined))

    def notified(self, payload: str | None) -> None:
        """Something of that conversation has changed, or nobody knows what has: who lost it leaves the call."""
        for call_id, joined in self._joined.items():
            if payload is None or payload == str(joined.conversation_id):
                self._later(self._look_who_owns(call_id))

    async def hold(self, call_id: uuid.UUID, staff_id: uuid.UUID, *, on: bool) -> bool:
        joined = self._joined.get(call_id)
        if joined is None or joined.staff_id != staff_id:
            return False
        joined.line.hold(on=on)
        return True

    async def hang_up(self, call_id: uuid.UUID, staff_id: uuid.UUID) -> bool:
        if not await self._has(call_id, staff_id):
            return False
        self._joined.pop(call_id, None)
        await self._around.live.hang_up(call_id)
        return True

    async def transfer(self, call_id: uuid.UUID, staff_id: uuid.UUID, extension: str) -> bool:
        if not await self._has(call_id, staff_id):
            return False
        return await self._around.live.transfer(call_id, self._around.address.format(extension=extension))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _look_who_owns(self, call_id: uuid.UUID) -> None:
        joined = self._joined.get(call_id)
        if joined is not None and not await self._has(call_id, joined.staff_id) and self._joined.get(call_id) is joined:
            await self._leave(call_id)

    async def _leave(self, call_id: uuid.UUID) -> None:
        """The line that is there, if any: its owner has another one, or the call has another owner."""
        earlier = self._joined.pop(call_id, None)
        if earlier is not None:
            await earlier.line.hang_up()

    async def _expect_back(self, call_id: uuid.UUID, joined: _Joined) -> None:
        broke_at = utc_now()
        await asyncio.sleep(self._back_within)
        if call_id in self._joined or not await self._has(call_id, joined.staff_id):
            return
        async with self._database.session() as session:
            writes = await wrote_since(session, joined.conversation_id, joined.staff_id, broke_at)
        if not writes and await self._around.losing.lose_silent(joined.conversation_id, joined.staff_id):
            _log.info("a call whose operator's line broke went back to the queue", call_id=str(call_id))

    async def _has(self, call_id: uuid.UUID, staff_id: uuid.UUID) -> bool:
        owned = await self._owned(call_id)
        return owned is not None and owned.owner_id == staff_id

    async def _owned(self, call_id: uuid.UUID) -> CallOwner | None:
        """None for a call that is over."""
        async with self._database.session() as session:
            return await owner_of(session, call_id)

    async def _waiting_sound(self) -> bytes:
        try:
            return await self._around.sayings.sound(_ON_HOLD)
        except SpeechFailure:
            return b""

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except SQLAlchemyError as error:
            # The next change, or the round for lost operators, sees to it.
            _log.warning("who has a call is not known: the database does not answer", error=type(error).__name__)
