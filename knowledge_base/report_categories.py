"""Which kind of report a citizen makes, by the names that staff gave each kind."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge_base.records import ReportCategory
from vntext import fold


class ReportCategories:
    def __init__(self, categories: Sequence[ReportCategory] = ()) -> None:
        """Of two names in one message the longer one counts: "đèn đường" says more than "đường"."""
        names = [(f" {fold(name)} ", category) for category in categories for name in category.names]
        self._names = sorted(names, key=lambda named: -len(named[0]))
        self.all = tuple(categories)

    def of(self, text: str) -> ReportCategory | None:
        said = f" {fold(text)} "
        return next((category for name, category in self._names if name in said), None)
