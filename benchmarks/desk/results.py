"""A run's figures as one document."""

from __future__ import annotations

import dataclasses
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.evaluating.facts import machine_facts
from benchmarks.desk.chart import draw
from benchmarks.desk.comparison import Faults
from benchmarks.desk.day import Day
from benchmarks.desk.figures import latencies, outages_out, timeline
from benchmarks.desk.sizes import Sizes

_LISTED = 20


def facts_now(*, quick: bool) -> dict[str, Any]:
    """`load_average` is that of the last minute, of whatever else the machine was busy with before."""
    measured_at = datetime.now(UTC).isoformat(timespec="seconds")
    return {"measured_at": measured_at, "quick": quick, "load_average": round(os.getloadavg()[0], 2), **machine_facts()}


def document_of(facts: dict[str, Any], sizes: Sizes, day: Day, faults: Faults) -> dict[str, Any]:
    citizens = [said for said in day.ledger.all if said.sender == "citizen"]
    operators = [said for said in day.ledger.all if said.sender == "operator"]
    seconds = sizes.seconds + day.settled_after_seconds
    return {
        "facts": facts,
        "sizes": dataclasses.asdict(sizes),
        "to_operator": latencies(citizens, day.outages),
        "to_citizen": latencies(operators, day.outages),
        "outages": outages_out(day.outages, day.begun),
        "faults": {name: {"count": len(found), "first": found[:_LISTED]} for name, found in vars(faults).items()},
        "said": {"citizens": len(citizens), "operators": len(operators), "attempts": sum(said.attempts for said in day.ledger.all)},
        "cpu": day.cpu,
        "requests_per_second": {name: round(count / seconds, 2) for name, count in sorted(day.requests.items())},
        "races_lost": day.races_lost,
        "repeated_by_streams": day.repeated_by_streams,
        "claimed_after_s": round(day.claimed_after_seconds, 1),
        "settled_after_s": round(day.settled_after_seconds, 1),
        "timeline": {"to_operator": timeline(citizens, day.begun), "to_citizen": timeline(operators, day.begun)},
    }


def write(document: dict[str, Any], folder: Path) -> None:
    """`results.json` and `chart.svg` into a new folder."""
    folder.mkdir(parents=True)
    (folder / "results.json").write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "chart.svg").write_text(draw(document), encoding="utf-8")
