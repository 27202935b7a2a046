"""The access token for each call, renewed by one process at a time: a refresh token is good once, and a second use ends the grant."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

import structlog

from channels.contract import ChannelError, Trouble
from channels.zalo.grant_repository import GrantRepository
from channels.zalo.grants import GRANT_DEAD, NOT_CONNECTED, SEAL_BROKEN, Grants
from channels.zalo.models import ZaloGrant
from channels.zalo.oauth import GrantRefused, TokenPair, ZaloOAuth
from core.clock import Clock, utc_now
from core.db import Database
from core.secret_keeping import SealBroken

# Not to be told "expired" by a server whose clock is a little ahead.
_MARGIN = timedelta(seconds=60)
_log = structlog.get_logger()


@dataclass(frozen=True)
class AccessToken:
    value: str = field(repr=False)
    # Grows with each renewal.
    generation: int


class Tokens(Protocol):
    """Both raise ChannelError: NEEDS_ADMIN `not_connected` or `grant_dead`, BACK_OFF while the vendor's servers give none."""

    async def current(self) -> AccessToken: ...

    async def refreshed(self, stale_generation: int) -> AccessToken:
        """A later one than the one that was refused."""
        ...


class GrantTokens:
    def __init__(self, database: Database, oauth: ZaloOAuth, grants: Grants, clock: Clock = utc_now) -> None:
        self._database = database
        self._oauth = oauth
        self._grants = grants
        self._clock = clock
        # Whoever waits in this process waits here and not with a database connection in hand.
        self._turn = asyncio.Lock()
        # What the vendor gave and the database did not take, by the sealed token it was given for: the old one is worth nothing by now.
        self._in_hand: dict[str, TokenPair] = {}

    async def current(self) -> AccessToken:
        async with self._database.session() as session:
            grant = _alive(await GrantRepository(session).find())
        if grant.access_expires_at - self._clock() <= _MARGIN:
            return await self.refreshed(grant.generation)
        try:
            return AccessToken(self._grants.access_token(grant), grant.generation)
        except SealBroken:
            return await self.refreshed(grant.generation)

    async def refreshed(self, stale_generation: int) -> AccessToken:
        renewing = asyncio.create_task(self._renew(stale_generation))
        try:
            return await asyncio.shield(renewing)
        except asyncio.CancelledError:
            # A process that is told to stop in the middle would throw the vendor's only answer away.
            await asyncio.gather(renewing, return_exceptions=True)
            raise

    async def _renew(self, stale_generation: int) -> AccessToken:
        # Locked over the call, at most 10 s: a second process must wait for the new pair, not use the old refresh token again.
        async with self._turn, self._database.session() as session:
            grant = _alive(await GrantRepository(session).lock())
            try:
                if grant.generation != stale_generation:
                    return AccessToken(self._grants.access_token(grant), grant.generation)
                pair = await self._pair_after(grant)
            except (GrantRefused, SealBroken) as error:
                reason = error.code if isinstance(error, GrantRefused) else SEAL_BROKEN
                await self._grants.bury(session, grant, reason)
            else:
                return AccessToken(pair.access_token, await self._grants.renew(session, grant, pair, self._clock()))
        # Behind the commit: an error inside would undo what was just written down.
        _log.error("zalo: the grant is worth nothing any more", reason=reason)
        raise ChannelError(Trouble.NEEDS_ADMIN, GRANT_DEAD, reason)

    async def _pair_after(self, grant: ZaloGrant) -> TokenPair:
        if grant.refresh_token not in self._in_hand:
            self._in_hand = {grant.refresh_token: await self._oauth.refresh(self._grants.refresh_token(grant))}
        return self._in_hand[grant.refresh_token]


def _alive(grant: ZaloGrant | None) -> ZaloGrant:
    if grant is None:
        raise ChannelError(Trouble.NEEDS_ADMIN, NOT_CONNECTED)
    if grant.dead_reason:
        raise ChannelError(Trouble.NEEDS_ADMIN, GRANT_DEAD, grant.dead_reason)
    return grant
