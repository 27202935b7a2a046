"""`hotline train`: the ranker learns from the everyday names and typical questions of what is published now."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from app.setup import prepare_database, publish_shipped_content
from core.db import Database
from core.errors import InputError
from core.own_postgres import database_url
from core.settings import PROJECT_ROOT, Settings
from knowledge_base.knowledge import PublishedEntry
from knowledge_base.learning.examples import FOLDS, examples_of, out_of_scope_messages
from knowledge_base.learning.training import look_up, look_up_known, look_up_unnamed, trained
from knowledge_base.records import ProcedureRecord
from knowledge_base.repository import KnowledgeRepository
from knowledge_base.search.ranker import MODEL

# Near twins are told apart by having met them: with the shipped procedures alone nothing would be learned of most.
_LEAST_PROCEDURES = 1000
_UNANSWERABLE = ("out_of_scope", "greet", "thank", "goodbye", "abuse", "ask_who_are_you", "affirm", "deny")


def train(
    out: Annotated[Path, typer.Option(help="Nơi ghi mô hình.")] = MODEL,
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
    examples = examples_of(entries, out_of_scope_messages(PROJECT_ROOT / "data" / "nlu", _UNANSWERABLE))
    seen = look_up_known(entries, examples)
    for number in track(range(FOLDS), "Tìm thử", console=console):
        seen += [*look_up(entries, examples, number), *look_up_unnamed(entries, examples, number)]
    model = trained(seen)
    out.write_text(model.to_json(), encoding="utf-8")
    console.print(f"{len(entries)} mục, {len(examples)} câu mẫu. Trên những câu chưa học: {model.figures}")
    console.print(f"Đã ghi {out}")


async def _published(url: str) -> list[PublishedEntry]:
    database = Database(url, pool_size=1)
    try:
        async with database.session() as session:
            repository = KnowledgeRepository(session)
            rows = await repository.list_versions(await repository.list_published_ids())
            return [PublishedEntry.of(row) for row in rows]
    finally:
        await database.close()
