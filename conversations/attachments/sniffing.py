"""What a file is, told from its bytes alone: one of the few kinds taken, or nothing. Names and headers of the sender are not asked."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from conversations.attachments import audio

JPEG, PNG, WEBP, GIF, PDF = "image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf"
# Images are written anew afterwards (images.py), so what hides behind their end or in their metadata goes; the others stay as sent.
IMAGES = frozenset({JPEG, PNG, WEBP, GIF})

_HEAD_BYTES = 64
# A reader of PDF looks for the end mark in the last kilobyte (ISO 32000-1, annex H); what lies further behind is another file.
_PDF_TAIL_BYTES = 1024


def media_type_of(path: Path) -> str | None:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        for media_type, is_one in _IMAGE_HEADS:
            if is_one(head):
                return media_type
        # A file that can be opened as an archive as well is two files, whatever the first one is.
        if zipfile.is_zipfile(file):
            return None
        if head.startswith((b"%PDF-1.", b"%PDF-2.")):
            return PDF if _has_pdf_end(file) else None
        return audio.media_type_of(file)


def _has_pdf_end(file: BinaryIO) -> bool:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _PDF_TAIL_BYTES))
    return b"%%EOF" in file.read(_PDF_TAIL_BYTES)


_IMAGE_HEADS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    (JPEG, lambda head: head.startswith(b"\xff\xd8\xff")),
    (PNG, lambda head: head.startswith(b"\x89PNG\r\n\x1a\n")),
    (GIF, lambda head: head.startswith((b"GIF87a", b"GIF89a"))),
    (WEBP, lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP"),
)
