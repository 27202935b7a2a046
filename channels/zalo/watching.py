"""What is looked at every so often, whether or not anybody writes: does the grant still live, does the vendor still tell us things."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from channels.contract import ChannelError, Trouble
from channels.zalo.account_name import Account, learn_name
from channels.zalo.grant_repository import GrantRepository
from channels.zalo.grants import CHANNEL, GRANT_ENDS_SOON, NO_TOKENS_NOW, NOT_CONNECTED
from channels.zalo.models import ZaloGrant
from channels.zalo.tokens import Tokens
from channels.zalo.watching_repository import WatchingRepository
from conversations.channel_alarms import Alarms
from core.clock import Clock, utc_now
from core.db import Database
from core.working_days import WorkingCalendar

SILENT = "silent"
# Long before anybody has to wait for a renewal in the middle of a conversation.
_RENEW_BEFORE = timedelta(hours=2)
_ALARM_BEFORE = timedelta(hours=1)
_ENDS_SOON = timedelta(days=14)
_log = structlog.get_logger()


class GrantWatch:
    def __init__(self, database: Database, tokens: Tokens, account: Account, alarms: Alarms, clock: Clock = utc_now) -> None:
        self._database = database
        self._tokens = tokens
        self._account = account
        self._alarms = alarms
        self._clock = clock

    async def look(self) -> None:
        """Renews in good time; rings when there is no grant, when it cannot be renewed, and days before it ends for good."""
        async with self._database.session() as session:
            grant = await GrantRepository(session).find()
            if grant is None:
                await self._alarms.raise_(session, CHANNEL, NOT_CONNECTED)
        if grant is None or grant.dead_reason:
            return
        if grant.access_expires_at - self._clock() < _RENEW_BEFORE:
            await self._renew(grant)
        await self._look_at_end()
        if not grant.oa_name:
            await learn_name(self._database, self._account)

    async def _renew(self, grant: ZaloGrant) -> None:
        try:
            await self._tokens.refreshed(grant.generation)
        except ChannelError as error:
            _log.warning("zalo: the grant was not renewed", code=error.code)
            # A dead grant has rung already.
            if error.trouble == Trouble.BACK_OFF and grant.access_expires_at - self._clock() < _ALARM_BEFORE:
                async with self._database.session() as session:
                    await self._alarms.raise_(session, CHANNEL, NO_TOKENS_NOW)

    async def _look_at_end(self) -> None:
        async with self._database.session() as session:
            grant = await GrantRepository(session).find()
            left = grant.refresh_expires_at - self._clock() if grant else _ENDS_SOON
            if left < _ENDS_SOON:
                await self._alarms.raise_(session, CHANNEL, GRANT_ENDS_SOON, {"days": max(left.days, 0)})
            else:
                await self._alarms.end(session, CHANNEL, GRANT_ENDS_SOON)


class SilenceWatch:
    """After an hour and 51 minutes of failed webhooks the vendor stops for good, and says so to nobody but its own console."""

    def __init__(
        self, database: Database, calendar: WorkingCalendar, alarms: Alarms, *, silence: timedelta, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._calendar = calendar
        self._alarms = alarms
        self._silence = silence
        self._clock = clock
        # While this program was not running nothing could be heard.
        self._began_at = clock()

    async def look(self) -> None:
        async with self._database.session() as session:
            grant = await GrantRepository(session).find()
            silent = self._working_time_since(await self._heard_at(WatchingRepository(session), grant)) if grant else timedelta()
            if silent >= self._silence:
                await self._alarms.raise_(session, CHANNEL, SILENT, {"minutes": int(silent.total_seconds() // 60)})
            else:
                await self._alarms.end(session, CHANNEL, SILENT)

    async def _heard_at(self, repository: WatchingRepository, grant: ZaloGrant) -> datetime:
        return max(self._began_at, grant.connected_at, await repository.last_webhook_at() or self._began_at)

    def _working_time_since(self, moment: datetime) -> timedelta:
        return timedelta(hours=self._calendar.hours_between(moment, self._clock()))
