"""A connected account, as tests of whatever needs one find it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from channels.zalo.grant_repository import GrantRepository
from channels.zalo.grants import Grants
from channels.zalo.models import ZaloGrant
from channels.zalo.oauth import TokenPair
from conversations.channel_alarms import Alarms
from core.db import Database
from core.secret_keeping import SecretKeeper

KEY = "a key that is longer than 32 letters"
OA_ID = "388613280878808645"
GRANTS = Grants(SecretKeeper([KEY]), Alarms())


async def connect(database: Database, now: datetime, *, access: timedelta = timedelta(hours=25), **values: Any) -> None:
    """With «access 0» and «refresh 0»; `values` as they shall stand in the row."""
    pair = TokenPair("access 0", "refresh 0", now + access, now + timedelta(days=90))
    async with database.session() as session:
        await GRANTS.keep(session, OA_ID, pair, now)
        repository = GrantRepository(session)
        grant = await repository.find()
        assert grant is not None
        await repository.change(grant, {"connected_at": now} | values)


async def grant_of(database: Database) -> ZaloGrant:
    """The one that is there."""
    async with database.session() as session:
        grant = await GrantRepository(session).find()
    assert grant is not None
    return grant


async def open_alarms(database: Database) -> dict[str, dict[str, Any]]:
    """Details by kind."""
    async with database.session() as session:
        return {alarm.kind: alarm.details for alarm in await Alarms().list_open(session)}
