"""What every process needs that takes, carries out or shows requests of citizens about their own data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.wiring.recordings import recordings_of
from app.wiring.tickets import ticket_service, working_calendar
from app.wiring.words import words_of
from channels.zalo.forgetting import ZaloTraces
from conversations.attachments.storage import AttachmentStorage
from core.db import Database
from core.settings import Settings
from desk.privacy.endpoints import PrivacyParts
from desk.questions.forgetting import ForgetQuestions
from privacy.collecting import Collecting
from privacy.copying import Copying, Stored
from privacy.deadlines import RequestDeadlines
from privacy.erasing import Erasing, Places
from privacy.ports import ChannelTraces, LearnedTraces
from privacy.service import PrivacyService


def privacy_service(settings: Settings) -> PrivacyService:
    address = settings.public_url or settings.web_url
    return PrivacyService(words_of(settings, "privacy/words.yml"), working_calendar(settings), address)


def erasing(settings: Settings, database: Database) -> Erasing:
    places = Places(_storage(settings), recordings_of(settings), channel_traces(), learned_traces())
    return Erasing(database, ticket_service(settings, database), places)


def copying(settings: Settings, database: Database) -> Copying:
    words = words_of(settings, "privacy/copy_words.yml")
    stored = Stored(_storage(settings), recordings_of(settings))
    return Copying(database, privacy_service(settings), Collecting(channel_traces()), stored, words)


def request_deadlines(settings: Settings) -> RequestDeadlines:
    return RequestDeadlines(working_calendar(settings))


def desk_privacy(settings: Settings, database: Database) -> PrivacyParts:
    return PrivacyParts(database, privacy_service(settings), request_deadlines(settings), words_of(settings, "privacy/words.yml"))


def channel_traces() -> Mapping[str, ChannelTraces]:
    """By channel. The web chat and the telephone keep nothing of their own beside conversations and calls."""
    return {"zalo": ZaloTraces()}


def learned_traces() -> Sequence[LearnedTraces]:
    return [ForgetQuestions()]


def _storage(settings: Settings) -> AttachmentStorage:
    return AttachmentStorage(settings.var_dir / "attachments")
