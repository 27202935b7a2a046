"""The piece of a message that shows why it was found, with personal numbers masked."""

from __future__ import annotations

from core.redaction import redact
from vntext import normalise, strip_accents, words

_LENGTH = 200
_BEFORE = 60
_MORE = "…"


def snippet(text: str, looked_for: str) -> str:
    """Some 200 characters around the first word that was looked for; masked before it is cut, so that no half of a number stays."""
    shown = " ".join(redact(normalise(text)).split())
    if len(shown) <= _LENGTH:
        return shown
    start = max(0, _first_place(shown, looked_for) - _BEFORE)
    start = shown.rfind(" ", 0, start) + 1 if start else 0
    end = start + _LENGTH
    return (_MORE if start else "") + shown[start:end].rstrip() + (_MORE if end < len(shown) else "")


def _first_place(shown: str, looked_for: str) -> int:
    # Composed letters lose their accent without the text getting shorter, so places stay the same.
    bare = strip_accents(shown).lower()
    together = " ".join(words(strip_accents(looked_for)))
    places = [place for place in (bare.find(together), *(bare.find(word) for word in together.split())) if place >= 0]
    return places[0] if places else 0
