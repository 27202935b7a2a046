"""The files citizens send here: small real ones, and some that lie about what they are. Served under /media/."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

_MEGABYTE = 1024 * 1024
_VOICE = Path(__file__).with_name("samples") / "voice.amr"
_PAGE = b"<html><body><script>alert(1)</script></body></html>"

REDIRECT: Final = "redirect.jpg"
SLOW: Final = "slow.jpg"
INWARD: Final = "http://169.254.169.254/latest/meta-data"


@cache
def sample(name: str) -> tuple[str, bytes] | None:
    """What the server says it is, and what it is."""
    known = _SAMPLES.get(name)
    return (known[0], known[1]()) if known else None


def _photo() -> bytes:
    """A street lamp by night, so that one sees which way is up."""
    image = Image.new("RGB", (960, 720), (38, 44, 74))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 560, 960, 720), fill=(70, 72, 78))
    pen.polygon(((478, 190), (260, 580), (700, 580)), fill=(96, 94, 84))
    pen.rectangle((470, 180, 486, 580), fill=(150, 150, 155))
    pen.ellipse((440, 150, 516, 200), fill=(250, 225, 150))
    return _written(image, "JPEG")


def _drawing(size: int, face: tuple[int, int, int], form: str) -> bytes:
    image = Image.new("RGB", (size, size), (235, 240, 248))
    pen = ImageDraw.Draw(image)
    pen.ellipse((size // 8, size // 8, size * 7 // 8, size * 7 // 8), fill=face)
    for left in (0.36, 0.58):
        pen.ellipse((size * left, size * 0.36, size * (left + 0.07), size * 0.45), fill=(40, 40, 40))
    pen.arc((size * 0.32, size * 0.4, size * 0.68, size * 0.72), 20, 160, fill=(40, 40, 40), width=max(2, size // 40))
    return _written(image, form)


def _written(image: Image.Image, form: str) -> bytes:
    to = io.BytesIO()
    image.save(to, form)
    return to.getvalue()


def _pdf() -> bytes:
    """One page with a line on it, and a right table of where its objects are."""
    stream = b"BT /F1 24 Tf 72 720 Td (Don de nghi - ban mau) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, end)


def _clip() -> bytes:
    """The head of a film, enough to be told by its content."""
    return b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00\x00\x04\x08mdat" + bytes(1024)


_SAMPLES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "photo.jpg": ("image/jpeg", _photo),
    "avatar.jpg": ("image/jpeg", lambda: _drawing(240, (240, 190, 140), "JPEG")),
    "sticker.png": ("image/png", lambda: _drawing(160, (250, 205, 70), "PNG")),
    "wave.gif": ("image/gif", lambda: _drawing(160, (140, 200, 240), "GIF")),
    "voice.amr": ("audio/amr", _VOICE.read_bytes),
    "form.pdf": ("application/pdf", _pdf),
    "clip.mp4": ("video/mp4", _clip),
    "letter.doc": ("application/msword", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048)),
    # A page that calls itself a photo, a program that calls itself a document, a photo that breaks off, nothing at all, too much.
    "lying.jpg": ("image/jpeg", lambda: _PAGE),
    "lying.pdf": ("application/pdf", lambda: b"MZ\x90\x00" + bytes(2048)),
    "broken.jpg": ("image/jpeg", lambda: _photo()[:400]),
    "empty.jpg": ("image/jpeg", lambda: b""),
    "huge.jpg": ("image/jpeg", lambda: _photo() + bytes(12 * _MEGABYTE)),
}
