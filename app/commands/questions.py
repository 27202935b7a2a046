"""`hotline questions`: what citizens asked and the bot got wrong, for its developers."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from core.db import Database
from core.own_postgres import database_url
from core.settings import Settings
from desk.questions.export import fault_lines

app = typer.Typer(no_args_is_help=True)


@app.command("export", help="Xuất lỗi của máy mà biên tập viên đã đánh dấu, mỗi câu một dòng JSON, đã che dữ liệu cá nhân.")
def export(
    out: Annotated[Path | None, typer.Option("--out", help="Tệp để ghi; không có thì in ra màn hình.", dir_okay=False)] = None,
) -> None:
    with database_url(Settings()) as url:
        lines = asyncio.run(_read(url))
    text = "".join(f"{line}\n" for line in lines)
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")
        Console(stderr=True).print(f"Đã ghi {len(lines)} câu vào {out}.")


async def _read(url: str) -> list[str]:
    database = Database(url, pool_size=1)
    try:
        async with database.session() as session:
            return await fault_lines(session)
    finally:
        await database.close()
