"""What citizens write about themselves is masked before their question is kept for editors: numbers, names, where they live.

Told from the words around it, since a list of all names there are would mask half of the questions: "tôi tên …", "bà Nguyễn …",
"số nhà …", "ấp …". Communes, provinces and what is named after them stay: a question about an office or a bridge is nothing without its
place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from functools import cache
from pathlib import Path

from core.redaction import redact
from vntext import normalise, strip_accents

_NAME, _ADDRESS, _NUMBER, _BORN = "[tên]", "[địa chỉ]", "[số]", "[ngày sinh]"
_LONGEST = 500
_FEWEST_LETTERS = 2

_CAPITAL = "".join(letter for letter in map(chr, range(0x41, 0x1EFA)) if letter.isupper() and letter.isalpha())
_NUMBERS = re.compile(
    r"""
      (?P<born> \b(?: sinh (?:\s+(?:ngày|năm|ngay|nam))? | sn ) \s* (?:\d{1,2}[./-]){0,2}(?:19|20)\d\d \b )
    | (?P<plate> \b\d{2}[\s-]?[A-Z]{1,2}\d?[\s.-]{0,2}\d{3}[.]?\d{2}\b )
    | (?P<dossier> \b[HG]\d{2}(?:\.\d{1,3}){0,3}[.-]\d{6}[.-]\d{3,6}\b )
    | (?P<digits> (?<![\d.])\d{8,}(?![\d]) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# With accents taken away beforehand: positions stay, since letters are compared one by one.
_PLACES = re.compile(
    r"""
      \b(?:so\s+nha|nha\s+so) \s+ [\w/.-]*\d[\w/.-]* (?: \s+ (?:duong|hem|ngo|ngach|kiet) \s+ [\w/.]+ (?:\s+[\w]+){0,2} )?
    | \b(?:so\s+)? \d+[a-z]?(?:/\d+[a-z]?){0,3} \s+ (?:duong|hem|ngo|ngach|kiet) \s+ \w+ (?:\s+\w+){0,2}
    | \b(?:hem|ngo|ngach|kiet|to|khu\s+pho|kp|ap|thon|khom|buon|doi) \s+ (?:so\s+)? \d+[a-z]?(?:/\d+[a-z]?){0,3} \b
    | \b(?:lo|thua\s+(?:dat\s+)?(?:so\s+)?|to\s+ban\s+do\s+(?:so\s+)?) \s* \d+ \b
    """,
    re.VERBOSE,
)
# Named by a word: only where it is written as a name.
_NAMED_PLACES = re.compile(rf"\b(?:[Đđ]ường|[Ấấ]p|[Tt]hôn|[Bb]uôn|[Kk]hóm|[Hh]ẻm)((?:\s+[{_CAPITAL}][\w]*){{1,4}})")
_TOLD = re.compile(
    r"\b(?:ho\s+(?:va\s+)?ten|ten\s+(?:day\s+du\s+)?(?:(?:cua\s+)?(?:toi|em|con|minh|chau|be|me|ba|bo|cha|vo|chong)\s+)?la"
    r"|(?:toi|em|con|minh|chau|be)\s+ten(?:\s+la)?|(?:toi|em|con|minh|chau)\s+la)\s*:?\s+(?=[^\W\d_])"
)
_WORD = re.compile(r"[^\W\d_]+")
_NAME_WORDS = 3
# What stands before the name of a place, which is often called after a person. Without accents only what is no other word ("cho").
_OF_PLACE = re.compile(r"\b(?:tp|thanh pho|tinh|xa|phuong|thi tran|quan|huyen|truong|benh vien)\.?\s*$")
_OF_PLACE_AS_WRITTEN = re.compile(
    r"\b(?:cầu|cống|sông|suối|kênh|đập|hồ|thác|núi|đồi|rừng|đảo|chợ|bến xe|bến phà|ga|sân bay|cảng|khu công nghiệp|kcn|cụm công nghiệp"
    r"|khu dân cư|khu di tích|công viên|quảng trường|ngã ba|ngã tư|vòng xoay|chùa|đền|nhà thờ|th[ủu][ỷy] điện|nghĩa trang|bảo tàng"
    r"|vườn quốc gia|khu bảo tồn|đặc khu|thị xã)\s*$",
    re.IGNORECASE,
)
_OF_PERSON = re.compile(r"\b(?:ong|ba|anh|chi|em|co|chu|bac|chau|thay|ten)\s*$")
_UNITS = re.compile(r"^(?:xa|phuong|thi tran|thi xa|quan|huyen|thanh pho|tinh|dac khu)\s+")
_LOOKED_BACK = 18
# "Hồ Trị An": a lake, though there are people called Hồ.
_FEATURES = frozenset({"ho"})


def mask(text: str, known_names: Iterable[str] = (), places: Container[str] = frozenset()) -> str:
    """`known_names` are what the program knows this citizen by, `places` (`bare_names`) what is no person's name.

    What is longer than editors need is cut.
    """
    masked = redact(normalise(text).replace("\n", " "))
    for name in known_names:
        masked = _mask_known(masked, name)
    masked = _NUMBERS.sub(lambda match: _BORN if match.lastgroup == "born" else _NUMBER, masked)
    masked = _folded_sub(_PLACES, masked, lambda match: (match.span(), _ADDRESS))
    masked = _NAMED_PLACES.sub(lambda match: match.group()[: match.start(1) - match.start()] + f" {_ADDRESS}", masked)
    masked = _mask_told(masked)
    masked = _mask_names(masked, places)
    return re.sub(r"\s+", " ", masked).strip()[:_LONGEST]


def _mask_known(text: str, name: str) -> str:
    folded = strip_accents(normalise(name)).strip()
    if len(folded) < _FEWEST_LETTERS or not folded.replace(" ", "").isalpha():
        return text
    return _folded_sub(re.compile(rf"\b{re.escape(folded.lower())}\b"), text, lambda match: (match.span(), _NAME))


def _mask_told(text: str) -> str:
    """Behind "tôi tên" and the like: what has capitals; without any, a surname and what goes with it."""
    parts, at = [], 0
    for told in _TOLD.finditer(_folded(text)):
        if told.end() < at:
            continue
        end = _end_of_name(text, told.end())
        if end > told.end():
            parts += [text[at : told.end()], _NAME]
            at = end
    return "".join([*parts, text[at:]])


def _end_of_name(text: str, start: int) -> int:
    """`start` itself where no name begins there."""
    end, count = start, 0
    for word in _WORD.finditer(text, start):
        if word.start() > end + 1 or (count and not text[end : word.start()].isspace()):
            break
        is_part = word.group()[0].isupper() or (
            _folded(word.group()) in _surnames()[0] if count == 0 else text[start].islower() and count < _NAME_WORDS
        )
        if not is_part:
            break
        end, count = word.end(), count + 1
    return end


def _mask_names(text: str, places: Container[str]) -> str:
    parts, at = [], 0
    while found := _capitalised_names().search(text, at):
        end = found.end() if _is_of_place(text, found.start()) else _end_of_place(text, found, places)
        parts += [text[at : found.start()], text[found.start() : end] or _NAME]
        at = end if end > found.start() else found.end()
    return "".join([*parts, text[at:]])


def _is_of_place(text: str, start: int) -> bool:
    before = text[max(0, start - _LOOKED_BACK) : start]
    return bool(_OF_PLACE.search(_folded(before)) or _OF_PLACE_AS_WRITTEN.search(before))


def _end_of_place(text: str, found: re.Match[str], places: Container[str]) -> int:
    """Of a known place with which the capitals begin, else their start. People have titles, places have none."""
    if _OF_PERSON.search(_folded(text[max(0, found.start() - _LOOKED_BACK) : found.start()])):
        return found.start()
    ends = [word.end() for word in _WORD.finditer(text, found.start(), found.end())]
    for end in reversed(ends):
        named = _folded(text[found.start() : end])
        feature, _, rest = named.partition(" ")
        candidates = [named, rest] if feature in _FEATURES else [named]
        if any(each in places or each in _provinces() for each in candidates):
            return end
    return found.start()


def bare_names(units: Iterable[str]) -> frozenset[str]:
    """ "Xã Mã Đà" → "ma da": as `mask` compares them. Names of one word are left out, since some are people's."""
    bare = {_UNITS.sub("", _folded(normalise(unit))) for unit in units}
    return frozenset(name for name in bare if " " in name)


@cache
def _provinces() -> frozenset[str]:
    rows = Path(__file__).with_name("provinces.txt").read_text(encoding="utf-8").splitlines()
    return bare_names(row for row in rows if not row.startswith("#"))


def _folded_sub(pattern: re.Pattern[str], text: str, place: Callable[[re.Match[str]], tuple[tuple[int, int], str]]) -> str:
    parts, at = [], 0
    for match in pattern.finditer(_folded(text)):
        (start, end), mask_word = place(match)
        parts += [text[at:start], mask_word]
        at = end
    return "".join([*parts, text[at:]])


def _folded(text: str) -> str:
    """Letter by letter as long as the text."""
    folded = strip_accents(text).lower()
    # A letter that is two when folded: compared as written rather than at wrong places.
    return folded if len(folded) == len(text) else text.lower()


@cache
def _surnames() -> list[list[str]]:
    """In the first line of the file those that are no other word, and name somebody also without a capital."""
    rows = Path(__file__).with_name("surnames.txt").read_text(encoding="utf-8").splitlines()
    return [row.split() for row in rows if not row.startswith("#")]


@cache
def _capitalised_names() -> re.Pattern[str]:
    """A surname and one to four more words, all of them with capitals."""
    spelled = "|".join(sorted({_any_accents(name) for row in _surnames() for name in row}, key=len, reverse=True))
    return re.compile(rf"(?<![\w])(?:{spelled})(?:\s+[{_CAPITAL}][^\W\d_]*){{1,4}}(?![\w])")


def _any_accents(folded: str) -> str:
    return folded[0].upper().replace("D", "[DĐ]") + "".join(_ACCENTED.get(letter, letter) for letter in folded[1:])


_ACCENTED = {
    "a": "[aàáảãạăằắẳẵặâầấẩẫậ]",
    "e": "[eèéẻẽẹêềếểễệ]",
    "i": "[iìíỉĩị]",
    "o": "[oòóỏõọôồốổỗộơờớởỡợ]",
    "u": "[uùúủũụưừứửữự]",
    "y": "[yỳýỷỹỵ]",
}
