"""The webhook of the web process, and a taker as in the process `zalo`, with a file server that is not real."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from app.wiring.attachments import attachment_service
from app.wiring.conversations import conversation_service
from app.wiring.tickets import ticket_service
from app.wiring.words import words_of
from app.wiring.zalo_inbound import zalo_console
from channels.zalo.contacts import ReplyWindows
from channels.zalo.lines import Lines
from channels.zalo.media import MediaFetcher, MediaGathering
from channels.zalo.media_hosts import MediaHosts
from channels.zalo.receiving import Channel, Greeting, Receiving
from channels.zalo.submitted import Submitted
from channels.zalo.taking import Taker, TakingTimes
from channels.zalo.taking_queue import TakingQueue
from conversations.attachments.limits import MEGABYTE
from conversations.handling_queue import queue_app
from tests.channels.zalo.office import Office
from tests.channels.zalo.parties import FakeRights, FileServer, place_at, public_everywhere
from tests.channels.zalo.vendor import APP_ID, OA_SECRET_KEY
from tickets.conversation_work import ConversationWork


@pytest.fixture
def settings(settings):
    keys = {"zalo_app_id": APP_ID, "zalo_oa_secret_key": OA_SECRET_KEY}
    return type(settings)(**settings.model_dump() | keys | {"zalo": "live", "public_url": "https://1022.example.vn"}, _env_file=None)


@pytest.fixture
def rights():
    return FakeRights()


@pytest.fixture
def files():
    return FileServer()


@pytest.fixture
async def queue(database_url):
    app = queue_app(database_url)
    async with app.open_async():
        yield app


@pytest.fixture
def times():
    """Nobody is waited for, and nobody told that an answer is late."""
    return TakingTimes(settle=timedelta(0), reassure_after=timedelta(hours=1), look_again=timedelta(0))


@pytest.fixture
async def taker(settings, database, queue, rights, files, times):
    words, conversations = words_of(settings, "channels/zalo/words.yml"), conversation_service(settings, database, queue)
    tickets = ticket_service(settings, database)
    channel = Channel(
        conversations=conversations,
        lines=Lines(words, place_at),
        console=zalo_console(settings, database),
        submitted=Submitted(tickets, ConversationWork(tickets), words),
        rights=rights,
        windows=ReplyWindows(timedelta(hours=48), timedelta(days=7)),
        greeting=Greeting(words.say("first_contact", link="https://1022.example.vn/quyen-rieng-tu"), "v1"),
    )
    async with httpx.AsyncClient(transport=httpx.MockTransport(files.answer)) as client:
        fetcher = MediaFetcher(client, MediaHosts([".zdn.vn"]), resolve=public_everywhere)
        media = MediaGathering(fetcher, attachment_service(settings, database), words, 10 * MEGABYTE)
        made = Taker(database, TakingQueue(queue), Receiving(channel), media, conversations, times)
        yield made
        await made.close()


@pytest.fixture
def office(http, database, taker):
    return Office(http, database, taker)
