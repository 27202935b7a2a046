"""`make benchmark`: this program measured beside the starter bot of Rasa, on this machine, in one run.

Ratios within one run are what to compare: machines differ and are noisy.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app.setup import Say
from app.trial import Trial
from benchmarks import processes
from benchmarks.conversation_growth import measure_conversation_growth
from benchmarks.own_bot import OwnBot, running_program
from benchmarks.records import Records, read_records
from benchmarks.results import Results
from benchmarks.search_growth import measure_search_growth
from benchmarks.sizes import FULL, QUICK, Sizes
from benchmarks.stock_bot import StockBot
from benchmarks.summary import print_summary
from benchmarks.throughput import measure_throughput
from benchmarks.turns import measure_turns
from core.settings import Settings
from knowledge_base.content_loader import shipped_procedures


def main(quick: Annotated[bool, typer.Option("--quick", help="Đo thật ít, chỉ để thử.")] = False) -> None:
    console = Console()
    kept = Settings().var_dir / "benchmarks"
    sizes, results = QUICK if quick else FULL, Results.begun_now(quick=quick)
    folder = kept / datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    stock = StockBot(kept / "stock-bot")
    stock.prepare(console.print)
    console.print("Đọc bản ghi…")
    records = read_records()
    results.facts |= _knowledge(records)
    with tempfile.TemporaryDirectory(prefix="hotline-benchmark-") as data:
        try:
            with running_program(Path(data), records.official, console.print) as program:
                stock.start()
                _measure_bots(results, sizes, program, stock, console.print)
        finally:
            stock.stop()
    console.print("Riêng việc tìm kiếm…")
    by_records = measure_search_growth(records, sizes.record_counts, sizes.search_rounds)
    results.parts["search_growth"] = {"records": records.kind, "by_records": by_records}
    results.write(folder)
    print_summary(results.facts, results.parts, console)
    console.print(f"Đã ghi {folder / 'results.json'} và {folder / 'chart.svg'}.", highlight=False, soft_wrap=True)


def _knowledge(records: Records) -> dict[str, object]:
    """What the program knows while it is asked."""
    codes = {record.code for record in [*shipped_procedures(), *records.official]}
    return {"procedures": len(codes), "records": "shipped and official" if records.official else "shipped"}


def _measure_bots(results: Results, sizes: Sizes, program: Trial, stock: StockBot, say: Say) -> None:
    bots = (OwnBot(program.settings.web_url), stock)
    measure_turns(bots, 1)  # the first turns of a process are slower than all that follow
    say("Một người dân…")
    results.compare("turns", measure_turns(bots, sizes.conversations))
    say("Nhiều người dân cùng lúc…")
    results.compare("throughput", measure_throughput(bots, sizes.citizens, sizes.throughput_seconds))
    say("Hội thoại dài…")
    results.compare("conversation_growth", measure_conversation_growth(bots, sizes.ages, sizes.age_rounds))
    memory = {"ours": processes.memory_of_program(program), "stock": processes.memory_of_stock(stock)}
    say("Khởi động…")
    stock_starts = processes.measure_starts_of_stock(stock, sizes.starts)
    stock.stop()
    starts = {"ours": processes.measure_starts_of_program(program, sizes.starts, say), "stock": stock_starts}
    results.compare("processes", {bot: {**memory[bot], "start_seconds": starts[bot]} for bot in memory})


if __name__ == "__main__":
    typer.run(main)
