"""Whose age a procedure is for, told by its name: a child of 15 does not get the card "cho người dưới 14 tuổi"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge_base.records import ProcedureRecord
from vntext import fold

_AGE = re.compile(r"\b(duoi |chua (?:du |toi |den |tron )?|gan |sap (?:du |toi |den |tron )?)?(\d{1,3}) tuoi\b")
_BELOW = re.compile(r"\bduoi (\d+) tuoi\b")
_FROM = re.compile(r"\btu (?:du )?(\d+)(?: tuoi| den)\b")
_OLDEST, _GROWN_UP = 120, 18
# "Em 20 tuổi làm khai sinh cho con": the parent's age says nothing of whom it is for.
_CHILD = re.compile(r"\b(?:con|be|chau|tre|em be)\b")


def ages_said(folded: str) -> set[int]:
    """In full years; "dưới 14 tuổi" is at most 13."""
    ages = {int(number) - (1 if before else 0) for before, number in _AGE.findall(folded)}
    ages = {age for age in ages if 0 <= age <= _OLDEST}
    is_of_child = _CHILD.search(folded) is not None
    return set() if is_of_child and any(age >= _GROWN_UP for age in ages) else ages


def fits_an_age(name: str, ages: set[int]) -> bool:
    """Without any age said, everything does."""
    return not ages or any(_may_be(fold(name), age) for age in ages)


def sets_bounds(name: str) -> bool:
    return bool(_BELOW.search(fold(name)) or _FROM.search(fold(name)))


def for_other_ages(procedures: Mapping[str, ProcedureRecord], ages: set[int]) -> frozenset[str]:
    """The procedures whose names set bounds that none of these ages keeps."""
    return frozenset(code for code, record in procedures.items() if not fits_an_age(record.name, ages))


def _may_be(name: str, age: int) -> bool:
    below, lowest = _BELOW.search(name), _FROM.search(name)
    return (below is None or age < int(below[1])) and (lowest is None or age >= int(lowest[1]))
