"""The way of other processes to the knowledge base, which lies in the action server's memory."""

from __future__ import annotations

from app.wiring.words import words_of
from core.settings import Settings
from desk.knowledge.client import KnowledgeClient


def knowledge_client(settings: Settings) -> KnowledgeClient:
    words = words_of(settings, "desk/operators/words.yml")
    url = settings.actions_url.removesuffix("/webhook")
    return KnowledgeClient(url, settings.private_token, words, settings.rasa_timeout_seconds)
