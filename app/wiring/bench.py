"""What the editors' bench needs: the way to the bot for editors, and the worker's rounds."""

from __future__ import annotations

from collections.abc import Sequence

from app.fingerprints import fingerprint_of
from app.wiring.knowledge_client import knowledge_client
from app.wiring.words import words_of
from conversations.rasa_client import RasaClient
from core.clock import vietnam_today
from core.db import Database
from core.settings import PROJECT_ROOT, Settings
from desk.bench.answering import Answering
from desk.bench.asking import TriesOut
from desk.bench.endpoints import BenchParts
from desk.bench.known import Grounds
from desk.bench.question_sets import shipped_questions
from desk.bench.questions import BenchQuestions
from desk.bench.running import BenchRounds
from desk.bench.runs import BenchRuns
from desk.bench.trying import WAITS, Bench

_WORDS = "desk/bench/words.yml"
# Never evaluation/locked: what releases are judged by is not for trying things out.
_TUNING = PROJECT_ROOT / "evaluation" / "tuning"
# What an answer is made by, but for what is published.
_ANSWERING = ("actions", "bot", "config.yml", "data", "domain.yml", "knowledge_base/answering", "knowledge_base/search", "vntext")
_SUFFIXES = frozenset({".py", ".yml", ".json", ".txt"})
# The first question on a draft waits until an index is built.
_PATIENCE_SECONDS = 12.0


def bench_bot(settings: Settings) -> RasaClient:
    return RasaClient(settings.rasa_url, settings.private_token, _PATIENCE_SECONDS)


def bench_parts(settings: Settings, database: Database, bot: TriesOut, waits: Sequence[float] = WAITS) -> BenchParts:
    words = words_of(settings, _WORDS)
    return BenchParts(
        bench=Bench(database, bot, words, waits=waits),
        questions=BenchQuestions(database, words),
        runs=BenchRuns(database, words, _TUNING),
        words=words,
        shipped=len(shipped_questions(_TUNING)),
    )


def bench_rounds(settings: Settings, database: Database) -> BenchRounds:
    grounds = Grounds(program_fingerprint(), vietnam_today)
    return BenchRounds(database, Answering(database, bench_bot(settings), grounds), grounds, knowledge_client(settings))


def program_fingerprint() -> str:
    """Changes with whatever makes the program answer otherwise from the same entries."""
    return fingerprint_of(_ANSWERING, _SUFFIXES)
