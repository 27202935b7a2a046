"""`hotline train`: the ranker learns from the names and typical questions of what is published now, carrying on from our dialogues."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from app.setup import prepare_database, publish_shipped_content
from app.wiring.words import words_of
from core.clock import vietnam_today
from core.db import Database
from core.errors import InputError
from core.own_postgres import database_url
from core.settings import PROJECT_ROOT, Settings
from knowledge_base.answering.by_words import STAYING, STRANGENESS, staying
from knowledge_base.answering.by_words import strangeness as wondering
from knowledge_base.answering.carrying_on import MODEL as CARRYING_ON
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.likely_behaviour import MODEL as LIKELY_BEHAVIOUR
from knowledge_base.content_loader import shipped_everyday_names, shipped_faqs
from knowledge_base.knowledge import PublishedEntry, build_knowledge
from knowledge_base.learning.dialogues import by_authors, read_dialogues
from knowledge_base.learning.examples import FOLDS, examples_of, out_of_scope_messages
from knowledge_base.learning.spoken_words import shipped_sentences, spoken_words
from knowledge_base.learning.training import look_up, look_up_known, look_up_unnamed, trained
from knowledge_base.learning.training_by_words import trained_to_wonder
from knowledge_base.learning.training_likely_behaviour import sentences_of, trained_to_hear
from knowledge_base.learning.training_to_carry_on import trained_to_carry_on
from knowledge_base.learning.walking import Walker
from knowledge_base.questions_asked import without_questions_asked
from knowledge_base.records import ProcedureRecord
from knowledge_base.repository import KnowledgeRepository
from knowledge_base.search.ranker import MODEL, TREES, Ranker
from vntext.slips import SPOKEN_WORDS

# Near twins are told apart by having met them: with the shipped procedures alone nothing would be learned of most.
_LEAST_PROCEDURES = 1000
_UNANSWERABLE = ("out_of_scope", "greet", "thank", "goodbye", "abuse", "ask_who_are_you", "affirm", "deny")


def train(
    ranker: Annotated[bool, typer.Option(help="Huấn luyện bộ xếp hạng tìm kiếm (vài phút).")] = True,
) -> None:
    settings, console = Settings(), Console()
    with database_url(settings) as url:
        prepare_database(url)
        asyncio.run(publish_shipped_content(settings, url))
        entries = asyncio.run(_published(url))
    procedures = sum(isinstance(entry.record, ProcedureRecord) for entry in entries)
    if procedures < _LEAST_PROCEDURES:
        raise InputError(
            "too_few_procedures",
            f"Mới có {procedures} thủ tục đang công bố; nạp bộ thủ tục chính thức (hotline import …) rồi mới huấn luyện được.",
        )
    _count_spoken_words(console)
    if ranker:
        _train_ranker(entries, console)
    _train_to_carry_on(entries, settings, console)


def _count_spoken_words(console: Console) -> None:
    data = PROJECT_ROOT / "data"
    table = spoken_words(shipped_sentences(data / "nlu", read_dialogues(data / "dialogues"), shipped_everyday_names(), shipped_faqs()))
    SPOKEN_WORDS.write_text(table, encoding="utf-8")
    console.print(f"{table.count(chr(10))} từ và cặp từ để đọc chữ gõ sai.")


def _train_ranker(entries: Sequence[PublishedEntry], console: Console) -> None:
    examples = examples_of(entries, out_of_scope_messages(PROJECT_ROOT / "data" / "nlu", _UNANSWERABLE))
    seen = look_up_known(entries, examples)
    for number in track(range(FOLDS), "Tìm thử", console=console):
        seen += [*look_up(entries, examples, number), *look_up_unnamed(entries, examples, number)]
    model = trained(seen)
    MODEL.write_text(model.to_json(), encoding="utf-8")
    TREES.write_text(model.trees, encoding="utf-8")
    Ranker.learned.cache_clear()
    console.print(f"{len(entries)} mục, {len(examples)} câu mẫu. Trên những câu chưa học: {model.figures}")


def _train_to_carry_on(entries: Sequence[PublishedEntry], settings: Settings, console: Console) -> None:
    """On what the ranker, as it is now, finds of each turn where the dialogue's own beginning is not known to search."""
    composer = Composer(words_of(settings, "knowledge_base/answering/words.yml"), vietnam_today)
    dialogues = read_dialogues(PROJECT_ROOT / "data" / "dialogues")
    folds = by_authors(dialogues)
    walkers = [Walker(build_knowledge(0, without_questions_asked(entries, fold)), composer) for fold in folds]
    seen = [one for walker, fold in zip(walkers, folds, strict=True) for one in (*walker.walk(fold), *walker.turn_away(fold))]
    model = trained_to_carry_on(seen)
    strangeness = trained_to_wonder(seen, out_of_scope_messages(PROJECT_ROOT / "data" / "nlu", ("out_of_scope",)))
    CARRYING_ON.write_text(model.to_json(), encoding="utf-8")
    STAYING.write_text(model.staying.to_json(), encoding="utf-8")
    STRANGENESS.write_text(strangeness.to_json(), encoding="utf-8")
    console.print(f"{len(dialogues)} hội thoại mẫu. Trên những hội thoại chưa học: {model.figures}")
    # After what is told by words, which is among what it goes by.
    staying.cache_clear()
    wondering.cache_clear()
    heard = [one for walker, fold in zip(walkers, folds, strict=True) for one in walker.hear(fold)]
    hearing = trained_to_hear(sentences_of(PROJECT_ROOT / "data" / "nlu"), heard)
    LIKELY_BEHAVIOUR.write_text(hearing.to_json(), encoding="utf-8")
    console.print(f"Nghe ra người dân cần gì, trên những hội thoại chưa học: {hearing.figures}")


async def _published(url: str) -> list[PublishedEntry]:
    database = Database(url, pool_size=1)
    try:
        async with database.session() as session:
            repository = KnowledgeRepository(session)
            rows = await repository.list_versions(await repository.list_published_ids())
            return [PublishedEntry.of(row) for row in rows]
    finally:
        await database.close()
