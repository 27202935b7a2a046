"""A call that stands in the tables, for tests that need one."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import insert

from conversations.calls.models import Call
from conversations.models import Conversation
from core.db import Database


async def made_call(database: Database, *, owner: dict[str, Any] | None = None, **values: Any) -> Call:
    """Of a caller who withholds their number, in a conversation of its own, unless `values` say otherwise."""
    call_id = uuid.uuid4()
    async with database.session() as session:
        conversation = {"id": uuid.uuid4(), "channel": "phone", "external_id": str(call_id), **(owner or {})}
        await session.execute(insert(Conversation).values(conversation))
        given = {"id": call_id, "conversation_id": conversation["id"], "leg": "sip", **values}
        await session.execute(insert(Call).values(given))
        return await session.get_one(Call, call_id)
