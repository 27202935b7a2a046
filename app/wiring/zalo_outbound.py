"""What sends messages over Zalo: the vendor's API, the deliveries, and what becomes of those that do not get through."""

from __future__ import annotations

from datetime import timedelta

from app.watching import Round
from app.wiring.attachments import attachment_service
from app.wiring.tickets import ticket_service
from app.wiring.words import words_of
from channels.delivering import Deliverer
from channels.delivery_loop import DeliveryLoop
from channels.undelivered import Undelivered
from channels.zalo.client import ZaloClient
from channels.zalo.sending import ZaloChannel
from conversations.channel_alarms import Alarms
from core.clock import utc_now
from core.db import Database
from core.listening import Listener
from core.settings import Settings
from tickets.conversation_work import ConversationWork
from tickets.unreachable import CallingBack

_CHANNEL = "zalo"
_HOURLY = timedelta(hours=1)
_EVERY_MINUTE = timedelta(minutes=1)


def zalo_deliveries(settings: Settings, database: Database, client: ZaloClient, listener: Listener) -> tuple[DeliveryLoop, list[Round]]:
    """The loop, and what has to be looked after beside it."""
    words = words_of(settings, "channels/zalo/sending_words.yml")
    channel = ZaloChannel(database, client, attachment_service(settings, database), words, buttons=settings.zalo_buttons)
    tickets = ticket_service(settings, database)
    calling_back = CallingBack(tickets, ConversationWork(tickets), words_of(settings, "tickets/words.yml"))
    undelivered = Undelivered(_CHANNEL, calling_back, Alarms(), words_of(settings, "channels/words.yml"))

    async def forget_faults() -> None:
        async with database.session() as session:
            await undelivered.forget_faults(session, utc_now())

    async def forget_quota() -> None:
        async with database.session() as session:
            await undelivered.forget_quota(session)

    rounds = [Round("zalo: old faults", _HOURLY, forget_faults), Round("zalo: quota", _EVERY_MINUTE, forget_quota)]
    loop = DeliveryLoop(Deliverer(database, _CHANNEL, channel, undelivered), listener)
    return loop, rounds
