"""The way out of one message: claimed, sent part by part, and never doubled nor lost whoever is killed in the middle.

Each part is *begun* in a transaction of its own before the call, and noted in another after it. A part that was begun and of which nobody
knows the end is in doubt: the vendor is asked whether it has such a message before it is sent once more. No transaction is open meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from channels.contract import Channel, ChannelError, OutboundMessage, Part, Trouble
from channels.delivery_repository import Claim, DeliveryRepository
from channels.outbound import message_of
from channels.undelivered import Undelivered
from conversations.models import Conversation, Owner, Sender
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database

# Longer than any call may take: what is claimed by a process that was killed is free again then.
TEXT_LEASE = timedelta(seconds=15)
FILE_LEASE = timedelta(seconds=60)
# A call that has not ended so long before its claim does is in doubt.
_MARGIN = timedelta(seconds=3)
# Between tries; the last one again and again.
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (1, 5, 30, 120, 600))
# Whoever had no answer for so long is called instead.
GIVE_UP = timedelta(hours=24)
_ADMIN_PAUSE = timedelta(seconds=60)
# A vendor that was slow to answer may still be slow to show what it took.
_DOUBT_SETTLES = timedelta(seconds=10)
_CLOSED = "window_closed"
_TRIES_AFTER_A_FAULT = 5
_log = structlog.get_logger()


@dataclass(frozen=True)
class _Ready:
    outbound: OutboundMessage
    parts: Sequence[Part]
    # A person has the conversation now, and this is the bot's.
    is_overtaken: bool


class Deliverer:
    def __init__(
        self, database: Database, channel_name: str, channel: Channel, undelivered: Undelivered, *, clock: Clock = utc_now
    ) -> None:
        self.channel_name = channel_name
        self._database = database
        self._channel = channel
        self._undelivered = undelivered
        self._clock = clock

    async def claim(self, limit: int) -> Sequence[Claim]:
        now = self._clock()
        async with self._database.session() as session:
            return await DeliveryRepository(session).claim(self.channel_name, now, now + TEXT_LEASE, limit)

    async def deliver(self, claim: Claim) -> None:
        """Sent, put off, failed or dropped; or left to whoever has the claim now."""
        is_doubtful = claim.begun_at is not None
        try:
            ready = await self._prepare(claim)
            if ready is None:
                return
            if is_doubtful and not await self._clear_doubt(claim, ready):
                return
            is_doubtful = False
            await self._send_rest(claim, ready)
        except ChannelError as trouble:
            await self._not_sent(claim, trouble, was_doubtful=is_doubtful)

    async def faulted(self, claim: Claim, error: BaseException) -> None:
        """What nobody reckoned with; one message must not keep the others from being sent."""
        _log.error("a delivery went wrong", message_id=str(claim.message_id), exc_info=error)
        if claim.attempts + 1 >= _TRIES_AFTER_A_FAULT:
            await self._fail(claim, ChannelError(Trouble.OUR_FAULT, "fault"))
        else:
            await self._postpone(claim, ChannelError(Trouble.OUR_FAULT, "fault"), BACK_OFF[1], in_doubt=claim.begun_at is not None)

    async def _prepare(self, claim: Claim) -> _Ready | None:
        """None when nothing is to be sent any more. Where nothing is in doubt, the next part is begun. Raises ChannelError."""
        now = self._clock()
        async with self._database.session() as session:
            message = await ConversationRepository(session).get_message(claim.message_id)
            conversation = await session.get_one(Conversation, claim.conversation_id)
            outbound = await message_of(session, message, conversation)
            parts = self._channel.parts_of(outbound)
            is_overtaken = message.sender == Sender.BOT and conversation.owner == Owner.OPERATOR and not claim.vendor_ids
            is_in_doubt = claim.begun_at is not None
            if len(claim.vendor_ids) >= len(parts) or (is_overtaken and not is_in_doubt):
                await self._end_unsent(session, claim)
                return None
            if is_in_doubt:
                return _Ready(outbound, parts, is_overtaken)
            _check_reachable(conversation, now)
            is_ours = await DeliveryRepository(session).begin(claim, now, now + _lease_of(parts[len(claim.vendor_ids)]))
        return _Ready(outbound, parts, is_overtaken) if is_ours else None

    async def _clear_doubt(self, claim: Claim, ready: _Ready) -> bool:
        """Whether to go on sending: the part in doubt is noted as taken, or begun once more. Raises ChannelError."""
        since = claim.begun_at or self._clock()
        part = ready.parts[len(claim.vendor_ids)]
        async with self._database.session() as session:
            known = await DeliveryRepository(session).vendor_ids_of(claim.conversation_id)
        taken = await _within(self._channel.was_sent(ready.outbound.to, part, since, sorted(known)), TEXT_LEASE)
        if taken is not None:
            _log.info("a part in doubt had been taken", message_id=str(claim.message_id))
            return await self._note(claim, ready, taken)
        now = self._clock()
        async with self._database.session() as session:
            if ready.is_overtaken:
                await self._end_unsent(session, claim)
                return False
            _check_reachable(await session.get_one(Conversation, claim.conversation_id), now)
            return await DeliveryRepository(session).begin(claim, now, now + _lease_of(part))

    async def _send_rest(self, claim: Claim, ready: _Ready) -> None:
        """The claim is begun. Raises ChannelError."""
        is_ours = True
        while is_ours:
            part = ready.parts[len(claim.vendor_ids)]
            vendor_id = await _within(self._channel.send(ready.outbound.to, part), _lease_of(part))
            is_ours = await self._note(claim, ready, vendor_id)

    async def _note(self, claim: Claim, ready: _Ready, vendor_id: str) -> bool:
        """A part was taken; True when there is a next one, which is begun."""
        now, done = self._clock(), len(claim.vendor_ids) + 1
        async with self._database.session() as session:
            deliveries = DeliveryRepository(session)
            if done < len(ready.parts):
                return await deliveries.part_taken(claim, vendor_id, now, now + _lease_of(ready.parts[done]))
            if await deliveries.last_part_taken(claim, vendor_id, now):
                await self._undelivered.was_sent(session)
                await ConversationRepository(session).announce(claim.conversation_id)
        return False

    async def _end_unsent(self, session: AsyncSession, claim: Claim) -> None:
        await DeliveryRepository(session).drop(claim)
        await ConversationRepository(session).announce(claim.conversation_id)

    async def _not_sent(self, claim: Claim, trouble: ChannelError, *, was_doubtful: bool) -> None:
        """`was_doubtful`: the vendor could not say whether it had taken the part, so nobody knows still."""
        if was_doubtful and trouble.trouble in (Trouble.OUR_FAULT, Trouble.NOT_TAKEN):
            await self._fail(claim, ChannelError(Trouble.IN_DOUBT, trouble.code))
        elif trouble.is_permanent:
            await self._fail(claim, trouble)
        elif trouble.trouble == Trouble.NEEDS_ADMIN:
            await self._postpone(claim, trouble, _ADMIN_PAUSE, in_doubt=was_doubtful)
        elif await self._is_given_up(claim):
            await self._fail(claim, trouble)
        else:
            in_doubt = was_doubtful or trouble.trouble == Trouble.IN_DOUBT
            usual = _DOUBT_SETTLES if trouble.trouble == Trouble.IN_DOUBT else BACK_OFF[min(claim.attempts, len(BACK_OFF) - 1)]
            wait = usual if trouble.retry_after is None else timedelta(seconds=trouble.retry_after)
            await self._postpone(claim, trouble, wait, in_doubt=in_doubt)

    async def _is_given_up(self, claim: Claim) -> bool:
        """A long outage makes every waiting message old: each has its few tries all the same."""
        if claim.attempts < len(BACK_OFF):
            return False
        async with self._database.session() as session:
            message = await ConversationRepository(session).get_message(claim.message_id)
        return self._clock() - message.created_at >= GIVE_UP

    async def _postpone(self, claim: Claim, trouble: ChannelError, wait: timedelta, *, in_doubt: bool) -> None:
        now = self._clock()
        _log.warning(
            "a message is not sent yet", message_id=str(claim.message_id), trouble=trouble.trouble, code=trouble.code, again_in=str(wait)
        )
        needs_admin = trouble.trouble == Trouble.NEEDS_ADMIN
        # A turn that was waited for is no try: the next failure would have to be waited for much longer.
        is_turn_waited_for = trouble.trouble == Trouble.BACK_OFF and trouble.retry_after is not None
        attempts = claim.attempts if needs_admin or is_turn_waited_for else claim.attempts + 1
        async with self._database.session() as session:
            deliveries = DeliveryRepository(session)
            if not await deliveries.postpone(claim, now + wait, trouble.trouble, trouble.code, in_doubt=in_doubt, attempts=attempts):
                return
            if needs_admin:
                # The next one would fare no better.
                await deliveries.hold_back(self.channel_name, now, now + wait)
                await self._undelivered.needs_admin(session, trouble)
            if trouble.trouble == Trouble.OUT_OF_QUOTA:
                await self._undelivered.out_of_quota(session, trouble)
            await ConversationRepository(session).announce(claim.conversation_id)

    async def _fail(self, claim: Claim, failure: ChannelError) -> None:
        async with self._database.session() as session:
            repository = ConversationRepository(session)
            # First the conversation, then what belongs to it.
            message, conversation = await repository.get_message_locked(claim.message_id)
            if await DeliveryRepository(session).fail(claim, failure.trouble, failure.code):
                await self._undelivered.failed(session, conversation, message, failure)
                await repository.announce(conversation.id)


def _check_reachable(conversation: Conversation, now: datetime) -> None:
    if conversation.unreachable:
        raise ChannelError(Trouble.UNREACHABLE, conversation.unreachable)
    if conversation.reply_until is not None and conversation.reply_until <= now:
        raise ChannelError(Trouble.UNREACHABLE, _CLOSED)


def _lease_of(part: Part) -> timedelta:
    return FILE_LEASE if part.file is not None else TEXT_LEASE


async def _within[T](call: Awaitable[T], lease: timedelta) -> T:
    try:
        async with asyncio.timeout((lease - _MARGIN).total_seconds()):
            return await call
    except TimeoutError as error:
        raise ChannelError(Trouble.IN_DOUBT, "no_answer") from error
