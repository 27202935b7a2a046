"""The grant to act for the Official Account, as it is kept: both tokens sealed, and what its state means for alarms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from channels.zalo.grant_repository import GrantRepository
from channels.zalo.models import ZaloGrant
from channels.zalo.oauth import TokenPair
from conversations.channel_alarms import Alarms
from core.secret_keeping import SecretKeeper

CHANNEL = "zalo"
NOT_CONNECTED = "not_connected"
GRANT_DEAD = "grant_dead"
GRANT_ENDS_SOON = "grant_ends_soon"
NO_TOKENS_NOW = "no_tokens_now"
# What an administrator had to put right is looked at anew once the account is connected again.
NEEDS_ADMIN = "needs_admin:"
# A reason of ours why a grant is dead: the key that sealed its tokens is not at hand any more.
SEAL_BROKEN = "seal_broken"
_OF_A_GRANT = (GRANT_DEAD, GRANT_ENDS_SOON, NO_TOKENS_NOW, NEEDS_ADMIN)


class Grants:
    def __init__(self, keeper: SecretKeeper, alarms: Alarms) -> None:
        self._keeper = keeper
        self._alarms = alarms

    def access_token(self, grant: ZaloGrant) -> str:
        """Raises SealBroken."""
        return self._keeper.open(grant.access_token)

    def refresh_token(self, grant: ZaloGrant) -> str:
        """Raises SealBroken."""
        return self._keeper.open(grant.refresh_token)

    async def keep(self, session: AsyncSession, oa_id: str, pair: TokenPair, at: datetime) -> None:
        """A new grant, in place of any before."""
        await GrantRepository(session).replace(oa_id, self._sealed(pair, at))
        await self._alarms.end(session, CHANNEL, NOT_CONNECTED, *_OF_A_GRANT)

    async def renew(self, session: AsyncSession, grant: ZaloGrant, pair: TokenPair, at: datetime) -> int:
        """The generation from now on. `grant` is locked."""
        generation = grant.generation + 1
        await GrantRepository(session).change(grant, self._sealed(pair, at) | {"generation": generation})
        await self._alarms.end(session, CHANNEL, NO_TOKENS_NOW)
        return generation

    async def bury(self, session: AsyncSession, grant: ZaloGrant, reason: str) -> None:
        """`grant` is locked. Nothing goes out any more until an administrator connects anew."""
        await GrantRepository(session).change(grant, {"dead_reason": reason})
        await self._alarms.raise_(session, CHANNEL, GRANT_DEAD, {"reason": reason})

    async def remove(self, session: AsyncSession) -> bool:
        """Whether there was one."""
        was_there = await GrantRepository(session).remove()
        await self._alarms.end(session, CHANNEL, *_OF_A_GRANT)
        return was_there

    def _sealed(self, pair: TokenPair, at: datetime) -> dict[str, Any]:
        return {
            "access_token": self._keeper.seal(pair.access_token),
            "refresh_token": self._keeper.seal(pair.refresh_token),
            "access_expires_at": pair.access_expires_at,
            "refresh_expires_at": pair.refresh_expires_at,
            "refreshed_at": at,
        }
