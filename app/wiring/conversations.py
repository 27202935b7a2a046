"""What the web process, the worker and the command line need: conversations, their queue, and the way to the bot."""

from __future__ import annotations

from datetime import timedelta

from procrastinate import App

from app.wiring.attachments import attachment_service
from app.wiring.words import words_of
from conversations.handling_queue import ProcrastinateQueue, queue_app
from conversations.limits import Limits
from conversations.rasa_client import RasaClient
from conversations.service import ConversationService
from core.db import Database
from core.settings import Settings


def limits_of(settings: Settings) -> Limits:
    return Limits(
        message_characters=settings.max_message_characters,
        burst_messages=settings.burst_messages,
        burst=timedelta(seconds=settings.burst_seconds),
        hard_messages_per_minute=settings.hard_messages_per_minute,
        session_turns=settings.session_turns,
        give_up=timedelta(seconds=settings.give_up_after_seconds),
    )


def conversation_service(settings: Settings, database: Database, queue: App) -> ConversationService:
    words = words_of(settings, "conversations/notices.yml")
    attachments = attachment_service(settings, database)
    return ConversationService(database, ProcrastinateQueue(queue), words, limits_of(settings), attachments=attachments)


def handling_queue(database: Database) -> ProcrastinateQueue:
    """For jobs within a transaction, which go over its own connection: the app behind it is never opened."""
    return ProcrastinateQueue(queue_app(database.url))


def rasa_client(settings: Settings) -> RasaClient:
    return RasaClient(settings.rasa_url, settings.private_token, settings.rasa_timeout_seconds)
