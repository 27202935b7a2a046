"""`hotline content`: publish what the program ships, and check it against official records."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app.setup import prepare_database, publish_shipped_content
from core.clock import vietnam_today
from core.errors import InputError
from core.own_postgres import database_url
from core.settings import Settings
from knowledge_base.content_loader import shipped_procedures
from knowledge_base.importer.comparison import check as compare_all
from knowledge_base.importer.reader import read_paths
from knowledge_base.importer.words import field_label

app = typer.Typer(no_args_is_help=True)
_console = Console()


@app.command("publish", help="Nạp nội dung kèm theo vào cơ sở dữ liệu.")
def publish() -> None:
    settings = Settings()
    with database_url(settings) as url:
        prepare_database(url)
        report = asyncio.run(publish_shipped_content(settings, url))
    _console.print(
        f"{len(report.added)} mới, {len(report.changed)} đổi, {len(report.unchanged)} như cũ, {len(report.kept)} giữ bản mới hơn"
    )


@app.command("check", help="So nội dung kèm theo với hồ sơ chính thức; lỗi khi có khác biệt chưa giải thích.")
def check(
    against: Annotated[list[Path], typer.Option("--against", exists=True, help="Tệp hoặc thư mục hồ sơ chính thức.")],
    explained: Annotated[bool, typer.Option(help="In cả những khác biệt đã được giải thích.")] = False,
) -> None:
    candidates = list(read_paths(against, as_of=vietnam_today()))
    for refused in (candidate for candidate in candidates if candidate.record is None):
        _print(f"Không đọc được {refused.place}: {refused.reason}")
    if not any(candidate.record for candidate in candidates):
        raise InputError("no_records", "Không có hồ sơ chính thức nào đọc được để so.")
    report = compare_all(shipped_procedures(), (candidate.record for candidate in candidates if candidate.record is not None))
    for difference in report.unexplained:
        _print(str(difference))
    for code in report.without_official:
        _print(f"{code}: không có trong hồ sơ chính thức")
    for stale in report.stale:
        _print(f"{stale.code}: lời giải thích về «{field_label(stale.field)}» không còn cần: {stale.why}")
    for item in report.explained if explained else ():
        _print(f"{item.difference}\n    Giải thích: {item.why}")
    _print(f"Đã so {report.compared} thủ tục: {len(report.unexplained)} khác biệt chưa giải thích, {len(report.explained)} đã giải thích.")
    if not report.is_clean:
        raise typer.Exit(1)


def _print(line: str) -> None:
    _console.print(line, markup=False, highlight=False)
