"""The address that Zalo calls, for the web process: apart from what handles the calls, which loads places and sound for itself alone."""

from __future__ import annotations

from fastapi import FastAPI
from procrastinate import App

from app.wiring.zalo_grants import zalo_access
from channels.zalo import webhook
from channels.zalo.inbox import Inbox, SigningKeys
from channels.zalo.taking_queue import TakingQueue
from conversations.channel_alarms import Alarms
from core.db import Database
from core.settings import Settings


def add_zalo_webhook(app: FastAPI, settings: Settings, database: Database, queue: App) -> None:
    """Nothing where the channel is off."""
    if settings.zalo == "off":
        return
    access = zalo_access(settings)
    keys = SigningKeys(access.app_id, access.oa_secret_key)
    app.state.zalo = webhook.ZaloParts(Inbox(database, TakingQueue(queue), keys, Alarms()))
    app.include_router(webhook.router)
