"""Amounts of đồng as officials type them: "10,000", "1.200.000", and "20" for twenty thousand."""

from __future__ import annotations

import re

from knowledge_base.importer.official_fields.brackets import leading_bracket

_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_SMALLEST_CREDIBLE = 1000
_GREATEST_CREDIBLE = 10**12
_PER = re.compile(
    r"(?P<digits>\d[\d.,]*\d)?\s*(?:đồng|đ|vnđ)?\s*/\s*(?P<per>[^\d\W][^();:.,+\n]{0,60}?)(?P<end>\s*$|\s*[();:.,+].*)",
    re.IGNORECASE | re.DOTALL,
)


def amount_of(digits: str) -> int | None:
    """ "1.200.000" → 1200000; None for what is not a whole amount ("1.5", "10.00.000")."""
    text = digits.rstrip(".,")
    return int(re.sub(r"[.,]", "", text)) if _GROUPED.fullmatch(text) and len(text) <= 20 else None


def confirmed_amount(amount: int, digits: str, words: str) -> int | None:
    """The amount, if credible. Below 1,000 đồng the words beside it must repeat it, whole ("500 đồng/tem") or times 1,000.

    The portal cuts "20.000" to "20", so that a small number alone proves nothing: then None.
    """
    if amount >= _SMALLEST_CREDIBLE:
        return amount if amount <= _GREATEST_CREDIBLE else None
    if re.search(rf"(?<![\d.,]){amount}[.,]000(?![.,]?\d)", words):
        return amount * 1000
    if re.search(rf"(?<![\d.,]){re.escape(digits)}\s*(?:đồng|đ|vnđ)\b", words, re.IGNORECASE):
        return amount
    return None


def per_of(note: str, amount: int) -> tuple[str, str]:
    """What one amount is for, and what else the note says: "8.000 đồng/bản (nếu có)" → ("bản", "nếu có")."""
    match = _PER.match(note)
    if match is None or (match["digits"] and amount_of(match["digits"]) != amount):
        return "", note
    if match["end"].lstrip().startswith("+"):  # a formula: "15.000 đồng/lô hàng + số mặt hàng × 100"
        return " ".join(match["per"].split()), note
    rest = match["end"].strip(" .;:,")
    inside, after = leading_bracket(rest)
    return " ".join(match["per"].split()), inside if inside and not after.strip(" .;") else rest
