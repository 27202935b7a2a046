"""Numbers, digits and letters as they are said. The same forms are understood when citizens say them (channels/phone/heard)."""

from __future__ import annotations

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
LETTERS = dict(
    zip(
        "ABCDĐEGHIKLMNOPQRSTUVXYFJWZ",
        (
            "a", "bê", "xê", "dê", "đê", "e", "giê", "hát", "i", "ca", "e lờ", "em mờ", "en nờ", "ô", "pê", "quy", "e rờ", "ét", "tê", "u",
            "vê", "ích", "i dài", "ép", "gi", "vê kép", "dét",
        ),
        strict=True,
    )
)  # fmt: skip
LETTERS |= {"Ư": "ư", "Ơ": "ơ", "Ă": "á", "Â": "ớ", "Ê": "ê", "Ô": "ô"}
_THOUSANDS = ("", " nghìn", " triệu", " tỷ")
_GROUP = 1000


def cardinal(number: int) -> str:
    """2026 → "hai nghìn không trăm hai mươi sáu"; from a thousand thousand million on digit by digit."""
    groups: list[int] = []
    rest = number
    while rest:
        rest, group = divmod(rest, _GROUP)
        groups.append(group)
    if len(groups) > len(_THOUSANDS):
        return digits(str(number))
    leading = len(groups) - 1
    said = [_group(group, leads=place == leading) + _THOUSANDS[place] for place, group in enumerate(groups) if group]
    return " ".join(reversed(said)) or DIGITS[0]


def digits(text: str) -> str:
    """ "0912" → "không chín một hai"."""
    return " ".join(DIGITS[int(digit)] for digit in text)


def letters(text: str) -> str:
    """ "CT01" → "xê tê không một"; what is neither letter nor digit is a pause."""
    said = [LETTERS.get(sign.upper()) or (DIGITS[int(sign)] if sign.isdecimal() else ",") for sign in text]
    return " ".join(said).replace(" ,", ",")


def _group(number: int, *, leads: bool) -> str:
    hundreds, below = divmod(number, 100)
    said = [f"{DIGITS[hundreds]} trăm"] if hundreds or not leads else []
    if below:
        said.append(_below_hundred(below, behind_more=bool(said)))
    return " ".join(said)


def _below_hundred(number: int, *, behind_more: bool) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return f"lẻ {DIGITS[ones]}" if behind_more else DIGITS[ones]
    begins = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    if ones == 0:
        return begins
    return f"{begins} {_ones(ones, behind_twenty=tens > 1)}"


def _ones(number: int, *, behind_twenty: bool) -> str:
    if number == 5:
        return "lăm"
    return "mốt" if number == 1 and behind_twenty else DIGITS[number]
