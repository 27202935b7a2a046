"""Messages that no webhook told of are fetched from the vendor's history and taken as if one had."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from channels.contract import ChannelError
from channels.zalo.grant_repository import GrantRepository
from channels.zalo.grants import CHANNEL
from channels.zalo.models import ZaloGrant
from channels.zalo.reconciling_entries import Entry, read_entry, webhook_of
from channels.zalo.watching_repository import WatchingRepository
from conversations.channel_alarms import Alarms
from core.clock import Clock, utc_now
from core.db import Database

NOT_TOLD = "not_told"
# As much as the vendor gives in one call.
_PAGE = 10
_MOST_CHAT_PAGES = 20
_MOST_PAGES_OF_ONE = 5
# The vendor itself sends a webhook again for an hour and 51 minutes.
_BEFORE_LAST_HEARD = timedelta(hours=2)
_FURTHEST_BACK = timedelta(hours=48)
# Until then a webhook may still be on its way.
_MAY_STILL_COME = timedelta(minutes=2)
_log = structlog.get_logger()

# Stores and queues a webhook's body, in the caller's transaction; False when the same was told before.
Store = Callable[[AsyncSession, bytes], Awaitable[bool]]


class History(Protocol):
    """Newest first. Both raise ChannelError."""

    async def list_recent_chat(self, offset: int = 0, count: int = 10) -> Sequence[Mapping[str, Any]]:
        """The last message of each conversation."""
        ...

    async def conversation(self, user_id: str, offset: int = 0, count: int = 10) -> Sequence[Mapping[str, Any]]: ...


class Reconciler:
    def __init__(self, database: Database, history: History, store: Store, alarms: Alarms, app_id: str, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._history = history
        self._store = store
        self._alarms = alarms
        self._app_id = app_id
        self._clock = clock
        self._began_at = clock()
        # The last message of each conversation that was looked through: without a newer one there is nothing to look for.
        self._looked_through: dict[str, str] = {}

    async def look(self) -> int:
        """How many messages had to be fetched."""
        async with self._database.session() as session:
            grant = await GrantRepository(session).find()
            heard_at = await WatchingRepository(session).last_webhook_at()
            await self._end_alarm(session, heard_at)
        if grant is None or grant.dead_reason:
            return 0
        try:
            missed = await self._missed(grant.oa_id, self._since(grant, heard_at))
        except ChannelError as error:
            _log.warning("zalo: the history does not answer", code=error.code)
            return 0
        if missed:
            _log.warning("zalo: messages that no webhook told of", count=len(missed))
            await self._ring(missed, heard_at)
        return len(missed)

    def _since(self, grant: ZaloGrant, heard_at: datetime | None) -> datetime:
        """What was said before the account was connected is not ours to answer."""
        now = self._clock()
        return max(now - _FURTHEST_BACK, grant.connected_at, (heard_at or now) - _BEFORE_LAST_HEARD)

    async def _missed(self, oa_id: str, since: datetime) -> list[Entry]:
        missed: list[Entry] = []
        looked_through: dict[str, str] = {}
        for last in await self._last_of_each(since):
            if self._looked_through.get(last.user_id) != last.message_id:
                missed += await self._fetch(last.user_id, oa_id, since)
            looked_through[last.user_id] = last.message_id
        self._looked_through = looked_through
        return missed

    async def _last_of_each(self, since: datetime) -> Sequence[Entry]:
        found: dict[str, Entry] = {}
        for number in range(_MOST_CHAT_PAGES):
            page = await self._history.list_recent_chat(number * _PAGE, _PAGE)
            recent = _recent(page, since)
            for entry in recent:
                found.setdefault(entry.user_id, entry)
            if len(recent) < _PAGE:
                break
        return list(found.values())

    async def _fetch(self, user_id: str, oa_id: str, since: datetime) -> Sequence[Entry]:
        said: list[Entry] = []
        for number in range(_MOST_PAGES_OF_ONE):
            recent = _recent(await self._history.conversation(user_id, number * _PAGE, _PAGE), since)
            said += [entry for entry in recent if entry.is_from_citizen]
            if len(recent) < _PAGE:
                break
        async with self._database.session() as session:
            repository = WatchingRepository(session)
            known = await repository.known_among([entry.key for entry in said])
            return [entry for entry in reversed(said) if entry.key not in known and await self._take(session, entry, oa_id)]

    async def _take(self, session: AsyncSession, entry: Entry, oa_id: str) -> bool:
        is_new = await self._store(session, webhook_of(entry, self._app_id, oa_id))
        if is_new:
            await WatchingRepository(session).mark_fetched(entry.key)
        return is_new

    async def _ring(self, missed: Sequence[Entry], heard_at: datetime | None) -> None:
        """Only when no webhook came since, though this program was there to take it."""
        newest = max(entry.sent_at for entry in missed)
        if newest <= max(self._began_at, heard_at or self._began_at) or self._clock() - newest < _MAY_STILL_COME:
            return
        async with self._database.session() as session:
            await self._alarms.raise_(session, CHANNEL, NOT_TOLD, {"count": len(missed)})

    async def _end_alarm(self, session: AsyncSession, heard_at: datetime | None) -> None:
        for alarm in await self._alarms.list_open(session):
            if alarm.channel == CHANNEL and alarm.kind == NOT_TOLD and heard_at is not None and heard_at > alarm.last_at:
                await self._alarms.end(session, CHANNEL, NOT_TOLD)


def _recent(page: Sequence[Mapping[str, Any]], since: datetime) -> list[Entry]:
    """A page that holds fewer than it could is the last one to look at."""
    entries = map(read_entry, page)
    return [entry for entry in entries if entry is not None and entry.sent_at >= since]
