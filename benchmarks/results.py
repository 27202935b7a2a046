"""One run's figures as a document, and the folder it is kept in."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.evaluating.facts import machine_facts
from benchmarks.chart import draw
from benchmarks.timings import ratios


@dataclass
class Results:
    """Filled part by part. The part of a comparison holds "ours", "stock", and "ratios" (ours divided by stock)."""

    facts: dict[str, Any]
    parts: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def begun_now(cls, *, quick: bool) -> Results:
        """`load_average` is that of the last minute, of whatever else the machine was busy with before."""
        measured_at = datetime.now(UTC).isoformat(timespec="seconds")
        load = round(os.getloadavg()[0], 2)
        return cls({"measured_at": measured_at, "quick": quick, "load_average": load, **machine_facts()})

    def compare(self, part: str, by_bot: Mapping[str, Mapping[str, Any]]) -> None:
        ours, stock = by_bot["ours"], by_bot["stock"]
        self.parts[part] = {"ours": dict(ours), "stock": dict(stock), "ratios": ratios(ours, stock)}

    def write(self, folder: Path) -> None:
        """`results.json` and `chart.svg` into a new folder."""
        folder.mkdir(parents=True)
        document = json.dumps({"facts": self.facts, **self.parts}, ensure_ascii=False, indent=2)
        (folder / "results.json").write_text(document + "\n", encoding="utf-8")
        (folder / "chart.svg").write_text(draw(self.parts), encoding="utf-8")
