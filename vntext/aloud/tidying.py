"""Signs that nobody says."""

from __future__ import annotations

import re

from vntext.normaliser import normalise, strip_accents
from vntext.syllables import is_syllable

_BULLET = re.compile(r"^\s*(?:[-–—+*•§▪●◦·\uf02d\uf0d8\uf0a7\uf0fc]+(?:\s+|(?=[^\W\d])))+")
_FILE_NAME = re.compile(r"[^\s;,]+\.(?:docx?|pdf|xlsx?|zip|rar)\b", re.IGNORECASE)
_BULLET_BEHIND_SIGN = re.compile(r"([,.:;!?])\s*[-–—+*•]+\s+")
# A heading in capitals: words, but for what is no syllable.
_CAPITAL = "[A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA, 2)) + "]"
_HEADING = re.compile(rf"\b{_CAPITAL}+(?:[ ,–-]+{_CAPITAL}+)+\b")
_ACCENTED = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĨŨẠ-Ỹ]")
_SAID = (
    (re.compile(r"\s*≤\s*"), " nhỏ hơn hoặc bằng "),
    (re.compile(r"\s*≥\s*"), " lớn hơn hoặc bằng "),
    (re.compile(r"\s*<\s*(?=\d)"), " dưới "),
    (re.compile(r"\s*>\s*(?=\d)"), " trên "),
)
_PAUSES = re.compile(r"\s*[()\[\]{}]\s*|\s+[-–—]+\s+|\s*[;|]\s*|(?<=\w)\s*/\s*(?=\w)")
_SILENT = re.compile(r"[\"«»“”„*_#~^`<>=\\|•§+/$\uf000-\uf8ff]+")
_AND = re.compile(r"\s*&\s*")
_HYPHEN = re.compile(r"(?<=\w)[-–—](?=\w)")
_DOTS = re.compile(r"(?:\.\s?){2,}|…")
_DOUBLE_PAUSE = re.compile(r"\s*,(?:\s*,)+")
_PAUSE_BEFORE_END = re.compile(r"\s*,\s*([.!?:])")
_BLANK_BEFORE_SIGN = re.compile(r"\s+([,.!?:])")
_SIGN_WITHOUT_BLANK = re.compile(r"([,!?:])(?=[^\W\d])")


def _small(match: re.Match[str]) -> str:
    if not _ACCENTED.search(match[0]):
        return match[0]
    return re.sub(r"\w+", lambda word: word[0].lower() if is_syllable(strip_accents(word[0]).lower()) else word[0], match[0])


def opened(text: str) -> str:
    """Before anything else: one spelling, no bullets, comparisons in words."""
    text = _BULLET.sub("", normalise(text).replace("_", " "))
    text = _BULLET_BEHIND_SIGN.sub(r"\1 ", _FILE_NAME.sub("", text))
    text = _HEADING.sub(_small, text)
    for pattern, said in _SAID:
        text = pattern.sub(said, text)
    return text.strip()


def closed(text: str) -> str:
    """Behind everything else: brackets and dashes are pauses, other signs are silent."""
    text = _AND.sub(" và ", _HYPHEN.sub(" ", text))
    text = _SILENT.sub(" ", _PAUSES.sub(", ", text))
    text = _DOUBLE_PAUSE.sub(",", _DOTS.sub(". ", _BULLET_BEHIND_SIGN.sub(r"\1 ", text)))
    text = _SIGN_WITHOUT_BLANK.sub(r"\1 ", _BLANK_BEFORE_SIGN.sub(r"\1", text))
    return " ".join(_PAUSE_BEFORE_END.sub(r"\1", text).split()).strip(" ,-–—")
