"""Text as it is read aloud: numbers, money, dates, short forms, decrees, telephone numbers and addresses in words."""

from __future__ import annotations

from vntext.aloud import abbreviations, addresses, amounts, codes, dates
from vntext.aloud.rules import applied
from vntext.aloud.tidying import closed, opened

__all__ = ["aloud"]

# What is longer or names more comes first: a decree's number holds a year, a date holds numbers.
_RULES = (
    *addresses.RULES,
    *codes.DECREES,
    *dates.RULES,
    *codes.RULES,
    *codes.FORMS,
    *amounts.MEASURES,
    *abbreviations.RULES,
    *amounts.RULES,
)


def aloud(text: str) -> str:
    """Line by line; what is in words already stays as it is."""
    lines = (closed(applied(opened(line), _RULES)) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
