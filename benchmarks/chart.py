"""All parts of a run in one SVG, in the colours of the evaluation's report: this program beside the starter bot of Rasa."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from app.evaluating.report.charts import CALM, GOOD, INK, PALE, SOFT, STYLE

_BOTS = {"ours": ("Tổng đài 1022", GOOD), "stock": ("bot mẫu của Rasa", CALM)}
_STYLE: Any = {**STYLE, "font.size": 9, "axes.titlesize": 10, "axes.titlelocation": "left"}
_PROCESSES = {"web": GOOD, "worker": SOFT, "actions": CALM, "rasa": PALE}


def draw(parts: Mapping[str, Any]) -> str:
    """The SVG document; `parts` as in `results.json`."""
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(11.5, 6.8), layout="constrained")
        panels = figure.subplots(2, 3)
        _turns(panels[0, 0], parts["turns"])
        _throughput(panels[0, 1], parts["throughput"])
        _conversation_growth(panels[0, 2], parts["conversation_growth"])
        _search_growth(panels[1, 0], parts["search_growth"])
        _memory(panels[1, 1], parts["processes"])
        _starts(panels[1, 2], parts["processes"])
        figure.legend(*panels[0, 0].get_legend_handles_labels(), loc="outside upper right", ncols=2, frameon=False)
        drawn = io.StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None}, facecolor="white")
        return drawn.getvalue()


def _turns(axes: Axes, part: Mapping[str, Any]) -> None:
    names = [name for name in part["ours"] if name.startswith("p")]
    _side_by_side(axes, [name.removesuffix("_ms") for name in names], {bot: [part[bot][name] for name in names] for bot in _BOTS}, "{:.0f}")
    axes.set(title="Một lượt hỏi đáp, một người dân", ylabel="mili giây")


def _throughput(axes: Axes, part: Mapping[str, Any]) -> None:
    counts = list(part["ours"])
    _side_by_side(axes, counts, {bot: [part[bot][count]["turns_per_second"] for count in counts] for bot in _BOTS}, "{:.1f}")
    axes.set(title="Lượt trả lời mỗi giây", xlabel="số người dân hỏi cùng lúc", ylabel="lượt / giây")


def _conversation_growth(axes: Axes, part: Mapping[str, Any]) -> None:
    ages = list(part["ours"]["median_ms"])
    _side_by_side(axes, ages, {bot: [part[bot]["median_ms"][age] for age in ages] for bot in _BOTS}, "{:.0f}")
    axes.set(title="Hội thoại dài thêm", xlabel="quanh lượt thứ", ylabel="mili giây, trung vị")


def _search_growth(axes: Axes, part: Mapping[str, Any]) -> None:
    by_count = part["by_records"]
    counts = [int(count) for count in by_count]
    for name, label, colour in (("p95_ms", "p95", SOFT), ("p50_ms", "p50", GOOD)):
        values = [by_count[str(count)][name] for count in counts]
        axes.plot(counts, values, color=colour, marker="o", markersize=4, linewidth=1.5, label=label)
        for count, value in zip(counts, values, strict=True):
            axes.annotate(f"{value:.1f}", (count, value), textcoords="offset points", xytext=(0, 5), ha="center", fontsize=8)
    axes.set(title="Riêng việc tìm kiếm", xlabel="số bản ghi", ylabel="mili giây")
    axes.set_ylim(0, axes.get_ylim()[1] * 1.08)
    axes.set_xticks(counts, [f"{count:,}".replace(",", ".") for count in counts])
    axes.get_xticklabels()[0].set_horizontalalignment("right")
    axes.legend(loc="lower right", frameon=False)


def _memory(axes: Axes, part: Mapping[str, Any]) -> None:
    bottom = 0.0
    for name, colour in _PROCESSES.items():
        megabytes = part["ours"]["rss_mb"][name]
        axes.bar(["Tổng đài 1022"], [megabytes], bottom=bottom, color=colour, width=0.55)
        axes.text(0, bottom + megabytes / 2, f"{name} {megabytes:.0f}", ha="center", va="center", color=INK if colour == PALE else "white")
        bottom += megabytes
    stock = part["stock"]["rss_mb"]["total"]
    axes.bar(["bot mẫu của Rasa"], [stock], color=PALE, width=0.55)
    for place, total in enumerate((bottom, stock)):
        axes.text(place, total, f"{total:.0f}", ha="center", va="bottom")
    axes.set(title="Bộ nhớ sau khi đo (RSS)", ylabel="MB")


def _starts(axes: Axes, part: Mapping[str, Any]) -> None:
    ours = part["ours"]["start_seconds"]
    rows = {
        **{name: ours[name] for name in _PROCESSES},
        "cả chương trình": ours["total"],
        "bot mẫu": part["stock"]["start_seconds"]["total"],
    }
    colours = [*[SOFT] * len(_PROCESSES), GOOD, CALM]
    axes.barh(list(rows)[::-1], list(rows.values())[::-1], color=colours[::-1], height=0.62)
    for place, seconds in enumerate(list(rows.values())[::-1]):
        axes.text(seconds, place, f" {seconds:.1f}", va="center", fontsize=8)
    axes.set(title="Khởi động đến khi sẵn sàng", xlabel="giây")


def _side_by_side(axes: Axes, groups: Sequence[str], values: Mapping[str, Sequence[float]], form: str) -> None:
    places = np.arange(len(groups))
    for offset, (bot, (label, colour)) in zip((-0.19, 0.19), _BOTS.items(), strict=True):
        axes.bar(places + offset, values[bot], width=0.36, color=colour, label=label)
        for place, value in zip(places, values[bot], strict=True):
            axes.text(place + offset, value, form.format(value), ha="center", va="bottom", fontsize=8)
    axes.set_xticks(places, groups)
