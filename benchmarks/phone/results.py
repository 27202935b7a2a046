"""A run's figures as one document."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from benchmarks.phone.chart import draw
from benchmarks.phone.crowd import Crowd
from benchmarks.phone.figures import frame_figures, kept_promises, own_figures, turn_figures


def document_of(facts: dict[str, Any], crowd: Crowd, cpu: dict[str, float], database_url: str) -> dict[str, Any]:
    frames, turns = frame_figures(crowd.paces), turn_figures(crowd.turns)
    begun = min((turn.at for turn in crowd.turns), default=0.0)
    return {
        "facts": facts,
        "sizes": dataclasses.asdict(crowd.sizes),
        "frames": frames,
        "turns": turns,
        "kept": kept_promises(frames, turns),
        "own": own_figures(database_url),
        "ended_early": crowd.ended,
        "cpu": cpu,
        "timeline": [
            {"at_s": round(turn.at - begun, 2), "ms": None if turn.waited is None else round(turn.waited * 1000), "said_ms": turn.said_ms}
            for turn in sorted(crowd.turns, key=lambda each: each.at)
        ],
        "worst_frames_ms": [pace.worst_ms for pace in crowd.paces],
    }


def write(document: dict[str, Any], folder: Path) -> None:
    """`results.json` and `chart.svg` into a new folder."""
    folder.mkdir(parents=True)
    (folder / "results.json").write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "chart.svg").write_text(draw(document), encoding="utf-8")
