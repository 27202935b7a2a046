"""One citizen's webhooks, in the order in which the vendor saw things happen, each in a transaction of its own and exactly once."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from channels.zalo.contacts import ContactRepository
from channels.zalo.event_repository import EventRepository
from channels.zalo.lines import Fetched
from channels.zalo.media import MediaGathering
from channels.zalo.models import ZaloEvent
from channels.zalo.outcomes import Outcome
from channels.zalo.payloads import Event, read_event
from channels.zalo.receiving import Receiving, locked_conversation
from channels.zalo.taking_queue import TakingQueue, passes
from conversations.models import InboundState, Message
from conversations.service import ConversationService
from core.clock import Clock, utc_now
from core.db import Database

_MOST_ROUNDS = 8
_log = structlog.get_logger()


@dataclass(frozen=True)
class TakingTimes:
    """`settle`: how long the newest has to be there, so that what was sent before it has come too.

    `reassure_after`: the citizen is told by then that the answer is late. `receipt_patience`: a receipt may be quicker than the answer to
    the call that sent the message.
    """

    settle: timedelta = timedelta(milliseconds=250)
    reassure_after: timedelta = timedelta(seconds=4)
    receipt_patience: timedelta = timedelta(seconds=20)
    look_again: timedelta = timedelta(seconds=2)


@dataclass
class _Run:
    """One job; what is put off is left for the next."""

    user_id: str
    attempt: int
    is_last_try: bool
    put_off: set[int] = field(default_factory=set)


class Taker:
    def __init__(
        self,
        database: Database,
        queue: TakingQueue,
        receiving: Receiving,
        media: MediaGathering,
        conversations: ConversationService,
        times: TakingTimes,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._queue = queue
        self._receiving = receiving
        self._media = media
        self._conversations = conversations
        self._times = times
        self._clock = clock
        self._late: set[asyncio.Task[None]] = set()

    async def take(self, user_id: str, *, attempt: int = 0, is_last_try: bool = False) -> None:
        """Everything that waits. Doing it again, or twice at once, is harmless."""
        await self._settle(user_id)
        run = _Run(user_id, attempt, is_last_try)
        while (row := await self._next(run)) is not None:
            await self._take_or_give_up(run, row)
        if run.put_off:
            async with self._database.session() as session:
                await self._queue.enqueue(session, user_id, after=self._times.look_again)

    async def close(self) -> None:
        """Nobody is told any more that an answer is late."""
        for task in self._late:
            task.cancel()
        await asyncio.gather(*self._late, return_exceptions=True)
        await self._media.close()

    async def _settle(self, user_id: str) -> None:
        """Webhooks overtake each other by fractions of a second; whoever writes without a pause is not waited for."""
        for _ in range(_MOST_ROUNDS):
            async with self._database.session() as session:
                age = await EventRepository(session).newest_age(user_id)
            if age is None or age >= self._times.settle:
                return
            await asyncio.sleep((self._times.settle - age).total_seconds())

    async def _next(self, run: _Run) -> ZaloEvent | None:
        async with self._database.session() as session:
            return await EventRepository(session).next_pending(run.user_id, run.put_off)

    async def _take_or_give_up(self, run: _Run, row: ZaloEvent) -> None:
        try:
            await self._take_one(run, row)
        except Exception as error:
            if run.is_last_try and not passes(error):
                await self._set_aside(run.user_id, row)
            raise

    async def _set_aside(self, user_id: str, row: ZaloEvent) -> None:
        """One event that goes wrong every time must not keep the citizen's later words from being heard."""
        _log.error("zalo: an event is set aside after it went wrong every time", event_id=row.id, event_name=row.event_name)
        async with self._database.session() as session:
            await EventRepository(session).mark(row.id, Outcome.FAULT, keep_body=True)
            await self._queue.enqueue(session, user_id)

    async def _take_one(self, run: _Run, row: ZaloEvent) -> None:
        event = read_event(row.body.encode())
        fetched = await self._gather(event, run.attempt)
        async with self._database.session() as session:
            conversation = await locked_conversation(session, event)
            events = EventRepository(session)
            if await events.lock_pending(row.id) is None:
                return
            account = await ContactRepository(session).granted_account()
            if account is not None and event.oa_id not in ("", account):
                await events.mark(row.id, Outcome.OTHER_ACCOUNT)
                return
            received = await self._receiving.receive(session, conversation, event, fetched)
            is_early = received.outcome is Outcome.RECEIPT_OF_NOTHING and self._clock() - row.received_at < self._times.receipt_patience
            if is_early and conversation is not None:
                run.put_off.add(row.id)
                return
            # Of somebody we do not know, or do not know any more, not even the name at the vendor's stays.
            await events.mark(row.id, received.outcome, keep_user=conversation is not None)
        if received.message is not None and received.message.state == InboundState.RECEIVED:
            self._reassure_later(received.message)

    async def _gather(self, event: Event, attempt: int) -> Sequence[Fetched]:
        """Files are fetched before the transaction that stores their message: no lock is held while the vendor is asked."""
        is_from_console = event.is_from_account and bool(event.admin_id)
        if not event.items or not (event.is_from_citizen or is_from_console):
            return ()
        await self._receiving.prepare(event)
        conversation_id, author = await self._places_for(event, is_from_console=is_from_console)
        return await self._media.gather(conversation_id, event, attempt=attempt, uploaded_by=author)

    async def _places_for(self, event: Event, *, is_from_console: bool) -> tuple[uuid.UUID, uuid.UUID | None]:
        async with self._database.session() as session:
            conversation, _ = await ContactRepository(session).get_conversation_locked(event.user_id)
            author = await self._receiving.console_author(session) if is_from_console else None
            return conversation.id, author

    def _reassure_later(self, message: Message) -> None:
        task = asyncio.create_task(self._reassure(message.id))
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    async def _reassure(self, message_id: uuid.UUID) -> None:
        await asyncio.sleep(self._times.reassure_after.total_seconds())
        await self._conversations.reassure(message_id)
