"""Numbers of decrees, codes of forms, procedures and tickets, telephone numbers, Roman numerals."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from vntext.aloud.numbers import cardinal, digits, letters
from vntext.aloud.rules import rule

_KINDS = {
    "NĐ": "nghị định", "TT": "thông tư", "TTLT": "thông tư liên tịch", "QĐ": "quyết định", "NQ": "nghị quyết",
    "CT": "chỉ thị", "PL": "pháp lệnh",
    "KH": "kế hoạch", "CV": "công văn", "HD": "hướng dẫn", "TB": "thông báo", "VBHN": "văn bản hợp nhất", "L": "luật",
    "NQLT": "nghị quyết liên tịch",
    "BC": "báo cáo", "CĐ": "công điện",
}  # fmt: skip
_KIND_WORDS = "|".join(sorted({"luật", "bộ luật", *_KINDS.values()}, key=len, reverse=True))
_BODY = r"[A-ZĐƯ][A-ZĐƯa-z0-9]*(?:-[A-ZĐƯ][A-ZĐƯa-z0-9]*)*"
_ASSEMBLY = re.compile(r"(UBTV)?QH(\d{1,2})")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_SHAPE = r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_BEFORE_ROMAN = (
    r"khóa|khoá|chương|phụ lục|phần|mục|quý|cấp|hạng|loại|nhóm|thế kỷ|kỳ|đợt|vùng|khu vực|bảng|bậc|tập|lần thứ|thứ|đại hội|giai đoạn|số"
)
_EMERGENCY, _EACH = r"11[1-5]", re.compile(r"\d+")
_CALLS = r"(gọi|gọi ngay|gọi số|tổng đài|đường dây nóng|hotline|điện thoại|bấm|bấm số|số máy|máy|đt|sđt|alo)"
_SEPARATOR = r"[ .\-]"
# No part of a longer number.
_APART = r"(?<![.,/-])"
_GROUP = 3
_GROUPS_OF = {8: [4, 4], 10: [4, 3, 3], 11: [4, 3, 4]}


@cache
def _issuers() -> dict[str, str]:
    rows = Path(__file__).with_name("issuers.txt").read_text(encoding="utf-8").splitlines()
    return {short: long for short, _, long in (row.partition("\t") for row in rows)}


def _decree(match: re.Match[str]) -> str:
    kind, number, year, body = match["kind"], match["number"], match["year"], match["body"].split("-")
    if body[0] in _KINDS:
        kind = kind or _KINDS[body[0]]
        body = body[1:]
    said = f"{kind or ''} số {_dotted(number)}".strip()
    if year:
        said += f" năm {cardinal(int(year))}"
    issuers = ", ".join(_issuer(part) for part in body)
    return f"{said} của {issuers}" if issuers else said


def _issuer(short: str) -> str:
    if assembly := _ASSEMBLY.fullmatch(short):
        return f"{'Ủy ban Thường vụ ' if assembly[1] else ''}Quốc hội khóa {cardinal(int(assembly[2]))}"
    return _issuers().get(short) or letters(short)


def _numbered(match: re.Match[str]) -> str:
    return f"{match[1]} số {cardinal(int(match[2]))} năm {cardinal(int(match[3]))}"


def _dotted(number: str) -> str:
    return " chấm ".join(cardinal(int(part)) for part in number.split("."))


def _form(match: re.Match[str]) -> str:
    """ "CT01" → "xê tê không một", "NA17" → "en nờ a mười bảy"."""
    number = match[2]
    said = cardinal(int(number)) if len(number) < _GROUP and number[0] != "0" else digits(number)
    return " ".join(part for part in (letters(match[1]), said, letters(match[3])) if part)


def _code(match: re.Match[str]) -> str:
    return ", ".join(letters(part) for part in match[0].split("-"))


def _dossier(match: re.Match[str]) -> str:
    return ", ".join(" chấm ".join(letters(piece) for piece in part.split(".")) for part in match[0].split("-"))


def _grouped(match: re.Match[str]) -> str:
    """In the groups it is written in; what is written in one piece in those people know."""
    parts = re.findall(r"\d+", re.sub(r"^\+84\D?0?", "0", match[0]))
    if len(parts) == 1:
        parts = _in_groups(parts[0])
    return ", ".join(digits(part) for part in parts)


def _in_groups(number: str) -> list[str]:
    sizes = _GROUPS_OF.get(len(number)) or [_GROUP] * (len(number) // _GROUP + 1)
    groups, begins = [], 0
    for size in sizes:
        groups.append(number[begins : begins + size])
        begins += size
    return [group for group in groups if group]


def _called(match: re.Match[str]) -> str:
    return f"{match[1]} {digits(match[2])}"


def _roman(match: re.Match[str]) -> str:
    values = [_ROMAN[letter] for letter in match["roman"]]
    total = sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))
    return f"{match['before'] or ''}{cardinal(total)}"


def _quarter(match: re.Match[str]) -> str:
    return f"{match[1]} năm {cardinal(int(match[2]))}"


# They hold years and months, and so come before dates.
DECREES = (
    rule(
        rf"(?:(?P<kind>(?i:{_KIND_WORDS}))\s+)?(?:số\s*:?\s*)?(?P<number>\d{{1,5}}(?:\.\d{{1,2}})?)/(?:(?P<year>\d{{4}})/)?(?P<body>{_BODY})",
        _decree,
    ),
    rule(rf"({_KIND_WORDS})\s+(?:số\s+)?(\d{{1,4}})/(\d{{4}})(?!/)", _numbered, re.IGNORECASE),
)
RULES = (
    rule(r"[HGK]\d{1,2}(?:\.\d{1,3})+-\d{6}-\d{4}", _dossier),
    rule(r"(?=[A-Z\d-]*\d)(?=[A-Z\d-]*[A-Z])[A-Z\d]{3,4}(?:-[A-Z\d]{3,4}){2}", _code),
    rule(r"\d\.\d{6}(?:\.[A-Z0-9]+)*", lambda match: " chấm ".join(letters(part) for part in match[0].split("."))),
    rule(rf"{_APART}(?:\+84{_SEPARATOR}?|0)\d{{1,4}}(?:{_SEPARATOR}?\d{{2,4}}){{2,3}}(?![.,]\d)", _grouped),
    rule(rf"{_APART}0\d{{2,3}}{_SEPARATOR}\d{{4}}(?![.,]\d)", _grouped),
    rule(rf"{_APART}1[89]00{_SEPARATOR}?\d{{2,4}}(?:{_SEPARATOR}?\d{{2}})?", _grouped),
    rule(r"1022", lambda match: digits(match[0])),
    rule(rf"{_EMERGENCY}(?:(?:, | hoặc | hay | và ){_EMERGENCY})+", lambda match: _EACH.sub(lambda each: digits(each[0]), match[0])),
    rule(rf"{_CALLS}:?\s+(\d{{3,4}})(?![.,/]\d)", _called, re.IGNORECASE),
    rule(rf"{_APART}(?:0\d{{2,}}|\d{{8,}})(?![.,]\d)", _grouped),
    rule(rf"(?P<before>(?i:{_BEFORE_ROMAN})\s+)(?P<roman>(?=[IVXL]){_ROMAN_SHAPE})", _roman),
    rule(rf"(?P<before>)(?P<roman>(?=[IVX]{{2}}){_ROMAN_SHAPE})", _roman),
    rule(r"(quý [^\W\d]+)/(\d{4})", _quarter, re.IGNORECASE),
)

# Behind days of the week, which look like these ("T2").
FORMS = (rule(r"([A-ZĐ]{1,4})(\d{1,12})([a-zA-Z]?)", _form),)
