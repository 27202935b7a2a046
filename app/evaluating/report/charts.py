"""Charts of the report as SVG, drawn by matplotlib; the page gives each a caption and the same figures as text."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

INK, GOOD, SOFT, BAD, CALM, PALE = "#1f2937", "#0f766e", "#5eaaa2", "#b91c1c", "#64748b", "#cbd5e1"
STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": CALM,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "svg.fonttype": "path",
    "svg.hashsalt": "1022",
}
_DECLARATION = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_FIXED_SIZE = re.compile(r'(<svg[^>]*?) width="[^"]*"| height="[^"]*pt"')


def shares_by_set(summaries: Mapping[str, Mapping[str, Any]]) -> str:
    """One stacked bar a set: right, asked back with the right one among the options, missed, wrong."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 0.9 + 0.5 * len(summaries)), layout="constrained")
        axes = figure.subplots()
        names = list(summaries)[::-1]
        # Wrong and missed are of all turns with a topic; what is left was helped.
        parts = {
            "giúp được": ([summaries[n]["helped"] or 0 for n in names], GOOD),
            "bỏ lỡ": ([summaries[n]["missed"] or 0 for n in names], PALE),
            "sai": ([summaries[n]["wrong"] or 0 for n in names], BAD),
        }
        left = np.zeros(len(names))
        for label, (values, colour) in parts.items():
            axes.barh(names, values, left=left, color=colour, label=label, height=0.62)
            _label_parts(axes, values, left, colour)
            left += np.array(values)
        axes.set_xlim(0, 1)
        axes.xaxis.set_major_formatter(mpl.ticker.PercentFormatter(1.0))
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=3, frameon=False)
        return _svg(figure)


def baselines(rows: Sequence[Mapping[str, Any]]) -> str:
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 0.9 + 0.62 * len(rows)), layout="constrained")
        axes = figure.subplots()
        places = np.arange(len(rows))[::-1]
        axes.barh(places + 0.19, [row["ours"] for row in rows], color=GOOD, height=0.36, label="Tổng đài 1022")
        axes.barh(places - 0.19, [row["right"] for row in rows], color=CALM, height=0.36, label="cách làm đối chiếu")
        for place, row in zip(places, rows, strict=True):
            axes.text(row["ours"] + 0.01, place + 0.19, f"{row['ours']:.0%}", va="center")
            axes.text(row["right"] + 0.01, place - 0.19, f"{row['right']:.0%}", va="center")
        axes.set_yticks(places, [row["name"] for row in rows])
        axes.set_xlim(0, 1.05)
        axes.xaxis.set_major_formatter(mpl.ticker.PercentFormatter(1.0))
        axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.1), ncols=2, frameon=False)
        return _svg(figure)


def noise(clean: Mapping[str, Any], noisy: Mapping[str, Mapping[str, Any]], names: Mapping[str, str]) -> str:
    """Helped and wrong for the texts as written and for every kind of noise."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 3.0), layout="constrained")
        axes = figure.subplots()
        columns = {"như đã viết": clean, **{names.get(kind, kind): summary for kind, summary in noisy.items()}}
        places = np.arange(len(columns))
        for offset, measure, label, colour in (
            (-0.27, "right", "đúng", GOOD),
            (0, "helped", "giúp được", SOFT),
            (0.27, "wrong", "sai", BAD),
        ):
            values = [summary[measure] or 0 for summary in columns.values()]
            axes.bar(places + offset, values, width=0.26, color=colour, label=label)
            for place, value in zip(places, values, strict=True):
                axes.text(place + offset, value + 0.01, f"{value:.0%}", ha="center", fontsize=8)
        axes.set_xticks(places, [name.replace(" ", "\n", 1) if len(name) > 10 else name for name in columns])
        axes.set_ylim(0, 1.08)
        axes.yaxis.set_major_formatter(mpl.ticker.PercentFormatter(1.0))
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=3, frameon=False)
        return _svg(figure)


def confusion(table: Mapping[str, Mapping[str, int]], names: Mapping[str, str]) -> str:
    with mpl.rc_context(STYLE):
        columns = [name for name in names if name in table or any(name in row for row in table.values())]
        rows = [name for name in columns if name in table]
        counts = np.array([[table[row].get(column, 0) for column in columns] for row in rows], dtype=float).reshape(len(rows), len(columns))
        shares = counts / counts.sum(axis=1, keepdims=True).clip(1)
        figure = Figure(figsize=(7.2, 1.4 + 0.42 * len(rows)), layout="constrained")
        axes = figure.subplots()
        axes.imshow(shares, cmap="BuGn", vmin=0, vmax=1, aspect="auto")
        for (row, column), count in np.ndenumerate(counts):
            if count:
                axes.text(column, row, f"{count:.0f}", ha="center", va="center", color="white" if shares[row, column] > 0.6 else INK)
        axes.set_xticks(range(len(columns)), [names[column] for column in columns], rotation=35, ha="right")
        axes.set_yticks(range(len(rows)), [names[row] for row in rows])
        axes.set_xlabel("trợ lý đã làm")
        axes.set_ylabel("nên làm")
        return _svg(figure)


def calibration(bins: Sequence[Mapping[str, float]]) -> str:
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(4.2, 3.6), layout="constrained")
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], color=PALE, linewidth=1.5)
        sizes = np.array([row["turns"] for row in bins], dtype=float)
        axes.plot([row["confidence"] for row in bins], [row["right"] for row in bins], color=GOOD, linewidth=1.2)
        axes.scatter([row["confidence"] for row in bins], [row["right"] for row in bins], s=24 + 6 * sizes, color=GOOD, zorder=3)
        axes.set(xlim=(0, 1.02), ylim=(0, 1.05), xlabel="trợ lý tự tin", ylabel="thực sự đúng")
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(mpl.ticker.PercentFormatter(1.0))
        return _svg(figure)


def latencies(milliseconds: Sequence[float]) -> str:
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(4.2, 3.6), layout="constrained")
        axes = figure.subplots()
        longest = float(np.percentile(milliseconds, 99)) if milliseconds else 1.0
        axes.hist(np.clip(milliseconds, 0, longest), bins=30, color=GOOD)
        for share, label in ((50, "một nửa"), (95, "95 %")):
            place = float(np.percentile(milliseconds, share)) if milliseconds else 0.0
            axes.axvline(place, color=INK, linewidth=1, linestyle="--")
            axes.text(place, axes.get_ylim()[1], f" {label}: {place:.0f} ms", rotation=90, va="top", fontsize=8)
        axes.set(xlabel="mili giây từ lúc gửi đến lúc có câu trả lời", ylabel="lượt")
        return _svg(figure)


def _label_parts(axes: Any, values: Sequence[float], left: np.ndarray, colour: str) -> None:
    for place, (value, start) in enumerate(zip(values, left, strict=True)):
        if value >= 0.035:
            axes.text(start + value / 2, place, f"{value:.0%}", ha="center", va="center", color=INK if colour == PALE else "white")


def _svg(figure: Figure) -> str:
    """Without the XML head, wide as the page allows, hidden from screen readers: caption and tables say the same."""
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None}, transparent=True)
    svg = _DECLARATION.sub("", drawn.getvalue())
    return _FIXED_SIZE.sub(r"\1", svg, count=2).replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)
