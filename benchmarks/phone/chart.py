"""How long callers waited for the first word, turn by turn, beside what was promised; and each call's latest frame."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from app.evaluating.report.charts import BAD, CALM, GOOD, SOFT, STYLE
from benchmarks.phone.figures import P50_MS, P95_MS

_STYLE: Any = {**STYLE, "font.size": 9, "axes.titlesize": 10, "axes.titlelocation": "left"}


def draw(document: Mapping[str, Any]) -> str:
    """The SVG document; `document` as in `results.json`."""
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(11.5, 5.2), layout="constrained")
        left, right = figure.subplots(1, 2, width_ratios=(2, 1))
        _waits(left, document)
        _frames(right, document)
        drawn = io.StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None}, facecolor="white")
        return drawn.getvalue()


def _waits(axes: Axes, document: Mapping[str, Any]) -> None:
    turns = [turn for turn in document["timeline"] if turn["ms"] is not None]
    axes.scatter([turn["at_s"] for turn in turns], [turn["ms"] for turn in turns], s=14, color=GOOD, linewidths=0)
    for limit, name in ((P50_MS, "p50"), (P95_MS, "p95")):
        axes.axhline(limit, color=BAD, linewidth=0.8)
        axes.annotate(f"{name} phải dưới {limit}", (0, limit), textcoords="offset points", xytext=(2, 3), fontsize=8, color=CALM)
    figures = document["turns"]
    title = f"Nói xong → nghe tiếng đầu tiên: p50 {figures.get('p50_ms', '–')}, p95 {figures.get('p95_ms', '–')} mili giây"
    axes.set(title=title, xlabel="giây từ lượt nói đầu tiên", ylabel="mili giây", ylim=(0, None))


def _frames(axes: Axes, document: Mapping[str, Any]) -> None:
    worst = sorted(document["worst_frames_ms"])
    axes.bar(range(1, len(worst) + 1), worst, color=SOFT)
    axes.axhline(document["frames"]["late_after_ms"], color=BAD, linewidth=0.8)
    title = f"Khung tiếng mất hoặc trễ: {document['frames']['dropped']:.2%}"
    axes.set(title=title, xlabel="cuộc gọi", ylabel="khung trễ nhất, mili giây")
