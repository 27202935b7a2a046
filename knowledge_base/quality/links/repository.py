"""All queries on the addresses that published content leads to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.quality.models import ContentLink


class LinkRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def know(self, urls: Sequence[str]) -> None:
        """These, and no others: what is no longer led to is forgotten."""
        given = {"urls": list(urls)}
        await self._session.execute(
            text("INSERT INTO content_links (url) SELECT unnest(CAST(:urls AS text[])) ON CONFLICT DO NOTHING"), given
        )
        await self._session.execute(text("DELETE FROM content_links WHERE url <> ALL (CAST(:urls AS text[]))"), given)

    async def take_due(self, before: datetime, now: datetime, most: int) -> Sequence[tuple[str, int]]:
        """Address and failures in a row; they count as looked at from now on, so that no other worker takes them."""
        due = select(ContentLink.url).where(or_(ContentLink.checked_at.is_(None), ContentLink.checked_at <= before))
        due = due.order_by(ContentLink.checked_at.asc().nulls_first(), func.md5(ContentLink.url)).limit(most)
        chosen = due.with_for_update(skip_locked=True).scalar_subquery()
        statement = update(ContentLink).where(ContentLink.url.in_(chosen)).values(checked_at=now)
        rows = await self._session.execute(
            statement.returning(ContentLink.url, ContentLink.failures).execution_options(synchronize_session=False)
        )
        return [(row.url, row.failures) for row in rows]

    async def put_off(self, urls: Sequence[str], checked_at: datetime) -> None:
        """Nothing could be said of them."""
        await self._session.execute(update(ContentLink).where(ContentLink.url.in_(urls)).values(checked_at=checked_at))

    async def write(self, url: str, *, state: str, trouble: str, status: int | None, failures: int) -> bool:
        """Whether that is another state than before."""
        before = await self._session.scalar(select(ContentLink.state).where(ContentLink.url == url).with_for_update())
        values = {"state": state, "trouble": trouble, "status": status, "failures": failures}
        await self._session.execute(update(ContentLink).where(ContentLink.url == url).values(values))
        return before is not None and before != state
