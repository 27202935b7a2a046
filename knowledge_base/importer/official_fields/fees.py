"""Phí, lệ phí. An amount is given only where the official text leaves no doubt; otherwise its own words are kept as a note.

The portal writes "Miễn phí" wherever no amount was typed in, also where the province's council sets one. So "Miễn phí" counts
as free only when it stands alone or when its bracket says so too.
"""

from __future__ import annotations

import re

from knowledge_base.importer.official_fields.brackets import MONEY, leading_bracket
from knowledge_base.importer.official_fields.money import amount_of, confirmed_amount, per_of
from knowledge_base.importer.official_fields.text import NO_INFORMATION, clean, one_line, says_nothing
from knowledge_base.importer.words import note_words
from knowledge_base.records import Fee, FeeKind

_LABEL = re.compile(r"(lệ phí|phí|mức giá|giá)\s*:\s*", re.IGNORECASE)
_NEXT_LABEL = re.compile(r"\n(?=(?:Lệ phí|Phí|Mức giá|Giá)\s*:)")
_ATTACHMENT = re.compile(r"\n?File đính kèm:[^\n]*")
_AMOUNT = re.compile(
    rf"(?P<digits>\d[\d.,]*)\s*(?P<money>(?:{MONEY}|đ|vnđ)(?![^\W\d_]))?\s*(?:Đồng(?![^\W\d_]))?\s*"
    r"(?P<rest>/[^()]*)?(?P<bracket>\(.*)?",
    re.DOTALL,
)
_CURRENCY_AFTER = re.compile(r"[\s.,]*Đồng$")
_CURRENCY_BEFORE = re.compile(r"^Đồng\s*(?=\()")
_WORDS_ONLY = re.compile(r"(?P<words>[^()]*?)\s*(?:Đồng)?\s*(?P<bracket>\(.*)?", re.DOTALL)
_FREE = re.compile(
    r"[-–*+\s]*(?:(?:được )?miễn(?: phí| lệ phí| thu)?|không(?: có| thu| mất| phải nộp)?(?: phí| lệ phí)?(?:,? lệ phí)?"
    r"|không thu phí và lệ phí)[\s.;]*(?:\((?:theo )?thông tư[^()]*\)[\s.;]*)?",
    re.IGNORECASE,
)
_FREE_THEN_MORE = re.compile(r"[-–*+\s]*(?:miễn(?: phí| lệ phí)|không thu(?: phí| lệ phí))\s*[.;]\s", re.IGNORECASE)
_UNREGULATED = re.compile(r"[-–*+\s]*(?:không|chưa)(?: có| được)? quy định[\s.;]*", re.IGNORECASE)
_RULED_ELSEWHERE = re.compile(r"quy định|quyết định|thông tư|nghị định|nghị quyết|luật|mức|đồng|usd|%|\d", re.IGNORECASE)
_KIND_WORD = re.compile(r"(lệ )?phí(,? (?:và )?lệ phí)?", re.IGNORECASE)


def parse_fees(text: str) -> tuple[Fee, ...]:
    """Every fee of an official text, duplicates dropped, in its order. Amounts in đồng; foreign money stays a note."""
    body = _ATTACHMENT.sub("", clean(text))
    pieces = (piece.strip() for piece in _NEXT_LABEL.split(body))
    fees = (_parse_piece(piece) for piece in pieces if piece and piece != NO_INFORMATION)
    return tuple(dict.fromkeys(fee for fee in fees if fee is not None))


def _parse_piece(piece: str) -> Fee | None:
    label = _LABEL.match(piece)
    body = piece[label.end() :].strip() if label is not None else piece
    kind = _kind_from(label[1] if label is not None else None, body)
    if body.startswith("Miễn phí"):
        return _claimed_free(kind, body.removeprefix("Miễn phí").strip())
    if (match := _AMOUNT.fullmatch(body)) is not None:
        return _from_amount(kind, body, match)
    return _from_words(kind, body)


def _kind_from(label: str | None, body: str) -> FeeKind:
    if label is not None:
        return FeeKind.CHARGE if label.casefold() == "lệ phí" else FeeKind.FEE
    word = _KIND_WORD.search(body.removeprefix("Miễn phí"))
    return FeeKind.CHARGE if word is not None and word[1] and not word[2] else FeeKind.FEE


def _bracket_text(bracket: str) -> str:
    """What the bracket says, with anything after it."""
    inside, after = leading_bracket(bracket.strip())
    inside = _CURRENCY_BEFORE.sub("", inside)
    inner, beyond = leading_bracket(inside)
    inside = inner if inner and not beyond else inside
    return one_line(f"{inside} {after}")


def _readable(body: str) -> str:
    """ "10 USD(/bản)" → "10 USD/bản"; "50 VNĐ(theo…)" → "50 VNĐ (theo…)"."""
    line = re.sub(r"\s*\(\s*(/[^()]*)\)$", r"\1", one_line(body))
    return re.sub(r"(?<=[^\W\d_])\(", " (", line, count=1)


def _claimed_free(kind: FeeKind, bracket: str) -> Fee:
    note = _bracket_text(bracket)
    if not note or _FREE.fullmatch(note):
        return Fee(kind=kind, amount_vnd=0, note="" if says_nothing(note) else note)
    if _UNREGULATED.fullmatch(note) or _FREE_THEN_MORE.match(note):
        return Fee(kind=kind, amount_vnd=0, note=note)
    # A bracket like "(Phí thẩm định)" or "(a)" means little without the word before it.
    return Fee(kind=kind, note=note if _RULED_ELSEWHERE.search(note) else f"Miễn phí ({note})")


def _from_amount(kind: FeeKind, body: str, match: re.Match[str]) -> Fee | None:
    note = _bracket_text(match["bracket"] or "")
    rest = _CURRENCY_AFTER.sub("", one_line(match["rest"] or ""))
    amount = amount_of(match["digits"])
    if (match["money"] or "").upper() in {"USD", "EUR"} or amount is None:
        return Fee(kind=kind, note=_readable(body))
    if amount == 0:
        return _zero(kind, note)
    sure = confirmed_amount(amount, match["digits"], f"{rest} {note}")
    if sure is None:
        return Fee(kind=kind, note=note_words("amount_cut", text=_readable(body)))
    per, remark = per_of(rest or note, sure)
    if rest:
        remark = " ".join(part for part in (remark, note) if part)
    return Fee(kind=kind, amount_vnd=sure, per=per, note="" if says_nothing(remark) else remark)


def _zero(kind: FeeKind, note: str) -> Fee:
    if says_nothing(note) or _FREE.fullmatch(note) or _UNREGULATED.fullmatch(note):
        return Fee(kind=kind, amount_vnd=0, note="" if says_nothing(note) else note)
    return Fee(kind=kind, note=note)


def _from_words(kind: FeeKind, body: str) -> Fee | None:
    """ "Không Đồng" is nothing to pay; "Đồng (Theo quy định…)" and free text are notes; "Đồng" alone says nothing."""
    match = _WORDS_ONLY.fullmatch(body)
    words = one_line(match["words"]) if match is not None else one_line(body)
    note = _bracket_text(match["bracket"] or "") if match is not None else ""
    if not words and not note:
        return None
    if words and (not says_nothing(words) or _UNREGULATED.fullmatch(words)):
        return Fee(kind=kind, note=_readable(body))
    if _UNREGULATED.fullmatch(note):  # no amount is set, which is not the same as free
        return Fee(kind=kind, note=note)
    return _zero(kind, note)
