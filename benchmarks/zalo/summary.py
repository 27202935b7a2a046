"""The figures of one run, short enough to read in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.machine import print_machine

_FAULTS = {
    "unanswered": "câu hỏi không được trả lời",
    "doubled": "câu trả lời gửi hai lần",
    "broken": "câu trả lời thiếu phần",
    "out_of_order": "trả lời sai thứ tự",
    "strange": "tin không ai hiểu từ đâu",
    "greeted_twice": "lời chào gửi hai lần",
    "forged": "tin giả mạo được nhận",
    "receipts_lost": "biên nhận «đã xem» bị mất",
    "left": "việc còn dở trong cơ sở dữ liệu",
    "late": "webhook tới sau cả câu hỏi kế tiếp (không phải lỗi)",
}
_GROUPS = {"all": "tất cả", "quiet": "không có gì chạy lại"}
_COLUMNS = ("messages", "p50_s", "p95_s", "p99_s", "max_s")


def print_summary(document: Mapping[str, Any], console: Console) -> None:
    answers = Table("", "câu", "p50", "p95", "p99", "chậm nhất", title="Câu hỏi → câu trả lời trên điện thoại (giây)")
    for name, figures in document["answers"].items():
        answers.add_row(_GROUPS.get(name, f"{name} đang chạy lại"), *(str(figures.get(column, "–")) for column in _COLUMNS))
    faults = Table("So với điện thoại của người dân", "số")
    for name, label in _FAULTS.items():
        faults.add_row(label, str(document["faults"][name]["count"]))
    console.print(answers, _webhooks(document), faults)
    calls, webhooks = document["calls"], document["webhooks"]
    console.print(
        f"Webhook hỏng: {webhooks['faults']}, giả mạo {document['forged']}; lần gửi không được trả lời 200: {webhooks['troubles']}.",
        f"{calls['calls']} lần gọi Zalo, hỏng có chủ ý: {calls['faults']}; tin xen giữa: {document['notices']}.",
        sep="\n",
        highlight=False,
    )
    print_machine(document, console)


def _webhooks(document: Mapping[str, Any]) -> Table:
    title = f"Webhook, do Zalo giả đo (mili giây); {document['webhooks_per_second']} lần gửi mỗi giây"
    table = Table("", "webhook", "lần gửi", "p50", "p95", "p99", "chậm nhất", title=title)
    for name, label in (("webhooks", _GROUPS["all"]), ("webhooks_quiet", _GROUPS["quiet"])):
        columns = ("webhooks", "attempts", "p50_ms", "p95_ms", "p99_ms", "max_ms")
        table.add_row(label, *(str(document[name].get(column, "–")) for column in columns))
    return table
