"""One entry's next version, written and published at once; the caller holds the publisher's lock (KnowledgeRepository.lock)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge_base.models import EntryKind, EntryState, Origin
from knowledge_base.publication import content_hash
from knowledge_base.records import Dated, Record
from knowledge_base.repository import KnowledgeRepository


@dataclass(frozen=True)
class Wording:
    """What is published, who wrote it, who looked at it, and why."""

    kind: EntryKind
    key: str
    record: Record
    author: str
    reason: str
    approved_by: str = ""
    is_forced: bool = False


async def publish_version(session: AsyncSession, wording: Wording) -> int:
    """In place of what stands, published or taken down; the number of the new version. NOTIFY comes with the commit."""
    repository, record = KnowledgeRepository(session), wording.record
    standing = await repository.find_standing(wording.kind, wording.key)
    if standing is not None:
        await repository.set_state(standing.id, EntryState.ARCHIVED)
    version = await repository.last_version(wording.kind, wording.key) + 1
    row = {
        "kind": wording.kind,
        "key": wording.key,
        "version": version,
        "origin": Origin.EDITED,
        "state": EntryState.PUBLISHED,
        "record": record.model_dump(mode="json"),
        "content_hash": content_hash(record),
        "as_of": record.as_of if isinstance(record, Dated) else None,
        "review_by": record.review_by if isinstance(record, Dated) else None,
        "author": wording.author,
        "approved_by": wording.approved_by,
        "is_forced": wording.is_forced,
        "reason": wording.reason,
    }
    await repository.add_versions([row])
    await repository.raise_revision()
    return version
