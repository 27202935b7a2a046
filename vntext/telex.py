"""Text typed for the telex keyboard while it was switched off: "lafm giaasy" → "làm giấy".

Rules of the keyboard: TCVN 5712 / the telex method as UniKey and ibus-bamboo know it; tone letters may stand anywhere after the vowel.
"""

from __future__ import annotations

import re
import unicodedata

from vntext.normaliser import strip_accents
from vntext.syllables import is_syllable

_TONES = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323"}
# Longest first: "uow" is the pair, "ow" one letter of it.
_LETTERS = (("uwow", "ươ"), ("uow", "ươ"), ("aa", "â"), ("aw", "ă"), ("ee", "ê"), ("oo", "ô"), ("ow", "ơ"), ("uw", "ư"), ("dd", "đ"))
_LATE_HAT = re.compile(r"([aeo])([^aeiouyw]{0,2})\1")
_LATE_HORN = re.compile(r"(uo|[aou])([^aeiouyw]{1,2})w")
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"a": "ă", "o": "ơ", "u": "ư", "uo": "ươ"}
_TYPED = re.compile(r"(?<![\w.@/])[a-zA-Z]{2,10}(?![\w@/])")
_VOWELS = frozenset("aeiouyăâêôơư")
_LEAST_WORDS = 2
_LEAST_SHARE = 0.25


def read_telex(text: str) -> str:
    """The text itself unless several of its words make sense only as telex; words that are Vietnamese as they stand stay."""
    if strip_accents(text) != text:
        return text
    typed = _TYPED.findall(text)
    readings = {word: read for word in typed if (read := _read(word)) is not None}
    telling = sum(word in readings for word in typed)
    if telling < _LEAST_WORDS or telling < _LEAST_SHARE * len(typed):
        return text
    return _TYPED.sub(lambda match: readings.get(match.group(), match.group()), text)


def read_alone(word: str) -> str | None:
    """The syllable that a single word makes as telex, whatever stands beside it."""
    return _read(word) if _TYPED.fullmatch(word) else None


def _read(word: str) -> str | None:
    """The syllable meant, when the word is none as it stands and one as telex."""
    keys = word.lower()
    if is_syllable(keys) and "oo" not in keys:
        return None
    bare, tone = _without_tone(keys)
    letters = _with_marks(bare)
    is_short_form = letters.startswith("đ") and not _VOWELS.intersection(letters)
    if letters == keys or not (is_short_form or is_syllable(strip_accents(letters))):
        return None
    syllable = unicodedata.normalize("NFC", _toned(letters, tone))
    if word.isupper():
        return syllable.upper()
    return syllable.capitalize() if word[0].isupper() else syllable


def _without_tone(keys: str) -> tuple[str, str]:
    """The last tone letter behind the first vowel is the tone; in front of it, it is a consonant ("xa", "rút")."""
    first_vowel = next((place for place, key in enumerate(keys) if key in "aeiouy"), len(keys))
    for place in range(len(keys) - 1, first_vowel, -1):
        if keys[place] in _TONES:
            return keys[:place] + keys[place + 1 :], _TONES[keys[place]]
    return keys, ""


def _with_marks(keys: str) -> str:
    for typed, letter in _LETTERS:
        keys = keys.replace(typed, letter)
    keys = _LATE_HAT.sub(lambda match: _HATS[match.group(1)] + match.group(2), keys)
    keys = _LATE_HORN.sub(lambda match: _HORNS[match.group(1)] + match.group(2), keys)
    if keys.startswith("d") and keys.endswith("d") and len(keys) > 2:
        return "đ" + keys[1:-1]
    return keys


def _toned(letters: str, tone: str) -> str:
    """On the marked vowel, else the one before a final consonant, else the first of an open pair ("của", "khóa")."""
    places = [place for place, letter in enumerate(letters) if letter in _VOWELS]
    if letters.startswith(("qu", "gi")) and len(places) > 1:
        places = places[1:]
    if not tone or not places:
        return letters
    marked = [place for place in places if letters[place] not in "aeiouy"]
    if marked:
        chosen = marked[-1]
    elif len(places) > 2 or places[-1] < len(letters) - 1:
        chosen = places[1] if len(places) > 1 else places[0]
    else:
        chosen = places[0]
    return letters[: chosen + 1] + tone + letters[chosen + 1 :]
