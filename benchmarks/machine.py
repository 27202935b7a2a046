"""What the machine was doing while it was measured, in the words of every summary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console

# Processors; above it, what was measured says as much of the others as of the program.
_MOST_FOR_OTHERS = 0.2


def print_machine(document: Mapping[str, Any], console: Console) -> None:
    """`document` holds `cpu`, processors by process, and the facts of the run."""
    cpu, facts = document["cpu"], document["facts"]
    console.print(
        f"Bộ xử lý (1,0 là một): {', '.join(f'{name} {share:.2f}' for name, share in cpu.items())}.",
        f"{facts['processors']} bộ xử lý, tải {facts['load_average']} trước khi đo.",
        sep="\n",
        highlight=False,
    )
    if cpu["others"] > _MOST_FOR_OTHERS:
        console.print("Máy đang bận việc khác: thời gian đo được không phải của máy rỗi.", style="bold")
