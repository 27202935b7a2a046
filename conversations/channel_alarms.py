"""What is wrong with a channel, from the moment the program notices until it sees that it is right again; with its queries."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import ChannelAlarm
from core.clock import Clock, utc_now

NOTICES = "channel_alarms"
# What goes wrong a hundred times a second is written down now and then.
_SAME = timedelta(seconds=30)


class Alarms:
    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock

    async def raise_(self, session: AsyncSession, channel: str, kind: str, details: Mapping[str, Any] | None = None) -> None:
        """One that is open already goes on; of a new one every desk hears when the transaction is committed."""
        now, known = self._clock(), await self._last_at(session, channel, kind)
        if known is not None and now - known < _SAME:
            return
        values = {"id": uuid.uuid4(), "channel": channel, "kind": kind, "details": dict(details or {}), "began_at": now, "last_at": now}
        statement = insert(ChannelAlarm).values(values)
        statement = statement.on_conflict_do_update(
            index_elements=[ChannelAlarm.channel, ChannelAlarm.kind],
            index_where=text("ended_at IS NULL"),
            set_={"last_at": now, "details": statement.excluded.details},
        )
        # Somebody else may have raised it at the same moment: then the row keeps the other's id.
        if await session.scalar(statement.returning(ChannelAlarm.id)) == values["id"]:
            await _announce(session, channel, kind, is_open=True)

    async def end(self, session: AsyncSession, channel: str, *kinds: str) -> None:
        """Those that are open; a kind that ends in a colon stands for all that begin so."""
        matching = [alarm.id for alarm in await self.list_open(session) if alarm.channel == channel and _is_one_of(alarm.kind, kinds)]
        if not matching:
            return
        statement = update(ChannelAlarm).where(ChannelAlarm.id.in_(matching), ChannelAlarm.ended_at.is_(None))
        for kind in (await session.scalars(statement.values(ended_at=self._clock()).returning(ChannelAlarm.kind))).all():
            await _announce(session, channel, kind, is_open=False)

    async def list_open(self, session: AsyncSession) -> Sequence[ChannelAlarm]:
        """Oldest first."""
        statement = select(ChannelAlarm).where(ChannelAlarm.ended_at.is_(None))
        return (await session.scalars(statement.order_by(ChannelAlarm.began_at, ChannelAlarm.id))).all()

    async def _last_at(self, session: AsyncSession, channel: str, kind: str) -> datetime | None:
        chosen = (ChannelAlarm.channel == channel, ChannelAlarm.kind == kind, ChannelAlarm.ended_at.is_(None))
        return await session.scalar(select(ChannelAlarm.last_at).where(*chosen))


def _is_one_of(kind: str, kinds: Collection[str]) -> bool:
    return any(kind.startswith(one) if one.endswith(":") else kind == one for one in kinds)


async def _announce(session: AsyncSession, channel: str, kind: str, *, is_open: bool) -> None:
    payload = json.dumps({"channel": channel, "kind": kind, "is_open": is_open})
    await session.execute(text("SELECT pg_notify(:notices, :payload)"), {"notices": NOTICES, "payload": payload})
