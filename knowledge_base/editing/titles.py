"""What entries are called to people: everyday names by the procedure they are names of, never by its code alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.editing.raw_records import title_of
from knowledge_base.models import EntryKind, EntryVersion
from knowledge_base.repository import is_standing

Titled = tuple[str, str, Mapping[str, Any]]


async def titles_of(session: AsyncSession, entries: Iterable[Titled]) -> dict[tuple[str, str], str]:
    """By kind and key, of entries given with their records as typed."""
    given = list(entries)
    codes = {key for kind, key, _ in given if kind == EntryKind.EVERYDAY_NAMES}
    names = await _names_of(session, codes) if codes else {}
    return {
        (kind, key): names.get(key, key) if kind == EntryKind.EVERYDAY_NAMES else title_of(EntryKind(kind), raw, key)
        for kind, key, raw in given
    }


async def title_in(session: AsyncSession, kind: str, key: str, raw: Mapping[str, Any]) -> str:
    return (await titles_of(session, [(kind, key, raw)]))[kind, key]


async def _names_of(session: AsyncSession, codes: Iterable[str]) -> dict[str, str]:
    statement = select(EntryVersion.key, EntryVersion.title).where(
        EntryVersion.kind == EntryKind.PROCEDURE, EntryVersion.key.in_(list(codes)), is_standing()
    )
    return {row.key: row.title for row in await session.execute(statement)}
