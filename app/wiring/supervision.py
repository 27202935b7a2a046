"""What the desk's reports, audit page, accounts, ready-made replies, filters and pauses of the bot need."""

from __future__ import annotations

from app.wiring.handling import bot_pauses, operator_silence
from app.wiring.staff import membership
from app.wiring.words import words_of
from core.db import Database
from core.settings import Settings
from desk.furniture.canned_replies import CannedReplies
from desk.furniture.endpoints import FurnitureParts
from desk.furniture.pausable import Knowledge, Pausable
from desk.furniture.saved_filters import SavedFilters
from desk.supervision.endpoints import SupervisionParts
from desk.supervision.service import ReportService


def supervision_parts(settings: Settings, database: Database) -> SupervisionParts:
    words = words_of(settings, "desk/supervision/words.yml")
    return SupervisionParts(database, ReportService(database, silent_for=operator_silence(settings)), membership(settings, database), words)


def furniture_parts(settings: Settings, database: Database, knowledge: Knowledge) -> FurnitureParts:
    words = words_of(settings, "desk/furniture/words.yml")
    pausable = Pausable(knowledge, words)
    return FurnitureParts(CannedReplies(database, words), SavedFilters(database, words), bot_pauses(settings, database), pausable)
