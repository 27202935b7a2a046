"""What an operator does with a call. Whoever has its conversation has the call, nobody else: asked here, and again where the call is."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from conversations.calls.models import SILENT_FOR, Call
from core.clock import Clock, utc_now
from core.db import Database
from core.errors import Conflict, NotFound
from core.words import Words
from desk.calls.call_repository import OwnedCall, find_call
from desk.calls.phone_client import PhoneClient
from staff import audit
from staff.sessions import SignedIn


def is_live(call: Call, clock: Clock = utc_now) -> bool:
    return call.ended_at is None and clock() - call.beat_at < SILENT_FOR


class CallService:
    def __init__(
        self, database: Database, phone: PhoneClient, passes: Callable[[uuid.UUID, uuid.UUID], str], words: Words, *, clock: Clock = utc_now
    ) -> None:
        """`passes` makes what opens the phone process's door for a call (id) and a member (id)."""
        self._database = database
        self._phone = phone
        self._passes = passes
        self._words = words
        self._clock = clock

    async def talk(self, me: SignedIn, call_id: uuid.UUID) -> str:
        """The pass. Raises NotFound; Conflict when it is over, or somebody else's."""
        await self._mine(me, call_id)
        return self._passes(call_id, me.member.id)

    async def hold(self, me: SignedIn, call_id: uuid.UUID, *, on: bool) -> None:
        await self._mine(me, call_id)
        self._require_done(done=await self._phone.hold(call_id, me.member.id, on=on))

    async def hang_up(self, me: SignedIn, call_id: uuid.UUID) -> None:
        await self._mine(me, call_id)
        self._require_done(done=await self._phone.hang_up(call_id, me.member.id))

    async def transfer(self, me: SignedIn, call_id: uuid.UUID) -> None:
        """To my own telephone. Raises Conflict, also when nobody picks up there: the caller is still with us then."""
        extension = me.member.extension
        if not extension:
            raise Conflict("no_extension", self._words.say("no_extension"))
        await self._mine(me, call_id)
        if not await self._phone.transfer(call_id, me.member.id, extension):
            await self._mine(me, call_id)
            raise Conflict("not_taken", self._words.say("not_taken", extension=extension))

    async def reveal(self, me: SignedIn, call_id: uuid.UUID) -> str:
        """The number it comes from; that this person looked is written down in the same transaction. Raises NotFound."""
        async with self._database.session() as session:
            call = self._there(await find_call(session, call_id)).call
            await audit.record(session, staff_id=me.member.id, action=audit.Action.PHONE_REVEALED, subject_kind="call", subject_id=call_id)
            return call.caller

    async def _mine(self, me: SignedIn, call_id: uuid.UUID) -> None:
        async with self._database.session() as session:
            found = self._there(await find_call(session, call_id))
        if not is_live(found.call, self._clock):
            raise Conflict("call_over", self._words.say("call_over"))
        if found.owner_id != me.member.id:
            raise Conflict("not_owner", self._words.say("not_owner"))

    def _there(self, found: OwnedCall | None) -> OwnedCall:
        if found is None:
            raise NotFound("no_call", self._words.say("no_call"))
        return found

    def _require_done(self, *, done: bool) -> None:
        if not done:
            raise Conflict("call_over", self._words.say("call_over"))
