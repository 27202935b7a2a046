"""`make benchmark-desk`: many citizens and operators at once while processes are killed; is anything lost, doubled, or late?"""

from __future__ import annotations

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app.setup import Say
from app.trial import Trial, trial
from benchmarks.desk.comparison import compare, read_stored
from benchmarks.desk.day import Day, People
from benchmarks.desk.people import seat_operators
from benchmarks.desk.results import document_of, facts_now, write
from benchmarks.desk.sizes import FULL, QUICK, Sizes
from benchmarks.desk.summary import print_summary
from core.settings import Settings

# All citizens come from one address here.
_MANY = 100_000


def main(
    quick: Annotated[bool, typer.Option("--quick", help="Đo thật ít, chỉ để thử.")] = False,
    keep_data: Annotated[Path | None, typer.Option(help="Giữ dữ liệu và nhật ký của lần đo trong thư mục này.")] = None,
) -> None:
    console = Console()
    sizes, facts = QUICK if quick else FULL, facts_now(quick=quick)
    folder = Settings().var_dir / "benchmarks" / datetime.now(UTC).strftime("desk-%Y%m%dT%H%M%SZ")
    with tempfile.TemporaryDirectory(prefix="hotline-benchmark-") as temporary:
        data = keep_data or Path(temporary)
        with trial(data, console.print, new_conversations_per_minute=_MANY) as program:
            day = asyncio.run(_spend(program, sizes, console.print))
            faults = compare(day.ledger.all, read_stored(program.database_url))
    document = document_of(facts, sizes, day, faults)
    write(document, folder)
    print_summary(document, console)
    console.print(f"Đã ghi {folder / 'results.json'} và {folder / 'chart.svg'}.", highlight=False, soft_wrap=True)
    if not faults.is_clean:
        raise typer.Exit(1)


async def _spend(program: Trial, sizes: Sizes, say: Say) -> Day:
    browsers = await seat_operators(program.database_url, sizes.operators)
    return await People(program, sizes, browsers, say).spend_day()


if __name__ == "__main__":
    typer.run(main)
