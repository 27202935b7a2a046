"""Which school years a procedure is for, told by its name: whoever says "lớp 1" does not mean enrolment for year 6."""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge_base.records import ProcedureRecord
from vntext import fold

_LEVELS = {"tieu hoc": range(1, 6), "trung hoc co so": range(6, 10), "trung hoc pho thong": range(10, 13)}
_AGE_BEFORE_YEAR_1 = 5
_NUMBERS = {name: number for number, name in enumerate(fold("một hai ba bốn năm sáu bảy tám chín mười").split(), start=1)}
_YEAR = re.compile(rf"\blop (\d{{1,2}}|{'|'.join(_NUMBERS)})\b")


def years_said(folded: str) -> set[int]:
    return {_NUMBERS.get(said) or int(said) for said in _YEAR.findall(folded)}


def ages_in(years: set[int]) -> set[int]:
    """Children begin year 1 in the year in which they become 6 (Thông tư 28/2020/TT-BGDĐT)."""
    return {year + _AGE_BEFORE_YEAR_1 for year in years}


def for_other_years(procedures: Mapping[str, ProcedureRecord], years: set[int]) -> frozenset[str]:
    """The procedures whose names speak of school levels, none of which has any of these years."""
    return frozenset(code for code, record in procedures.items() if _is_for_others(fold(record.name), years))


def _is_for_others(name: str, years: set[int]) -> bool:
    levels = [held for level, held in _LEVELS.items() if level in name]
    return bool(levels) and not any(year in held for held in levels for year in years)
