"""All parts of the operators' desk, put together."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import FastAPI

from app.wiring.attachments import attachment_service
from app.wiring.bench import bench_bot, bench_parts
from app.wiring.conversations import limits_of
from app.wiring.desk_calls import CALLS_ROUTERS, desk_calls, phone_client
from app.wiring.editors import EDITORS_ROUTERS, editors_parts
from app.wiring.handling import bot_pauses, open_questions, operator_silence, queue_telling
from app.wiring.knowledge_client import knowledge_client
from app.wiring.privacy import desk_privacy
from app.wiring.quality import quality_parts
from app.wiring.questions import question_parts
from app.wiring.staff import desk_access
from app.wiring.supervision import furniture_parts, supervision_parts
from app.wiring.tickets import desk_tickets, ticket_reader, ticket_service
from app.wiring.words import words_of
from app.wiring.zalo_admin import channel_parts
from conversations.operator_side import OperatorSide
from conversations.rasa_client import RasaClient
from core.db import Database
from core.listening import Listener
from core.settings import Settings
from desk.access import endpoints as access
from desk.bench import endpoints as bench
from desk.calls.phone_client import PhoneClient
from desk.channels import endpoints as channels
from desk.channels.alarm_bell import ring_at_desks
from desk.editors.changed_meanwhile import answer_changed_drafts
from desk.furniture import endpoints as furniture
from desk.knowledge import endpoints as knowledge
from desk.knowledge.client import KnowledgeClient
from desk.operators import attachments_endpoints, conversation_endpoints, notice_endpoints
from desk.operators import endpoints as operators
from desk.operators.board import BoardReader
from desk.operators.casework import Casework
from desk.operators.endpoints import OperatorParts
from desk.operators.feed import Feed
from desk.operators.notes import Notes
from desk.operators.rows import Row, rows_of
from desk.operators.service import OperatorService, Tools
from desk.privacy import endpoints as privacy
from desk.quality import endpoints as quality
from desk.questions import endpoints as questions
from desk.questions import marking_endpoints
from desk.search import endpoints as search
from desk.search.endpoints import SearchParts
from desk.search.service import SearchService
from desk.supervision import endpoints as supervision
from desk.tickets import endpoints as tickets
from desk.tickets.schemas import TicketOut
from tickets.conversation_work import ConversationWork
from tickets.desk_reading import TicketReader
from tickets.filters import TicketFilter

_ROUTERS = (
    access.router,
    operators.router,
    conversation_endpoints.router,
    attachments_endpoints.router,
    notice_endpoints.router,
    knowledge.router,
    furniture.router,
    tickets.router,
    search.router,
    supervision.router,
    privacy.router,
    channels.router,
    bench.router,
    quality.router,
    questions.router,
    marking_endpoints.router,
    *EDITORS_ROUTERS,
    *CALLS_ROUTERS,
)


@dataclass(frozen=True)
class Desk:
    """What the web process keeps going for the desk, and closes."""

    feed: Feed
    knowledge: KnowledgeClient
    bench_bot: RasaClient
    phone: PhoneClient


def add_desk(app: FastAPI, settings: Settings, database: Database, listener: Listener) -> Desk:
    client, bot, phone = knowledge_client(settings), bench_bot(settings), phone_client(settings)
    parts = operator_parts(settings, database, listener)
    app.state.desk_access = desk_access(
        settings, database, sectors=client.sectors, max_attachment_megabytes=settings.max_attachment_megabytes
    )
    app.state.operators = parts
    app.state.knowledge = client
    app.state.desk_tickets = desk_tickets(settings, database)
    app.state.desk_furniture = furniture_parts(settings, database, client)
    app.state.desk_search = SearchParts(
        search=SearchService(database, words_of(settings, "desk/search/words.yml")),
        showing=Showing(database, ticket_reader(settings, database)),
    )
    app.state.desk_privacy = desk_privacy(settings, database)
    app.state.desk_supervision = supervision_parts(settings, database)
    app.state.desk_questions = question_parts(settings, database)
    app.state.desk_channels = channel_parts(settings, database)
    app.state.desk_bench = bench_parts(settings, database, bot)
    app.state.desk_calls = desk_calls(settings, database, phone)
    app.state.editors = editors_parts(settings, database, client)
    app.state.quality = quality_parts(settings, database, app.state.editors.drafts)
    answer_changed_drafts(app)
    ring_at_desks(listener, parts.feed)
    for router in _ROUTERS:
        app.include_router(router)
    return Desk(parts.feed, client, bot, phone)


def operator_parts(settings: Settings, database: Database, listener: Listener) -> OperatorParts:
    words, alert_words = words_of(settings, "desk/operators/words.yml"), words_of(settings, "desk/operators/alerts.yml")
    service, notes = ticket_service(settings, database), Notes(words_of(settings, "tickets/words.yml"))
    handover_words = words_of(settings, "tickets/handover_words.yml")
    attachments = attachment_service(settings, database)
    tools = Tools(
        side=OperatorSide(words_of(settings, "conversations/notices.yml"), limits_of(settings)),
        casework=Casework(service, ConversationWork(service), notes, handover_words, words),
        attachments=attachments,
        telling=queue_telling(settings, database),
        questions=open_questions(database),
        words=words,
        silent_for=operator_silence(settings),
    )
    return OperatorParts(
        database=database,
        service=OperatorService(database, tools),
        notes=notes,
        feed=Feed(database, listener, alert_words, operator_silence(settings)),
        board=BoardReader(database, bot_pauses(settings, database), operator_silence(settings)),
        tickets=ticket_reader(settings, database),
        attachments=attachments,
        words=words,
        alert_words=alert_words,
        silent_for=operator_silence(settings),
    )


class Showing:
    """How search shows what it found: as the board and the list of tickets do."""

    def __init__(self, database: Database, reader: TicketReader) -> None:
        self._database = database
        self._reader = reader

    async def rows(self, conversation_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Row]:
        async with self._database.session() as session:
            return {row.id: row for row in await rows_of(session, conversation_ids)}

    async def tickets(self, ticket_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, TicketOut]:
        async with self._database.session() as session:
            views = await self._reader.list_views(session, TicketFilter(ids=tuple(ticket_ids)))
        return {view.ticket.id: TicketOut.of(view) for view in views}
