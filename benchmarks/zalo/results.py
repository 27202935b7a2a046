"""A run's figures as one document."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.desk.figures import latencies, outages_out, timeline
from benchmarks.zalo.bad_luck import DUPLICATES, ERRORS, FORGED, OUT_OF_ORDER, TIMEOUTS
from benchmarks.zalo.chart import draw
from benchmarks.zalo.comparison import Faults
from benchmarks.zalo.figures import as_said, call_figures, quiet_webhooks, webhook_figures, webhook_timeline
from benchmarks.zalo.reading import Reading
from benchmarks.zalo.rush import Rush
from benchmarks.zalo.sizes import Sizes

_LISTED = 20
_NOTICE_CHARACTERS = 40


def document_of(facts: dict[str, Any], sizes: Sizes, rush: Rush, readings: dict[str, Reading], faults: Faults) -> dict[str, Any]:
    answered = as_said((each for reading in readings.values() for each in reading.answered), rush.ahead)
    seconds = sizes.seconds + rush.settled_after_seconds
    posts = sum(len(webhook["attempts"]) for webhook in rush.webhooks)
    notices = Counter(notice[:_NOTICE_CHARACTERS] for reading in readings.values() for notice in reading.notices)
    return {
        "facts": facts,
        "sizes": dataclasses.asdict(sizes),
        "bad_luck": {"duplicates": DUPLICATES, "out_of_order": OUT_OF_ORDER, "forged": FORGED, "errors": ERRORS, "timeouts": TIMEOUTS},
        "webhooks": webhook_figures(rush.webhooks),
        "webhooks_quiet": webhook_figures(quiet_webhooks(rush.webhooks, rush.outages, rush.ahead)),
        "webhooks_per_second": round(posts / seconds, 1),
        "answers": latencies(answered, rush.outages),
        "parts": sum(len(each.parts) for reading in readings.values() for each in reading.answered),
        "calls": call_figures(rush.calls),
        "notices": dict(notices),
        "forged": rush.forged,
        "faults": {name: {"count": len(found), "first": found[:_LISTED]} for name, found in vars(faults).items()},
        "outages": outages_out(rush.outages, rush.begun),
        "cpu": rush.cpu,
        "settled_after_s": round(rush.settled_after_seconds, 1),
        "timeline": {
            "answers": timeline(answered, rush.begun),
            "webhooks": webhook_timeline(rush.webhooks, (rush.begun + rush.ahead) * 1000),
        },
    }


def write(document: dict[str, Any], folder: Path) -> None:
    """`results.json` and `chart.svg` into a new folder."""
    folder.mkdir(parents=True)
    (folder / "results.json").write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "chart.svg").write_text(draw(document), encoding="utf-8")
