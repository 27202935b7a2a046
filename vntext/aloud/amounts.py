"""Money, shares, measures, from-to, and every number that is left."""

from __future__ import annotations

import re

from vntext.aloud.numbers import LETTERS, cardinal, digits
from vntext.aloud.rules import Rule, before, rule

_NUMBER = r"\d+(?:[.,]\d+)*"
_UNITS = {
    "m2": "mét vuông", "m²": "mét vuông", "m3": "mét khối", "m³": "mét khối", "km2": "ki lô mét vuông", "km²": "ki lô mét vuông",
    "km/h": "ki lô mét một giờ", "km": "ki lô mét", "cm2": "xăng ti mét vuông", "cm": "xăng ti mét", "mm": "mi li mét", "m": "mét",
    "kg": "ki lô gam", "g": "gam", "mg": "mi li gam", "ha": "héc ta", "ml": "mi li lít", "l": "lít", "kw": "ki lô oát", "mw": "mê ga oát",
    "kwh": "ki lô oát giờ", "kva": "ki lô vôn am pe", "kv": "ki lô vôn", "mb": "mê ga bai", "gb": "gi ga bai", "kb": "ki lô bai",
    "°c": "độ xê",
}  # fmt: skip
_MONEY = {
    "đ": "đồng", "đồng": "đồng", "vnđ": "đồng", "vnd": "đồng", "k": "nghìn", "tr": "triệu", "tr đồng": "triệu đồng", "usd": "đô la Mỹ",
    "$": "đô la Mỹ",
}  # fmt: skip
_UNIT_SHAPE = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_MONEY_SHAPE = "|".join(re.escape(unit) for unit in sorted(_MONEY, key=len, reverse=True))
# What stands in a row of its kind has its zero: "mẫu số 01". What is counted has none: "05 ngày".
_NAMED = r"(mẫu|mẫu số|biểu|biểu mẫu|biểu số|phụ lục|phụ lục số|tờ khai|bảng|đơn|ký hiệu|mã|số|số hiệu)"
_FRACTION = r"([1-9])/([2-9]|10)"


def _number(written: str) -> str:
    """ "8.000" and "250,000" → thousands, "1,5" → "một phẩy năm", "1.2" → "một chấm hai"."""
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", written) or re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", written):
        return cardinal(int(re.sub(r"\D", "", written)))
    if grouped := re.fullmatch(r"([1-9]\d{0,2}(?:\.\d{3})+),(\d+)", written):
        return f"{_number(grouped[1])} phẩy {_behind_comma(grouped[2])}"
    if decimal := re.fullmatch(r"(\d+),(\d+)", written):
        return f"{cardinal(int(decimal[1]))} phẩy {_behind_comma(decimal[2])}"
    return re.sub(r"\d+", lambda part: cardinal(int(part[0])), written.replace(".", " chấm ").replace(",", " phẩy "))


def _behind_comma(written: str) -> str:
    return digits(written) if written[0] == "0" or len(written) > 2 else cardinal(int(written))


def _fraction(match: re.Match[str]) -> str:
    part, whole = int(match[1]), int(match[2])
    return f"{cardinal(part)} phần {'tư' if whole == 4 else cardinal(whole)}" if part < whole else match[0]


def _mixed(match: re.Match[str]) -> str:
    return f"{cardinal(int(match[1]))} {LETTERS[match[2].upper()]}"


def _measure(match: re.Match[str]) -> str:
    return f"{match[1]} {_UNITS[match[2].lower()]}"


def _per(match: re.Match[str]) -> str:
    return f"{match[1]} mỗi {match[2]}"


def _money(match: re.Match[str]) -> str:
    return f"{match[1]} {_MONEY[match[2].lower()]}"


# Before short forms are spelled: some units are written in capitals.
MEASURES = (
    rule(_FRACTION + r"(?![/\d])", _fraction),
    before(rf"({_NUMBER}(?:\s?(?:{_UNIT_SHAPE}))?)\s?[xX×*]\s?", _NUMBER, lambda match: f"{match[1]} nhân "),
    before(rf"({_NUMBER}\s?[%đk]?)\s*[-–—÷]\s*", rf"{_NUMBER}(?!\w*[-–—])", lambda match: f"{match[1]} đến "),
    rule(rf"({_NUMBER})\s?({_UNIT_SHAPE})", _measure, re.IGNORECASE),
)
RULES = (
    rule(rf"({_NUMBER})\s?({_MONEY_SHAPE})", _money, re.IGNORECASE),
    rule(rf"{_NAMED}\s+(0\d+)", lambda match: f"{match[1]} {digits(match[2])}", re.IGNORECASE),
    rule(r"(\d{1,3})\.?([a-zA-ZđĐ])", _mixed),
    before(rf"({_NUMBER})\s?%", "", lambda match: f"{match[1]} phần trăm"),
    before(rf"({_NUMBER})\s?‰", "", lambda match: f"{match[1]} phần nghìn"),
    rule(r"(đồng|Mỹ|phần trăm|nghìn|triệu|mét|vuông|khối|gam|giờ|ngày|tháng|năm)\s?/\s?([^\W\d]+)", _per),
    before(r"(\d{1,2}):", r"\d{2,5}(?![.,]?\d)", lambda match: f"{match[1]} trên "),
    before(rf"({_NUMBER})\s?/\s?", _NUMBER, lambda match: f"{match[1]} trên "),
    before(_NUMBER, "", lambda match: _number(match[0])),
    Rule(re.compile(r"\d+"), lambda match: f" {digits(match[0])} "),
)
