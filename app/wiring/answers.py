"""What the action server needs: the knowledge base in memory and the answer path over it."""

from __future__ import annotations

from functools import partial

from actions import Services
from app.bench_executor import BenchExecutor
from app.wiring.words import words_of
from core.clock import utc_now, vietnam_today
from core.db import Database
from core.settings import Settings
from core.words import Words
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.holding import HoldsKnowledge
from knowledge_base.answering.looking_up import LookingUp
from knowledge_base.answering.previewing import Previewer
from knowledge_base.answering.service import AnsweringService
from knowledge_base.editing.drafted_knowledge import DraftedKnowledge
from knowledge_base.knowledge import KnowledgeCache

_WORDS = "knowledge_base/answering/words.yml"


def action_executor(settings: Settings, database: Database, knowledge: KnowledgeCache) -> BenchExecutor:
    services_over = partial(_action_services, settings, words_of(settings, _WORDS))
    return BenchExecutor(knowledge, DraftedKnowledge(database, knowledge), services_over)


def _action_services(settings: Settings, words: Words, knowledge: HoldsKnowledge) -> Services:
    answers = AnsweringService(knowledge, words, vietnam_today, expired_days=settings.content_expired_days)
    return Services(
        answers,
        settings.province_name,
        settings.hotline_number,
        published_sentence=lambda name: knowledge.current.fixed_sentences.get(name),
        report_category=lambda text: knowledge.current.report_categories.of(text),
    )


def looking_up_service(settings: Settings, knowledge: KnowledgeCache) -> LookingUp:
    return LookingUp(knowledge, words_of(settings, _WORDS), vietnam_today, expired_days=settings.content_expired_days)


def previewer(settings: Settings, knowledge: HoldsKnowledge) -> Previewer:
    always_given = {"province_name": settings.province_name, "hotline_number": settings.hotline_number}
    composer = Composer(words_of(settings, _WORDS), vietnam_today, expired_days=settings.content_expired_days)
    return Previewer(knowledge, composer, utc_now, always_given)
