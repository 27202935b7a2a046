"""All queries on what the vendor told us."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from channels.zalo.models import ZaloEvent
from channels.zalo.payloads import Event


class EventRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, key: str, event: Event, body: str) -> bool:
        """False when the same was told before."""
        row = {"key": key, "event_name": event.name, "user_id": event.user_id, "sent_at": event.sent_at, "body": body}
        statement = insert(ZaloEvent).values(row).on_conflict_do_nothing(index_elements=[ZaloEvent.key]).returning(ZaloEvent.id)
        return await self._session.scalar(statement) is not None

    async def newest_age(self, user_id: str) -> timedelta | None:
        """How long ago the last of a citizen's unhandled events came in; None when there is none."""
        statement = select(func.now() - func.max(ZaloEvent.received_at)).where(*_pending(user_id))
        age: timedelta | None = await self._session.scalar(statement)
        return age

    async def next_pending(self, user_id: str, put_off: Collection[int] = ()) -> ZaloEvent | None:
        """The first in the order in which the vendor saw things happen, beside those put off."""
        statement = select(ZaloEvent).where(*_pending(user_id), ZaloEvent.id.not_in(put_off))
        return await self._session.scalar(statement.order_by(ZaloEvent.sent_at, ZaloEvent.id).limit(1))

    async def lock_pending(self, event_id: int) -> ZaloEvent | None:
        """None when somebody else has handled it in the meantime. To be called with the conversation locked already."""
        statement = select(ZaloEvent).where(ZaloEvent.id == event_id, ZaloEvent.handled_at.is_(None)).with_for_update()
        return await self._session.scalar(statement.execution_options(populate_existing=True))

    async def mark(self, event_id: int, outcome: str, *, keep_body: bool = False, keep_user: bool = True) -> None:
        """Handled. What was said is in the thread by now, so nothing of it stays here."""
        values = (
            {"handled_at": func.now(), "outcome": outcome} | ({} if keep_body else {"body": ""}) | ({} if keep_user else {"user_id": ""})
        )
        await self._session.execute(update(ZaloEvent).where(ZaloEvent.id == event_id).values(values))

    async def list_waiting(self, before: datetime) -> Sequence[str]:
        """The citizens of events that came in before and are unhandled still."""
        statement = select(ZaloEvent.user_id).where(ZaloEvent.handled_at.is_(None), ZaloEvent.received_at < before).distinct()
        return (await self._session.scalars(statement)).all()

    async def delete_before(self, moment: datetime) -> int:
        gone = await self._session.execute(delete(ZaloEvent).where(ZaloEvent.received_at < moment).returning(ZaloEvent.id))
        return len(gone.all())


def _pending(user_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return ZaloEvent.user_id == user_id, ZaloEvent.handled_at.is_(None)
