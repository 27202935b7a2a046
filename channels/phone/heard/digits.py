"""Digits said one by one or in groups: telephone numbers, identity numbers, short numbers behind "gọi", "bấm", "mã số"."""

from __future__ import annotations

from collections.abc import Sequence

from channels.phone.heard.numerals import FOUR_ENDS_BEFORE, ONES
from channels.phone.heard.reading import Read

DIGITS = {"không": "0", "mốt": "1", "tư": "4", "lăm": "5", "nhăm": "5"} | {word: str(value) for word, value in ONES.items()}
_IN_GROUPS = frozenset({"mươi", "mười", "trăm", "lẻ", "linh"})
_PHONE_LENGTHS = (10, 11)
_FEWEST = 4
_FEWEST_BEHIND_CUE = 2
_CUES = frozenset({"số", "bấm", "phím", "mã", "đài", "máy", "chọn"})
# "một số ba mẹ": some parents.
_NO_CUE_BEHIND = frozenset({"một", "thiểu", "đa", "nhiều", "vài"})
_EMERGENCY = frozenset({"111", "112", "113", "114", "115"})
_COUNTED = frozenset(
    {"lần", "người", "ngày", "cuộc", "tháng", "cái", "bộ", "vợ", "mẹ", "má", "anh", "con", "chị", "đứa", "nay", "ngoái", "trước", "sau"}
)
_BEHIND_YEAR = frozenset({"ngoái", "nay", "trước", "sau", "tới", "qua", "nào", "rồi"})
# A number that is whole without the "không" behind it: that one asks.
_WHOLE = frozenset({4, 8, 10, 12})
_BEHIND_QUESTION = frozenset({"", "ạ", "em", "anh", "chị", "vậy", "hả", "nhỉ", "con", "cháu", "bạn"})


def telephone_at(words: Sequence[str], begins: int) -> Read | None:
    """ "không chín mười hai ba bốn năm sáu bảy tám": groups count as they are written."""
    place, number = begins, ""
    if words[begins : begins + 3] == ["cộng", "tám", "bốn"]:
        place, number = begins + 3, "0"
    elif words[begins] != "không":
        return None
    found: Read | None = None
    while place < len(words) and len(number) <= max(_PHONE_LENGTHS):
        digits, count = _group(words, place)
        if not count:
            break
        number, place = number + digits, place + count
        if len(number) in _PHONE_LENGTHS and _is_telephone(number):
            found = Read(place - begins, number)
    if found is None or _goes_on(words, begins + found.count):
        return None
    return found


def _goes_on(words: Sequence[str], place: int) -> bool:
    """Then it is something longer, such as the number of an identity card."""
    return _at(words, place) in DIGITS and not (_at(words, place) == "không" and _at(words, place + 1) not in DIGITS)


def digits_at(words: Sequence[str], begins: int) -> Read | None:
    ends = begins
    while ends < len(words) and words[ends] in DIGITS and not _is_half_a_word(words, ends):
        ends += 1
    ends = _without_question(words, begins, ends)
    if ends > begins and words[ends - 1] == "năm" and _at(words, ends) in _BEHIND_YEAR:
        ends -= 1
    run = words[begins:ends]
    number = "".join(DIGITS[word] for word in run)
    is_said = len(run) >= _FEWEST and not _counts_years(run)
    if is_said or _is_short_number(words, begins, ends, number):
        return Read(len(run), number)
    return None


def _group(words: Sequence[str], place: int) -> tuple[str, int]:
    """One digit, or tens: "ba mươi tư" 34, "mười" 10; "ba số chín" 999."""
    word, following, third = _at(words, place), _at(words, place + 1), _at(words, place + 2)
    if word in ("hai", "ba", "bốn") and following == "số" and third in DIGITS:
        return DIGITS[third] * ONES[word], 3
    if word == "mười":
        return ("1" + DIGITS[following], 2) if following in DIGITS and following not in ("không", "năm") else ("10", 1)
    if word in DIGITS and following == "mươi":
        return (DIGITS[word] + DIGITS[third], 3) if third in DIGITS and third not in ("không", "năm") else (DIGITS[word] + "0", 2)
    return (DIGITS[word], 1) if word in DIGITS else ("", 0)


def _is_telephone(number: str) -> bool:
    return number.startswith("02") if len(number) == max(_PHONE_LENGTHS) else number[:2] in ("02", "03", "05", "07", "08", "09")


def _is_short_number(words: Sequence[str], begins: int, ends: int, number: str) -> bool:
    """ "gọi một một ba", "bấm phím hai": few digits, and only behind what calls for them."""
    cue, before, behind = _at(words, begins - 1), _at(words, begins - 2), _at(words, ends)
    if number in _EMERGENCY and cue in _CUES | {"gọi"}:
        return True
    if cue in ("phím", "bấm") and number and behind not in _COUNTED:
        return True
    is_cue = cue in _CUES and before not in _NO_CUE_BEHIND
    return is_cue and len(number) >= _FEWEST_BEHIND_CUE and behind not in _COUNTED


def _without_question(words: Sequence[str], begins: int, ends: int) -> int:
    asks = ends > begins and words[ends - 1] == "không" and _at(words, ends) in _BEHIND_QUESTION
    return ends - 1 if asks and ends - 1 - begins in _WHOLE else ends


def _counts_years(run: Sequence[str]) -> bool:
    """ "hai năm ba năm"."""
    return len(run) % 2 == 0 and all(word == "năm" for word in run[1::2])


def _is_half_a_word(words: Sequence[str], place: int) -> bool:
    return words[place] == "tư" and _at(words, place + 1) in FOUR_ENDS_BEFORE


def _at(words: Sequence[str], place: int) -> str:
    return words[place] if 0 <= place < len(words) else ""
