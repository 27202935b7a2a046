"""What the worker needs to answer messages: the way to the bot, and the people behind it."""

from __future__ import annotations

from datetime import timedelta

from app.wiring.announcing import AnnouncingBeforeAnswers
from app.wiring.conversations import handling_queue, limits_of
from app.wiring.privacy import privacy_service
from app.wiring.tickets import ticket_service, working_calendar
from app.wiring.words import words_of
from conversations.bot_pauses import BotPauses
from conversations.handling import MessageHandler
from conversations.ports import Bot
from core.db import Database
from core.settings import Settings
from privacy.lines import PrivacyLines
from tickets.citizen_lines import CitizenLines
from tickets.conversation_work import ConversationWork
from tickets.handing_over import DeskHours, HandingOver
from tickets.lost_operators import LostOperators, OperatorLimits
from tickets.open_questions import OpenQuestions
from tickets.queue_patience import Patience, QueuePatience
from tickets.queue_telling import QueueTelling
from tickets.silence import Silence

# A desk's page beats every 10 s, and comes back within 20 s when it could not reach us.
_HEARD_AGAIN_WITHIN = timedelta(seconds=30)


def bot_pauses(settings: Settings, database: Database) -> BotPauses:
    return BotPauses(database, words_of(settings, "conversations/bot_pauses.yml"))


def message_handler(settings: Settings, database: Database, bot: Bot) -> MessageHandler:
    people = PrivacyLines(handing_over(settings, database), privacy_service(settings))
    announcing = AnnouncingBeforeAnswers(words_of(settings, "knowledge_base/answering/words.yml"))
    return MessageHandler(database, bot, people, bot_pauses(settings, database), limits_of(settings), announcing=announcing)


def handing_over(settings: Settings, database: Database) -> HandingOver:
    tickets, words = ticket_service(settings, database), words_of(settings, "tickets/handover_words.yml")
    lines = CitizenLines(tickets, ConversationWork(tickets), open_questions(database), words)
    return HandingOver(tickets, lines, words, DeskHours(working_calendar(settings), operator_silence(settings)))


def lost_operators(settings: Settings, database: Database) -> LostOperators:
    limits = OperatorLimits(operator_silence(settings), timedelta(minutes=settings.operator_answer_minutes))
    telling, silence = queue_telling(settings, database), _silence(settings)
    return LostOperators(database, ticket_service(settings, database), telling, silence, limits)


def queue_patience(settings: Settings, database: Database) -> QueuePatience:
    patience = Patience(
        told_after=timedelta(minutes=settings.queue_patience_minutes),
        given_up_after=timedelta(minutes=settings.queue_abandoned_minutes),
    )
    return QueuePatience(database, queue_telling(settings, database), _silence(settings), patience)


def queue_telling(settings: Settings, database: Database) -> QueueTelling:
    tickets, words = ticket_service(settings, database), words_of(settings, "tickets/handover_words.yml")
    return QueueTelling(tickets, ConversationWork(tickets), words, open_questions(database))


def open_questions(database: Database) -> OpenQuestions:
    return OpenQuestions(handling_queue(database))


def _silence(settings: Settings) -> Silence:
    return Silence(operator_silence(settings), settles=_HEARD_AGAIN_WITHIN)


def operator_silence(settings: Settings) -> timedelta:
    """How long an operator counts as being there without a heartbeat of their page."""
    return timedelta(seconds=settings.operator_silence_seconds)
