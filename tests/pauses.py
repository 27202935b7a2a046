"""The staff's switch on a test's database."""

from __future__ import annotations

from conversations.bot_pauses import BotPauses
from core.db import Database
from core.settings import PROJECT_ROOT
from core.words import Words


def bot_pauses(database: Database) -> BotPauses:
    return BotPauses(database, Words(PROJECT_ROOT / "conversations" / "bot_pauses.yml"))
