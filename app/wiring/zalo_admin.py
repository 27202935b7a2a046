"""The page «Kênh Zalo» of the desk, put together with the channel beside it."""

from __future__ import annotations

import uuid

from app.wiring.words import words_of
from app.wiring.zalo_grants import zalo_access, zalo_connecting, zalo_http
from channels.zalo.grant_repository import GrantRepository
from channels.zalo.models import ZaloGrant
from channels.zalo.watching_repository import WatchingRepository
from conversations.channel_alarms import Alarms
from core.db import Database
from core.settings import Settings
from desk.channels.endpoints import ChannelParts
from desk.channels.ports import Account, ChannelState, Console, Mode

_WEBHOOK = "/zalo/webhook"


class ZaloAdmin:
    """Connecting is rare: a client of its own each time leaves nothing to close when the process ends."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings = settings
        self._database = database

    @property
    def mode(self) -> Mode:
        return self._settings.zalo

    async def state(self) -> ChannelState:
        access, settings = zalo_access(self._settings), self._settings
        async with self._database.session() as session:
            grant = await GrantRepository(session).find()
            last_heard_at = await WatchingRepository(session).last_webhook_at()
        return ChannelState(
            mode=self.mode,
            account=_account(grant) if grant else None,
            last_heard_at=last_heard_at,
            missing_settings=access.missing_settings,
            console=Console(
                app_id=access.app_id,
                redirect_url=access.redirect_url,
                code_challenge=access.code_challenge,
                webhook_url=(settings.public_url or settings.web_url).rstrip("/") + _WEBHOOK,
            ),
        )

    async def begin(self, staff_id: uuid.UUID) -> str:
        async with zalo_http() as http:
            return await zalo_connecting(self._settings, self._database, http).begin(staff_id)

    async def finish(self, staff_id: uuid.UUID, state: str, code: str, account_id: str) -> None:
        async with zalo_http() as http:
            await zalo_connecting(self._settings, self._database, http).finish(staff_id, state, code, account_id)

    async def disconnect(self, staff_id: uuid.UUID) -> None:
        async with zalo_http() as http:
            await zalo_connecting(self._settings, self._database, http).disconnect(staff_id)


def channel_parts(settings: Settings, database: Database) -> ChannelParts:
    return ChannelParts(database, ZaloAdmin(settings, database), Alarms(), words_of(settings, "desk/channels/words.yml"))


def _account(grant: ZaloGrant) -> Account:
    return Account(
        id=grant.oa_id,
        name=grant.oa_name,
        connected_at=grant.connected_at,
        access_until=grant.access_expires_at,
        grant_until=grant.refresh_expires_at,
        is_dead=bool(grant.dead_reason),
    )
