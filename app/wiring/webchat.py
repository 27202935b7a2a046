"""All parts of the web chat, put together."""

from __future__ import annotations

from datetime import timedelta

from procrastinate import App

from app.wiring.attachments import attachment_service
from app.wiring.calls import call_door
from app.wiring.conversations import conversation_service
from app.wiring.people import PeopleBehindTheBot
from app.wiring.tickets import ticket_service
from app.wiring.words import words_of
from channels.live import Live
from channels.webchat.banners import Banners
from channels.webchat.parts import WebchatParts
from channels.webchat.reassuring import Reassuring
from channels.webchat.typing import OperatorTyping
from conversations.feedback import Feedback
from conversations.typing import CHANNEL as TYPING
from core.db import Database
from core.listening import Listener
from core.pace import Pace
from core.settings import Settings
from core.words import Words


def webchat_parts(settings: Settings, database: Database, queue: App, listener: Listener, words: Words) -> WebchatParts:
    live, operator_typing = Live(listener), OperatorTyping()
    listener.on(TYPING, operator_typing.notified)
    conversations = conversation_service(settings, database, queue)
    return WebchatParts(
        conversations=conversations,
        attachments=attachment_service(settings, database),
        feedback=Feedback(database, words_of(settings, "conversations/notices.yml")),
        people=PeopleBehindTheBot(database, conversations),
        tickets=ticket_service(settings, database),
        live=live,
        banners=Banners(database, listener, live),
        operator_typing=operator_typing,
        words=words,
        pace=Pace(settings.new_conversations_per_minute, "too_many_conversations", words.say("too_many_conversations")),
        look_up_pace=Pace(settings.ticket_look_ups_per_minute, "too_many_look_ups", words.say("too_many_look_ups")),
        province_name=settings.province_name,
        hotline_number=settings.hotline_number,
        max_attachment_megabytes=settings.max_attachment_megabytes,
        reassuring=Reassuring(conversations, timedelta(seconds=settings.reassure_after_seconds)),
        private_token=settings.private_token,
        calls=call_door(settings, database, words),
    )
