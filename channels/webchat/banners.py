"""The announcements over every open page: read once for all of them, anew when something is published or a time of theirs comes."""

from __future__ import annotations

import asyncio
from datetime import datetime

import structlog
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError

from channels.live import Live
from core.clock import Clock, utc_now
from core.db import Database
from core.listening import Listener
from knowledge_base.announcements import Banner, list_banners, next_change
from knowledge_base.repository import CHANNEL

_RETRY_SECONDS = 1.0
# No clock of ours is trusted for longer.
_LONGEST_WAIT_SECONDS = 60.0
_log = structlog.get_logger()


class BannerOut(BaseModel):
    """`id` is another one for each wording."""

    id: str
    title: str
    text: str
    url: str

    @classmethod
    def of(cls, banner: Banner) -> BannerOut:
        record = banner.record
        return cls(id=f"{record.slug}.{banner.version_id}", title=record.title, text=record.text, url=record.source.url)


class BannersOut(BaseModel):
    banners: list[BannerOut]


class Banners:
    """`shown` is what stands over the pages now."""

    def __init__(self, database: Database, listener: Listener, live: Live, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._live = live
        self._clock = clock
        self._news = asyncio.Event()
        self.shown = BannersOut(banners=[])
        listener.on(CHANNEL, lambda _revision: self._news.set())

    async def follow(self) -> None:
        """For ever; a lost database is waited for, and what was shown stays."""
        while True:
            self._news.clear()
            try:
                async with self._database.session() as session:
                    banners = await list_banners(session)
            except OperationalError as error:
                _log.warning("banners: the database does not answer", error=type(error.orig).__name__)
                await asyncio.sleep(_RETRY_SECONDS)
                continue
            now = self._clock()
            self._show(BannersOut(banners=[BannerOut.of(banner) for banner in banners if banner.record.holds_at(now)]))
            try:
                await asyncio.wait_for(self._news.wait(), _seconds_until(next_change(banners, now), now))
            except TimeoutError:
                continue

    def _show(self, shown: BannersOut) -> None:
        """Pages are woken only where there is something else to show: most publications are of procedures."""
        if shown != self.shown:
            self.shown = shown
            self._live.wake_all()


def _seconds_until(moment: datetime | None, now: datetime) -> float:
    return _LONGEST_WAIT_SECONDS if moment is None else min((moment - now).total_seconds(), _LONGEST_WAIT_SECONDS)
