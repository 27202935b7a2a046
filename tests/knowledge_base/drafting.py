"""Drafts as an editor leaves them."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import insert

from core.db import Database
from knowledge_base.editing.models import EntryDraft
from knowledge_base.publication import key_of
from knowledge_base.records import Record
from staff.models import Role
from tests.desk.personas import add_member


async def draft(database: Database, record: Record, **values: Any) -> uuid.UUID:
    """A live one, written by somebody who does nothing else."""
    kind, key = key_of(record)
    by = (await add_member(database, f"bien.{uuid.uuid4().hex[:8]}", Role.EDITOR)).id
    draft_id = uuid.uuid4()
    row = {"id": draft_id, "kind": kind, "key": key, "record": record.model_dump(mode="json"), "created_by": by, "changed_by": by}
    async with database.session() as session:
        await session.execute(insert(EntryDraft).values(row | values))
    return draft_id
