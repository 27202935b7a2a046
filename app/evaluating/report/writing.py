"""Writes `results.json` and `report.html`: one page without outside parts, to be mailed, printed or put on a screen."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from app.evaluating.report import charts
from core.clock import VIETNAM

_HERE = Path(__file__).parent


def write_report(results: dict[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json.dumps(results, ensure_ascii=False, indent=2), encoding="utf-8")
    (folder / "report.html").write_text(page(results), encoding="utf-8")


def page(results: dict[str, Any]) -> str:
    words = yaml.safe_load((_HERE / "words.yml").read_text(encoding="utf-8"))
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = _percent
    environment.filters["milliseconds"] = _milliseconds
    measured_at = datetime.fromisoformat(results["facts"]["measured_at"]).astimezone(VIETNAM)
    return environment.get_template("page.html").render(
        results=results,
        words=words,
        tiles=[_tile(name, text, results["overall"]) for name, text in words["measures"].items()],
        charts={name: Markup(svg) for name, svg in _charts(results, words).items()},  # noqa: S704 - drawn by us
        measured_at=f"{measured_at:%H:%M ngày %d/%m/%Y}",
    )


def _charts(results: dict[str, Any], words: dict[str, Any]) -> dict[str, str]:
    """Only those with something to show."""
    drawn = {
        "sets": charts.shares_by_set(results["sets"]),
        "confusion": charts.confusion(results["confusion"], words["behaviours"]) if results["confusion"] else "",
        "calibration": charts.calibration(results["calibration"]["bins"]) if results["calibration"]["bins"] else "",
        "latencies": charts.latencies(results["latencies_ms"]) if results["latencies_ms"] else "",
        "noise": charts.noise(results["overall"], results["noise"], words["noise"]) if results["noise"] else "",
        "baselines": charts.baselines(results["baselines"]) if results["baselines"] else "",
    }
    return {name: svg for name, svg in drawn.items() if svg}


def _tile(name: str, text: dict[str, Any], overall: dict[str, Any]) -> dict[str, Any]:
    value, target = overall[name], text.get("target")
    reached = None
    if value is not None and target is not None:
        reached = value >= target if text["better"] == "higher" else value <= target
    return {"name": text["name"], "means": text["means"], "value": value, "target": target, "better": text["better"], "reached": reached}


def _milliseconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value * 100:.1f} %".replace(".", ",")
