"""`hotline units`: the directory of agencies that answer tickets, brought in from Excel."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from app.setup import prepare_database
from app.wiring.tickets import unit_directory
from core.db import Database
from core.own_postgres import database_url
from core.settings import Settings
from tickets.directory import DirectoryRefused, DirectoryReport
from tickets.directory_words import refused, report_words
from tickets.models import Unit

_SHOWN_PROBLEMS = 20
app = typer.Typer(no_args_is_help=True)


@app.command("import", help="Nạp danh bạ đơn vị từ tệp Excel; có lỗi nào thì không đổi gì.")
def import_units(
    file: Annotated[Path, typer.Argument(help="Tệp .xlsx có cột mã đơn vị và tên đơn vị.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem sẽ đổi gì, không ghi.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Đơn vị không có trong tệp thì ngừng dùng.")] = False,
) -> None:
    console = Console()
    settings = Settings()
    with database_url(settings) as url:
        prepare_database(url)
        try:
            report = asyncio.run(_import(url, file, dry_run=dry_run, replace=replace))
        except DirectoryRefused as error:
            _print_problems(console, error)
            raise typer.Exit(1) from error
    console.print(_report_table(report))
    if dry_run:
        console.print(report_words()["dry_run"])


@app.command("list", help="Liệt kê các đơn vị trong danh bạ.")
def list_units() -> None:
    console = Console()
    with database_url(Settings()) as url:
        prepare_database(url)
        units = asyncio.run(_list(url))
    console.print(_unit_table(units) if units else report_words()["none"], markup=False)


async def _import(url: str, file: Path, *, dry_run: bool, replace: bool) -> DirectoryReport:
    database = Database(url, pool_size=1)
    try:
        return await unit_directory(database).import_file(file, dry_run=dry_run, replace=replace)
    finally:
        await database.close()


async def _list(url: str) -> list[Unit]:
    database = Database(url, pool_size=1)
    try:
        return list(await unit_directory(database).list_units())
    finally:
        await database.close()


def _print_problems(console: Console, error: DirectoryRefused) -> None:
    console.print(refused(len(error.problems)))
    for sentence in error.problems[:_SHOWN_PROBLEMS]:
        console.print(sentence, markup=False, highlight=False)
    if len(error.problems) > _SHOWN_PROBLEMS:
        console.print(report_words()["more"].format(count=len(error.problems) - _SHOWN_PROBLEMS))


def _report_table(report: DirectoryReport) -> Table:
    words = report_words()
    counts = {"added": report.added, "changed": report.changed, "unchanged": report.unchanged, "deactivated": report.deactivated}
    table = Table(*(words[name] for name in counts))
    table.add_row(*(str(len(codes)) for codes in counts.values()))
    return table


def _unit_table(units: list[Unit]) -> Table:
    words = report_words()
    table = Table(*words["headings"])
    for unit in units:
        state = words["active"] if unit.is_active else words["inactive"]
        table.add_row(unit.code, unit.name, unit.parent_code, ", ".join(unit.sectors), state)
    return table
