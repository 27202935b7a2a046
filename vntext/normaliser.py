"""First step for any text: one spelling of the same letters."""

from __future__ import annotations

import re
import unicodedata

# Letters that look like Vietnamese Đ/đ and are typed for it: Ð (eth), Ɖ (African D).
_LOOKALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", "\u00a0": " ", "’": "'", "‘": "'", "“": '"', "”": '"'})
# Soft hyphens, joiners, writing directions, control characters, halves of a pair: nobody sees them, and some no database takes.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]"
)
_LOOKALIKE = re.compile("[" + "".join(map(chr, _LOOKALIKES)) + "]")
_COMBINING = re.compile("[\u0300-\u036f]+")
_BLANKS = re.compile(r"[^\S\n]+")


def normalise(text: str) -> str:
    """NFC, Ð folded to Đ, invisible characters dropped, runs of blanks made one; line breaks stay."""
    # Composed last: an invisible character may have stood between a letter and its accent.
    composed = unicodedata.normalize("NFC", _without_lookalikes(_INVISIBLE.sub("", text)))
    lines = (_BLANKS.sub(" ", line).strip() for line in composed.splitlines())
    return "\n".join(lines).strip()


def strip_accents(text: str) -> str:
    """ "Đăng ký" → "Dang ky"; the case stays."""
    bare = _COMBINING.sub("", unicodedata.normalize("NFD", _without_lookalikes(text)))
    return bare.replace("Đ", "D").replace("đ", "d")


def _without_lookalikes(text: str) -> str:
    # str.translate is slow, and hardly any text has one of these.
    return text.translate(_LOOKALIKES) if _LOOKALIKE.search(text) else text
