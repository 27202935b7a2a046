"""The announcements that stand over the chat or are told before an answer. Queries are here: few, of an index that holds only these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.models import EntryKind
from knowledge_base.records import Announcement
from knowledge_base.repository import KnowledgeRepository


@dataclass(frozen=True)
class Banner:
    """`version_id` is another one for each wording: whoever put an earlier one away is shown the new one."""

    version_id: int
    record: Announcement


async def list_banners(session: AsyncSession) -> Sequence[Banner]:
    """All that are published and meant to be shown, whether or not they hold now; the latest to begin comes first."""
    rows = await KnowledgeRepository(session).list_published(EntryKind.ANNOUNCEMENT)
    banners = [Banner(row.id, Announcement.model_validate(row.record)) for row in rows]
    return sorted((banner for banner in banners if banner.record.shows_banner), key=lambda banner: banner.record.starts_at, reverse=True)


def next_change(banners: Sequence[Banner], now: datetime) -> datetime | None:
    """When, without anything being published, others are to be shown than now."""
    moments = [moment for banner in banners for moment in (banner.record.starts_at, banner.record.ends_at)]
    return min((moment for moment in moments if moment > now), default=None)
