"""The figures of one run, short enough to read in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.machine import print_machine
from benchmarks.phone.figures import MOST_DROPPED, P50_MS, P95_MS

_MARKS = {True: "đạt", False: "KHÔNG ĐẠT"}


def print_summary(document: Mapping[str, Any], console: Console) -> None:
    frames, turns, kept, own = (document[name] for name in ("frames", "turns", "kept", "own"))
    table = Table(
        "", "đo được", "phải", "", title=f"{document['sizes']['calls']} cuộc gọi cùng lúc, {document['sizes']['speakers']} người nói"
    )
    dropped = f"{frames['dropped']:.3%} của {frames['frames']} (mất {frames['lost']}, trễ {frames['late']})"
    table.add_row("khung tiếng mất hoặc trễ", dropped, f"≤ {MOST_DROPPED:.0%}", _MARKS[kept["frames"]])
    table.add_row("nói xong → tiếng đầu tiên, p50", f"{turns.get('p50_ms', '–')} ms", f"≤ {P50_MS} ms", _MARKS[kept["p50"]])
    table.add_row("nói xong → tiếng đầu tiên, p95", f"{turns.get('p95_ms', '–')} ms", f"≤ {P95_MS} ms", _MARKS[kept["p95"]])
    table.add_row("lượt không có tiếng trả lời", f"{turns['unanswered']} của {turns['turns']}", "0", _MARKS[kept["answered"]])
    console.print(table)
    console.print(
        f"Chậm nhất {turns['max_ms']} ms; khung trễ nhất {frames['worst_ms']} ms; kết thúc sớm: {len(document['ended_early'])} cuộc.",
        f"Chương trình tự ghi: {own}.",
        sep="\n",
        highlight=False,
    )
    print_machine(document, console)
