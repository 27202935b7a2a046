"""What takes in what citizens sent over Zalo: the jobs and rounds of the process `zalo`."""

from __future__ import annotations

import uuid
from datetime import timedelta

import httpx
import structlog
from procrastinate import App
from sqlalchemy.ext.asyncio import AsyncSession

from app.watching import Round
from app.wiring.attachments import attachment_service
from app.wiring.conversations import conversation_service, limits_of
from app.wiring.privacy import privacy_service
from app.wiring.tickets import ticket_service
from app.wiring.words import words_of
from app.wiring.zalo_grants import zalo_access
from channels.zalo.console import Console
from channels.zalo.contacts import ReplyWindows
from channels.zalo.lines import Lines
from channels.zalo.media import MediaFetcher, MediaGathering
from channels.zalo.media_hosts import MediaHosts
from channels.zalo.naming import Naming
from channels.zalo.places import NearestPlaces
from channels.zalo.ports import Profiles
from channels.zalo.receiving import Channel, Greeting, Receiving
from channels.zalo.retention import forget_old_events, requeue_forgotten
from channels.zalo.submitted import Submitted
from channels.zalo.taking import Taker, TakingTimes
from channels.zalo.taking_queue import TakingQueue
from conversations.attachments.limits import MEGABYTE
from conversations.operator_side import OperatorSide
from core.clock import Clock, utc_now
from core.db import Database
from core.settings import Settings
from core.words import Words
from privacy.models import Origin, RequestKind
from privacy.service import PrivacyService
from tickets.conversation_work import ConversationWork

_NOW_AND_THEN = timedelta(minutes=1)
_HOURLY = timedelta(hours=1)
_FETCH_SECONDS = 10.0
_log = structlog.get_logger()


class Withdrawn:
    """The vendor's word is the citizen's: nobody is asked again."""

    def __init__(self, privacy: PrivacyService) -> None:
        self._privacy = privacy

    async def withdraw(self, session: AsyncSession, conversation_id: uuid.UUID) -> None:
        await self._privacy.ask(session, conversation_id, RequestKind.DELETE, Origin.VENDOR)


def zalo_taker(settings: Settings, database: Database, queue: App) -> Taker:
    """For `register_taking`; `close()` it at the end."""
    words, conversations = _words(settings), conversation_service(settings, database, queue)
    tickets = ticket_service(settings, database)
    channel = Channel(
        conversations=conversations,
        lines=Lines(words, NearestPlaces(settings.province_name, settings.former_province_name, words).at),
        console=zalo_console(settings, database),
        submitted=Submitted(tickets, ConversationWork(tickets), words),
        rights=Withdrawn(privacy_service(settings)),
        windows=ReplyWindows(timedelta(hours=settings.zalo_free_reply_hours), timedelta(days=settings.zalo_reply_days)),
        greeting=_greeting(settings, words),
    )
    times = TakingTimes(reassure_after=timedelta(seconds=settings.reassure_after_seconds))
    return Taker(database, TakingQueue(queue), Receiving(channel), _media(settings, database, words), conversations, times)


def zalo_inbound_rounds(settings: Settings, database: Database, queue: App, profiles: Profiles) -> list[Round]:
    work = ConversationWork(ticket_service(settings, database))
    console, quiet_for = zalo_console(settings, database), timedelta(hours=settings.zalo_console_hours)

    async def let_go() -> None:
        await console.let_go(database, quiet_for)

    async def forget() -> None:
        await forget_old_events(database)

    async def requeue() -> None:
        await requeue_forgotten(database, TakingQueue(queue))

    return [
        Round("zalo: names", _NOW_AND_THEN, Naming(database, profiles, work).look),
        Round("zalo: quiet console", _NOW_AND_THEN, let_go),
        Round("zalo: forgotten events", _NOW_AND_THEN, requeue),
        Round("zalo: old events", _HOURLY, forget),
    ]


def zalo_console(settings: Settings, database: Database, *, clock: Clock = utc_now) -> Console:
    side = OperatorSide(words_of(settings, "conversations/notices.yml"), limits_of(settings))
    work = ConversationWork(ticket_service(settings, database))
    return Console(side, work, attachment_service(settings, database), _words(settings), clock=clock)


def _media(settings: Settings, database: Database, words: Words) -> MediaGathering:
    access = zalo_access(settings)
    http = httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=_FETCH_SECONDS)
    fetcher = MediaFetcher(http, MediaHosts(access.media_hosts, access.private_media_host))
    return MediaGathering(fetcher, attachment_service(settings, database), words, settings.max_attachment_megabytes * MEGABYTE)


def _greeting(settings: Settings, words: Words) -> Greeting:
    link = f"{settings.public_url or settings.web_url}/quyen-rieng-tu"
    return Greeting(words.say("first_contact", link=link), words.say("first_contact_version"))


def _words(settings: Settings) -> Words:
    return words_of(settings, "channels/zalo/words.yml")
