"""All parts of the operators' desk, put together."""

from __future__ import annotations

from app.wiring.attachments import attachment_service
from app.wiring.conversations import limits_of
from app.wiring.handling import bot_pauses, operator_silence
from app.wiring.tickets import ticket_reader, ticket_service
from app.wiring.words import words_of
from conversations.operator_side import OperatorSide
from core.db import Database
from core.listening import Listener
from core.settings import Settings
from desk.knowledge.client import KnowledgeClient
from desk.operators.casework import Casework
from desk.operators.endpoints import OperatorParts
from desk.operators.feed import Feed
from desk.operators.notes import Notes
from desk.operators.service import OperatorService, Tools
from tickets.conversation_work import ConversationWork


def operator_parts(settings: Settings, database: Database, listener: Listener) -> OperatorParts:
    words, alert_words = words_of(settings, "desk/operators/words.yml"), words_of(settings, "desk/operators/alerts.yml")
    tickets, notes = ticket_service(settings, database), Notes(words, alert_words)
    handover_words = words_of(settings, "tickets/handover_words.yml")
    attachments = attachment_service(settings, database)
    tools = Tools(
        side=OperatorSide(words_of(settings, "conversations/notices.yml"), limits_of(settings)),
        casework=Casework(tickets, ConversationWork(tickets), notes, handover_words, words),
        attachments=attachments,
        words=words,
        silent_for=operator_silence(settings),
    )
    return OperatorParts(
        database=database,
        service=OperatorService(database, tools),
        notes=notes,
        feed=Feed(database, listener, alert_words, operator_silence(settings)),
        pauses=bot_pauses(settings, database),
        tickets=ticket_reader(settings, database),
        attachments=attachments,
        words=words,
        silent_for=operator_silence(settings),
    )


def knowledge_client(settings: Settings) -> KnowledgeClient:
    words = words_of(settings, "desk/operators/words.yml")
    url = settings.actions_url.removesuffix("/webhook")
    return KnowledgeClient(url, settings.private_token, words, settings.rasa_timeout_seconds)
