"""Images are written anew: what is kept shows the same picture, upright, and holds nothing else.

A phone writes into a photo where and with what it was taken; the place of somebody's home is sensitive (Law 91/2025/QH15) and no
operator needs it. Dropping the known metadata fields would leave the unknown ones, and whatever hides behind the picture's end;
decoding and encoding again leaves none. The price is a little sharpness, which papers photographed by phone can spare.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from PIL import Image, ImageOps

from conversations.attachments.sniffing import GIF, JPEG, PNG, WEBP

# The largest photo of a phone at its usual settings; ten bytes can ask for far more.
MOST_MEGAPIXELS = 51
_MOST_PIXELS = MOST_MEGAPIXELS * 1_000_000
_LONGEST_SIDE = 4096
_QUALITY = 88
# Each scan of a progressive JPEG goes over the whole picture again.
_MOST_SCANS = 100
_FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", GIF: "GIF"}
# What Pillow's decoders raise on bytes that are no image after all.
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, ArithmeticError, LookupError, AssertionError, EOFError, struct.error, zlib.error)


class DamagedImage(Exception):
    """It cannot be decoded to its end."""


class TooManyPixels(Exception):
    """More than MOST_MEGAPIXELS."""


def write_anew(source: Path, target: Path, media_type: str) -> str:
    """The media type of what is written: JPEG, or PNG for what was PNG or GIF (its first picture) or lets something shine through."""
    try:
        return _write_anew(source, target, media_type)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except _BROKEN as error:
        raise DamagedImage from error


def _write_anew(source: Path, target: Path, media_type: str) -> str:
    formats = [_FORMATS[media_type]]
    if media_type == JPEG and source.read_bytes().count(b"\xff\xda") > _MOST_SCANS:
        raise DamagedImage
    with Image.open(source, formats=formats) as image:
        if image.width * image.height > _MOST_PIXELS:
            raise TooManyPixels
        image.verify()
    with Image.open(source, formats=formats) as image:
        # JPEG can be decoded smaller at once, with less memory.
        image.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        picture = _plain(ImageOps.exif_transpose(image))
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    picture.info.clear()
    if media_type in {PNG, GIF} or picture.mode == "RGBA":
        picture.save(target, "PNG")
        return PNG
    picture.save(target, "JPEG", quality=_QUALITY)
    return JPEG


def _plain(image: Image.Image) -> Image.Image:
    return image.convert("RGBA" if image.has_transparency_data else "RGB")
