"""The process of the telephone: calls over SIP, from browsers and from Asterisk. Stopped, it tells callers before it hangs up."""

from __future__ import annotations

import logging
from collections.abc import Coroutine
from typing import Any

import uvloop

from app.process_life import together, told_to_stop
from app.wiring.conversations import rasa_client
from app.wiring.phone import Outside, PhoneParts, phone_parts
from conversations.handling_queue import queue_app
from core.db import Database
from core.listening import Listener
from core.logs import configure_logs
from core.settings import Settings

# Each call holds one for moments only.
_CONNECTIONS = 16


async def serve(settings: Settings, database_url: str, stop: Coroutine[Any, Any, object]) -> None:
    """Until `stop` comes to its end, and the calls after it."""
    database, queue, listener = Database(database_url, pool_size=_CONNECTIONS), queue_app(database_url), Listener(database_url)
    bot = rasa_client(settings)
    parts = phone_parts(settings, Outside(database, queue, listener, bot))
    async with queue.open_async():
        await parts.behind.start()
        await parts.endpoint.open(settings.phone_host, settings.phone_sip_port)
        if settings.phone_audiosocket_port:
            await parts.asterisk.open(settings.phone_host, settings.phone_audiosocket_port)
        try:
            registering = [parts.registration.keep()] if parts.registration else []
            await together(_stopped(stop, parts), parts.browsers.keep(), listener.listen(), *registering)
        finally:
            parts.asterisk.close()
            await parts.endpoint.close()
            await parts.behind.close()
    await bot.close()
    await database.close()


async def _stopped(stop: Coroutine[Any, Any, object], parts: PhoneParts) -> None:
    await stop
    await parts.reception.close()


def main() -> None:
    settings = Settings()
    configure_logs(settings.log_level, "phone")
    # Whoever sends nonsense would fill the log with it.
    logging.getLogger("aiosipua").setLevel(logging.ERROR)
    uvloop.run(serve(settings, settings.database_url, told_to_stop()))


if __name__ == "__main__":
    main()
