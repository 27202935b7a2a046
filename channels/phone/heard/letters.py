"""Letters by their names, alone or with digits: "cờ cờ cờ dê" → "CCCD", "mẫu xê tê không một" → "mẫu CT01"."""

from __future__ import annotations

from collections.abc import Sequence

from channels.phone.heard.digits import DIGITS
from channels.phone.heard.reading import Read

_LETTERS = {
    "a": "A", "bê": "B", "bờ": "B", "xê": "C", "cê": "C", "cờ": "C", "dê": "D", "dờ": "D", "đê": "Đ", "đờ": "Đ", "e": "E", "ép": "F",
    "ép phờ": "F", "giê": "G", "gờ": "G", "hát": "H", "hắt": "H", "hờ": "H", "i": "I", "gi": "J", "ca": "K", "ka": "K", "lờ": "L",
    "e lờ": "L", "en lờ": "L", "mờ": "M", "em mờ": "M", "nờ": "N", "en nờ": "N", "ô": "O", "o": "O", "pê": "P", "pờ": "P", "quy": "Q",
    "cu": "Q", "rờ": "R", "e rờ": "R", "sờ": "S", "ét": "S", "ét sì": "S", "ét xì": "S", "tê": "T", "tờ": "T", "u": "U", "ư": "Ư",
    "vê": "V", "vờ": "V", "vê kép": "W", "ích": "X", "ích xì": "X", "xờ": "X", "i dài": "Y", "y": "Y", "y dài": "Y", "i cờ rét": "Y",
    "dét": "Z",
}  # fmt: skip
_LONGEST_NAME = 3
_CUES = frozenset({"mẫu", "mã", "hạng", "bằng", "biển", "khai", "lái", "số", "hiệu"})
# Behind these it may begin with figures.
_FIGURES_FIRST = frozenset({"biển", "mã", "số"})
_FEWEST_BEHIND_NUMBER = 4
_FEWEST_LETTERS = 3
_FEWEST_WITHOUT_CUE = 6
_TRACKING_CODE = 10
_VOWELS = frozenset("AEIOUƯY")
# As the same letters are meant.
_MEANT = {"BHIT": "BHYT", "CCCĐ": "CCCD", "UBNĐ": "UBND", "CMNĐ": "CMND"}


def code_at(words: Sequence[str], begins: int) -> Read | None:
    place, signs = begins, ""
    while place < len(words):
        sign, count = _sign(words, place)
        if not count:
            break
        signs, place = signs + sign, place + count
    letters = sum(1 for sign in signs if sign.isalpha())
    figures = len(signs) - letters
    if not letters or not _is_code(words, begins, signs, letters, figures):
        return None
    return Read(place - begins, _as_written(signs))


def _sign(words: Sequence[str], place: int) -> tuple[str, int]:
    for count in range(min(_LONGEST_NAME, len(words) - place), 0, -1):
        name = " ".join(words[place : place + count])
        if name in _LETTERS:
            return _LETTERS[name], count
    word = words[place]
    if len(word) == 1 and word.isalpha():
        return word.upper(), 1
    return (DIGITS[word], 1) if word in DIGITS else ("", 0)


def _is_code(words: Sequence[str], begins: int, signs: str, letters: int, figures: int) -> bool:
    has_cue = begins > 0 and words[begins - 1] in _CUES
    if not figures:
        return letters >= _FEWEST_LETTERS and (has_cue or not set(signs) <= _VOWELS)
    if has_cue:
        cue = words[begins - 1]
        # "số ca năm nay": cases, this year.
        return (cue != "số" or len(signs) >= _FEWEST_BEHIND_NUMBER) and (signs[0].isalpha() or cue in _FIGURES_FIRST)
    return letters > 1 and len(signs) >= _FEWEST_WITHOUT_CUE and signs[0].isalpha()


def _as_written(signs: str) -> str:
    if len(signs) == _TRACKING_CODE and signs[0].isalpha():
        return f"{signs[:3]}-{signs[3:6]}-{signs[6:]}"
    return _MEANT.get(signs, signs)
