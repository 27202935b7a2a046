"""The editors' list of citizens' questions, and the operators' mark."""

from __future__ import annotations

from app.wiring.words import words_of
from core.db import Database
from core.settings import Settings
from desk.questions.closing import Closing
from desk.questions.drafting import DraftingInEditing
from desk.questions.endpoints import QuestionParts
from knowledge_base.editing.drafts import Drafts


def question_parts(settings: Settings, database: Database) -> QuestionParts:
    words = words_of(settings, "desk/questions/words.yml")
    drafts = Drafts(database, words_of(settings, "knowledge_base/editing/words.yml"))
    return QuestionParts(database, Closing(database, DraftingInEditing(drafts, words), words), words)
