"""When each message came to the other side's screen, over the whole run, with the times at which a process was away."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from app.evaluating.report.charts import BAD, CALM, GOOD, PALE, SOFT, STYLE

_STYLE: Any = {**STYLE, "font.size": 9, "axes.titlesize": 10, "axes.titlelocation": "left"}
_PROMISED_SECONDS = 1.0
_LEAST_SECONDS = 0.01


def draw(document: Mapping[str, Any]) -> str:
    """The SVG document; `document` as in `results.json`."""
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(11.5, 5.6), layout="constrained")
        upper, lower = figure.subplots(2, 1, sharex=True)
        _direction(upper, document, "to_operator", GOOD, "Người dân → màn hình cán bộ")
        _direction(lower, document, "to_citizen", SOFT, "Cán bộ → màn hình người dân")
        lower.set_xlabel("giây từ lúc bắt đầu")
        drawn = io.StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None}, facecolor="white")
        return drawn.getvalue()


def _direction(axes: Axes, document: Mapping[str, Any], name: str, colour: str, title: str) -> None:
    points = document["timeline"][name]
    axes.scatter([at for at, _ in points], [max(_LEAST_SECONDS, took) for _, took in points], s=6, color=colour, linewidths=0)
    axes.axhline(_PROMISED_SECONDS, color=BAD, linewidth=0.8)
    for outage in document["outages"]:
        axes.axvspan(outage["at_s"], outage["at_s"] + outage["all_follow_after_s"], color=PALE, alpha=0.5, linewidth=0)
        axes.annotate(outage["process"], (outage["at_s"], 0.98), xycoords=("data", "axes fraction"), va="top", fontsize=8, color=CALM)
    figures = document[name]
    p95 = {group: figures[group].get("p95_s", "–") for group in ("all", "quiet")}
    axes.set(title=f"{title}: p95 {p95['all']} giây, lúc không có gì chạy lại {p95['quiet']} giây", ylabel="giây", yscale="log")
