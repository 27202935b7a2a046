"""The process of the Zalo channel: takes what citizens sent, sends what they are told, keeps watch. It may be killed at any moment."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

import httpx
import uvloop
from procrastinate import App
from sqlalchemy.ext.asyncio import AsyncSession

from app.process_life import together, told_to_stop
from app.watching import Round, keep_watch
from app.wiring.zalo_grants import grant_rounds, zalo_client, zalo_http, zalo_tokens
from app.wiring.zalo_inbound import zalo_inbound_rounds, zalo_taker
from app.wiring.zalo_outbound import zalo_deliveries
from channels.delivery_loop import DeliveryLoop
from channels.zalo.inbox import store_event
from channels.zalo.payloads import read_event
from channels.zalo.taking_queue import QUEUE, TakingQueue, register_taking
from conversations.handling_queue import queue_app, work_on
from core.db import Database
from core.listening import Listener
from core.logs import configure_logs
from core.settings import Settings

# Deliveries, webhooks and rounds each hold one for moments only.
_CONNECTIONS = 16
# A job waits for what came out of order: it must keep no other citizen waiting.
_CITIZENS_AT_ONCE = 32


async def serve(settings: Settings, database_url: str, stop: Coroutine[Any, Any, object]) -> None:
    """Until `stop` comes to its end."""
    database, listener = Database(database_url, pool_size=_CONNECTIONS), Listener(database_url)
    app = queue_app(database_url)
    taker = zalo_taker(settings, database, app)
    register_taking(app, taker)
    async with app.open_async(), zalo_http() as http:
        deliveries, rounds = _outbound(settings, database, http, app, listener)
        await together(
            stop, work_on(app, QUEUE, _CITIZENS_AT_ONCE, stops_on_signals=False), listener.listen(), deliveries.run(), keep_watch(rounds)
        )
    await taker.close()
    await database.close()


def _outbound(
    settings: Settings, database: Database, http: httpx.AsyncClient, app: App, listener: Listener
) -> tuple[DeliveryLoop, list[Round]]:
    tokens, queue = zalo_tokens(settings, database, http), TakingQueue(app)
    client = zalo_client(settings, database, http, tokens)

    async def store(session: AsyncSession, body: bytes) -> bool:
        return await store_event(session, queue, read_event(body), body)

    deliveries, rounds = zalo_deliveries(settings, database, client, listener)
    inbound = zalo_inbound_rounds(settings, database, app, client)
    return deliveries, rounds + inbound + grant_rounds(settings, database, tokens, client, store)


def main() -> None:
    settings = Settings()
    configure_logs(settings.log_level, "zalo")
    uvloop.run(serve(settings, settings.database_url, told_to_stop()))


if __name__ == "__main__":
    main()
