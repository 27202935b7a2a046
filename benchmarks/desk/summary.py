"""The figures of one run, short enough to read in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.machine import print_machine

_FAULTS = {
    "lost": "mất",
    "doubled": "lưu hai lần",
    "not_taken": "không được nhận",
    "unseen": "không lên màn hình bên kia",
    "seen_twice": "hiện hai lần",
    "by_bot_while_owned": "bot nói khi cán bộ đang giữ cuộc",
    "by_wrong_operator": "không phải người giữ cuộc viết",
    "broken_ownership": "chuỗi người giữ bị đứt",
    "requeued": "cuộc trở lại hàng chờ (không phải lỗi)",
}
_GROUPS = {"all": "tất cả", "quiet": "không có gì chạy lại"}
_COLUMNS = ("messages", "p50_s", "p95_s", "p99_s", "max_s", "within_1s")


def print_summary(document: Mapping[str, Any], console: Console) -> None:
    console.print(_latencies("Người dân → màn hình cán bộ (giây)", document["to_operator"]))
    console.print(_latencies("Cán bộ → màn hình người dân (giây)", document["to_citizen"]))
    console.print(_faults(document["faults"]))
    said = document["said"]
    console.print(
        f"{said['citizens']} tin của người dân, {said['operators']} của cán bộ, {said['attempts']} lần gửi; "
        f"thua khi cùng nhận một cuộc: {document['races_lost']}.",
        sep="\n",
        highlight=False,
    )
    print_machine(document, console)


def _latencies(title: str, groups: Mapping[str, Mapping[str, Any]]) -> Table:
    table = Table("", "tin", "p50", "p95", "p99", "chậm nhất", "trong 1 giây", title=title)
    for name, figures in groups.items():
        table.add_row(_GROUPS.get(name, f"{name} đang chạy lại"), *(str(figures.get(column, "–")) for column in _COLUMNS))
    return table


def _faults(faults: Mapping[str, Mapping[str, Any]]) -> Table:
    table = Table("So với cơ sở dữ liệu", "số")
    for name, label in _FAULTS.items():
        table.add_row(label, str(faults[name]["count"]))
    return table
