"""The figures of one run, short enough to read in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table


def print_summary(facts: Mapping[str, Any], parts: Mapping[str, Any], console: Console) -> None:
    console.print(_comparison(parts))
    console.print(_search(parts["search_growth"]))
    console.print(_memory(parts["processes"]))
    console.print(
        f"{facts['processors']} bộ xử lý, tải {facts['load_average']} trước khi đo; {facts['procedures']} thủ tục ({facts['records']}).",
        highlight=False,
    )


def _comparison(parts: Mapping[str, Any]) -> Table:
    table = Table("", "1022", "bot mẫu Rasa", "1022 / mẫu", title="Qua HTTP")
    _rows(table, parts["turns"], "một người dân", {f"p{percent}_ms": f"p{percent}, ms" for percent in (50, 90, 95, 99)})
    measures = {"turns_per_second": "lượt/giây", "p50_ms": "p50, ms", "p95_ms": "p95, ms", "unanswered": "không trả lời"}
    for count in parts["throughput"]["ours"]:
        _rows(table, _inside(parts["throughput"], count), f"{count} người cùng lúc", measures)
    growth = parts["conversation_growth"]
    ages = list(growth["ours"]["median_ms"])
    _rows(table, _inside(growth, "median_ms"), "trung vị quanh lượt", {age: f"{age}, ms" for age in ages})
    _rows(table, _inside(growth, "ratio_to_first"), "so với lượt đầu", {age: f"lượt {age}" for age in ages[1:]})
    _rows(table, _inside(parts["processes"], "rss_mb"), "bộ nhớ RSS", {"total": "MB"})
    _rows(table, _inside(parts["processes"], "start_seconds"), "khởi động", {"total": "giây"})
    return table


def _rows(table: Table, part: Mapping[str, Any], head: str, measures: Mapping[str, str]) -> None:
    for name, label in measures.items():
        ratio = part["ratios"].get(name, "")
        table.add_row(f"{head}: {label}", str(part["ours"].get(name, "–")), str(part["stock"].get(name, "–")), str(ratio))
    table.add_section()


def _inside(part: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {side: part[side].get(name, {}) for side in ("ours", "stock", "ratios")}


def _search(part: Mapping[str, Any]) -> Table:
    measures = {"p50_ms": "p50, ms", "p95_ms": "p95, ms", "build_seconds": "dựng chỉ mục, giây", "rebuild_seconds": "dựng lại, giây"}
    table = Table("", *part["by_records"], title=f"Riêng tìm kiếm, theo số bản ghi ({part['records']})")
    for name, label in measures.items():
        table.add_row(label, *(str(measured[name]) for measured in part["by_records"].values()))
    return table


def _memory(part: Mapping[str, Any]) -> Table:
    ours = part["ours"]
    table = Table("", "RSS, MB", "PSS, MB", "khởi động, giây", title="Từng tiến trình của 1022")
    for name, pss in ours["pss_mb"].items():
        table.add_row(name, str(ours["rss_mb"].get(name, "–")), str(pss), str(ours["start_seconds"].get(name, "–")))
    return table
