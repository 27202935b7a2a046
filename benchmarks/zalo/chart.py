"""When each answer came to the phone and how long each webhook took, over the whole run, with the times at which a process was away."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from app.evaluating.report.charts import BAD, CALM, GOOD, PALE, SOFT, STYLE

_STYLE: Any = {**STYLE, "font.size": 9, "axes.titlesize": 10, "axes.titlelocation": "left"}
_PROMISED_MS = 2000.0
_AIMED_AT_MS = 100.0
_LEAST_SECONDS, _LEAST_MS = 0.05, 1.0


def draw(document: Mapping[str, Any]) -> str:
    """The SVG document; `document` as in `results.json`."""
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(11.5, 5.6), layout="constrained")
        upper, lower = figure.subplots(2, 1, sharex=True)
        _points(upper, document, document["timeline"]["answers"], GOOD, _LEAST_SECONDS)
        p95 = {group: document["answers"][group].get("p95_s", "–") for group in ("all", "quiet")}
        title = f"Câu hỏi → câu trả lời: p95 {p95['all']} giây, lúc không có gì chạy lại {p95['quiet']} giây"
        upper.set(title=title, ylabel="giây", yscale="log")
        _points(lower, document, document["timeline"]["webhooks"], SOFT, _LEAST_MS)
        for limit in (_PROMISED_MS, _AIMED_AT_MS):
            lower.axhline(limit, color=BAD, linewidth=0.8)
        p99 = document["webhooks"].get("p99_ms", "–")
        lower.set(title=f"Webhook được trả lời: p99 {p99} mili giây", ylabel="mili giây", yscale="log", xlabel="giây từ lúc bắt đầu")
        drawn = io.StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None}, facecolor="white")
        return drawn.getvalue()


def _points(axes: Axes, document: Mapping[str, Any], points: Sequence[Sequence[float]], colour: str, least: float) -> None:
    # Drawn as a picture: ten thousand points would make the document too heavy for a page.
    axes.scatter([at for at, _ in points], [max(least, took) for _, took in points], s=4, color=colour, linewidths=0, rasterized=True)
    for outage in document["outages"]:
        axes.axvspan(outage["at_s"], outage["at_s"] + outage["ready_after_s"], color=PALE, alpha=0.5, linewidth=0)
        axes.annotate(outage["process"], (outage["at_s"], 0.98), xycoords=("data", "axes fraction"), va="top", fontsize=8, color=CALM)
