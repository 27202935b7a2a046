"""A file's name as the sender calls it, made harmless: a label to read, never a path."""

from __future__ import annotations

import re
import unicodedata

_MOST_CHARACTERS = 80
# Beside letters, digits and marks: what may stand in a name. No direction overrides, nothing invisible, no quotes or path signs.
_STRANGE = re.compile(r"[^\w .,()+&@#=-]")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/pdf": ".pdf",
    "audio/mpeg": ".mp3",
    "audio/aac": ".aac",
    "audio/mp4": ".m4a",
    "audio/ogg": ".ogg",
    "audio/amr": ".amr",
    "audio/wav": ".wav",
}


def label_of(name: str, media_type: str, nameless: str) -> str:
    """The last part of `name` without strange characters, ending as its content does; `nameless` where nothing is left."""
    last = unicodedata.normalize("NFC", name[:1000]).replace("\\", "/").rpartition("/")[2]
    stem = _STRANGE.sub("", _SUFFIX.sub("", last))
    stem = " ".join(stem.split()).strip(" .")[:_MOST_CHARACTERS].strip(" .")
    return (stem or nameless) + _SUFFIXES[media_type]
