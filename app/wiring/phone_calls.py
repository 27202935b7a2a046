"""What takes a telephone call once its line is open: its conversation, the people behind it, how it hears and speaks."""

from __future__ import annotations

from collections.abc import Callable

from procrastinate import App

from app.wiring.conversations import conversation_service
from app.wiring.handling import message_handler
from app.wiring.tickets import ticket_service
from app.wiring.words import words_of
from channels.live import Live
from channels.phone.calling.floor import CallWords
from channels.phone.calling.full_answers import FullAnswers
from channels.phone.calling.lost_calls import LostCalls
from channels.phone.calling.needs import Needs
from channels.phone.calling.people import People
from channels.phone.calling.senses import Senses
from channels.phone.calling.talk import Behind
from channels.phone.ports import Taping
from conversations.ports import Bot
from core.clock import utc_now
from core.db import Database
from core.listening import Listener
from core.settings import Settings
from core.words import Words
from vntext.aloud import aloud


def call_words(settings: Settings) -> CallWords:
    kept, spoken = words_of(settings, "channels/phone/words.yml"), words_of(settings, "knowledge_base/answering/words.yml")
    return CallWords(kept=kept, filled=_filled(settings), spoken=spoken)


def people_behind_calls(settings: Settings, database: Database) -> People:
    return People(database, ticket_service(settings, database), _filled(settings))


def call_needs(settings: Settings, database: Database, senses: Senses, *, taping: Taping | None, write: Callable[[str], str]) -> Needs:
    return Needs(
        senses=senses,
        people=people_behind_calls(settings, database),
        full_answers=FullAnswers(database, ticket_service(settings, database), call_words(settings)),
        words=call_words(settings),
        taping=taping,
        write=write,
        aloud=aloud,
        clock=utc_now,
    )


def behind_calls(settings: Settings, database: Database, queue: App, listener: Listener, bot: Bot) -> Behind:
    """To be made before `listener` listens."""
    return Behind(database, conversation_service(settings, database, queue), message_handler(settings, database, bot), Live(listener))


def lost_calls(settings: Settings, database: Database) -> LostCalls:
    """The worker's: calls whose process died, and those handed over in the moment they ended."""
    return LostCalls(database, people_behind_calls(settings, database))


def _filled(settings: Settings) -> Words:
    return words_of(settings, "channels/phone/filled_words.yml")
