"""What the Official Account calls itself, as administrators see it: asked for when it is connected, and until it is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import structlog

from channels.contract import ChannelError
from channels.zalo.grant_repository import GrantRepository
from core.db import Database

_LONGEST = 200
_log = structlog.get_logger()


class Account(Protocol):
    async def get_oa(self) -> Mapping[str, Any]:
        """What the vendor tells of the account, `name` among it. Raises ChannelError."""
        ...


async def learn_name(database: Database, account: Account) -> None:
    """Nothing fails because a name is not told."""
    try:
        told = await account.get_oa()
    except ChannelError as error:
        _log.warning("zalo: the account's name is not known yet", code=error.code)
        return
    name = str(told.get("name") or "")[:_LONGEST]
    async with database.session() as session:
        repository = GrantRepository(session)
        grant = await repository.find()
        if grant is not None and name:
            await repository.change(grant, {"oa_name": name})
