"""`hotline import`: what a province really has, into the knowledge base; each file reported, none stops the rest."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from app.setup import prepare_database
from core.clock import vietnam_today
from core.db import Database
from core.errors import InputError
from core.own_postgres import database_url
from core.settings import Settings
from knowledge_base.importer.candidates import Candidate
from knowledge_base.importer.limits import MEGABYTE, Limits
from knowledge_base.importer.reader import find_files, read_file
from knowledge_base.models import Origin
from knowledge_base.publication import PublicationReport, Publisher
from knowledge_base.records import ProcedureRecord

_SHOWN_REFUSALS = 20


def import_records(
    paths: Annotated[list[Path], typer.Argument(help="Tệp hoặc thư mục: .docx, .json, .jsonl(.gz), .xlsx.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem sẽ đổi gì, không ghi.")] = False,
    as_of: Annotated[str, typer.Option("--as-of", help="Ngày của dữ liệu (YYYY-MM-DD) khi tệp không ghi.")] = "",
) -> None:
    settings = Settings()
    day = _day(as_of)
    with database_url(settings) as url:
        prepare_database(url)
        asyncio.run(_import(settings, url, paths, day, dry_run=dry_run))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else vietnam_today()
    except ValueError as error:
        raise InputError("as_of", f"Ngày «{text}» không đúng dạng năm-tháng-ngày, ví dụ 2026-06-30.") from error


async def _import(settings: Settings, url: str, paths: list[Path], day: date, *, dry_run: bool) -> None:
    console = Console()
    limits = Limits(file_bytes=settings.max_import_megabytes * MEGABYTE)
    files = find_files(paths)
    if not files:
        raise InputError("no_files", "Không tìm thấy tệp nào để nạp ở: " + ", ".join(map(str, paths)))
    database = Database(url, pool_size=1)
    publisher, table = Publisher(database), _report_table()
    totals: dict[str, int] = {}
    refusals: list[Candidate] = []
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Đang nạp", total=len(files))
        for file in files:
            candidates = list(read_file(file, as_of=day, limits=limits))
            records = [candidate.record for candidate in candidates if candidate.record is not None]
            refused = [candidate for candidate in candidates if candidate.record is None]
            report = await _publish(publisher, records, file, dry_run=dry_run)
            counts = _counts(report, len(refused))
            for name, count in counts.items():
                totals[name] = totals.get(name, 0) + count
            table.add_row(file.name, *map(str, counts.values()))
            refusals.extend(refused)
            progress.advance(task)
    await database.close()
    table.add_section()
    table.add_row("Tổng cộng", *map(str, totals.values()))
    console.print(table)
    _print_refusals(console, refusals)
    if dry_run:
        console.print("Chạy thử: chưa ghi gì vào cơ sở dữ liệu.")
    if refusals and len(refusals) == sum(totals.values()):
        raise typer.Exit(1)


async def _publish(publisher: Publisher, records: list[ProcedureRecord], file: Path, *, dry_run: bool) -> PublicationReport:
    return await publisher.publish(records, origin=Origin.IMPORTED, author="hotline import", reason=file.name, dry_run=dry_run)


def _counts(report: PublicationReport, refused: int) -> dict[str, int]:
    return {
        "added": len(report.added),
        "changed": len(report.changed),
        "unchanged": len(report.unchanged),
        "kept": len(report.kept),
        "refused": refused,
    }


def _report_table() -> Table:
    return Table("Tệp", "Mới", "Đổi", "Như cũ", "Giữ bản đang dùng", "Từ chối")


def _print_refusals(console: Console, refusals: list[Candidate]) -> None:
    for candidate in refusals[:_SHOWN_REFUSALS]:
        code = f" [{candidate.code}]" if candidate.code else ""
        console.print(f"Từ chối {candidate.place}{code}: {candidate.reason}", markup=False, highlight=False)
    if len(refusals) > _SHOWN_REFUSALS:
        console.print(f"… và {len(refusals) - _SHOWN_REFUSALS} bản ghi khác bị từ chối.")
