"""What a Vietnamese syllable looks like without accents, and words typed without the blank between them.

Onsets and rimes: Đoàn Thiện Thuật, Ngữ âm tiếng Việt.
"""

from __future__ import annotations

import re

from vntext.normaliser import strip_accents

_ONSET = r"(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?"
_RIME = (
    r"(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|ie|ieu|iu|oa|oai|oao|oay|oe|oeo|oi|oo|ua|uay|uau|ue|ui|uo|uoi|uou|uu|uy|uya|uye|uyu|ya|yeu)"
    r"|(?:[aeiouy]|ie|oa|oe|oo|ua|ue|uo|uye?|ye)(?:ch|c|m|ng|nh|n|p|t)"
)
_SYLLABLE = re.compile(rf"^{_ONSET}(?:{_RIME})$")
# Shorter halves make too many words that are none ("oto", "zalo").
_SHORTEST_HALF = 3


def is_syllable(folded: str) -> bool:
    return _SYLLABLE.match(folded) is not None


def split_joined(word: str) -> list[str]:
    """ "khaisinh" → "khai", "sinh"; the word itself where it is one syllable, no two, or could be two in several ways."""
    folded = strip_accents(word)
    if is_syllable(folded):
        return [word]
    places = range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1)
    splits = [place for place in places if is_syllable(folded[:place]) and is_syllable(folded[place:])]
    return [word[: splits[0]], word[splits[0] :]] if len(splits) == 1 else [word]
