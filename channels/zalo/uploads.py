"""Files of operators within what the vendor takes: images under a megabyte, scaled down where they are larger, and PDF up to five."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from channels.contract import ChannelError, OutboundFile, Trouble

MOST_IMAGE_BYTES = 1_000_000
MOST_FILE_BYTES = 5_000_000
JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
IMAGES = frozenset({JPEG, PNG})
_QUALITIES = (88, 78)
_LONGEST_SIDES = (4096, 2560, 1920, 1440, 1080, 720)


def check_taken(file: OutboundFile) -> None:
    """Raises ChannelError (NOT_TAKEN) for what the vendor takes from nobody."""
    if file.media_type in IMAGES:
        return
    if file.media_type != PDF:
        raise ChannelError(Trouble.NOT_TAKEN, "file_kind", file.file_name)
    if file.size_bytes > MOST_FILE_BYTES:
        raise ChannelError(Trouble.NOT_TAKEN, "file_too_large", file.file_name)


def is_taken(file: OutboundFile) -> bool:
    try:
        check_taken(file)
    except ChannelError:
        return False
    return True


def small_image(path: Path, media_type: str, most_bytes: int = MOST_IMAGE_BYTES) -> tuple[bytes, str]:
    """The picture and its media type: as it is where it is small enough, else the sharpest JPEG that is."""
    if path.stat().st_size <= most_bytes:
        return path.read_bytes(), media_type
    written = b""
    with Image.open(path, formats=["JPEG", "PNG"]) as image:
        picture = _on_white(image)
    for side in _LONGEST_SIDES:
        picture.thumbnail((side, side))
        for quality in _QUALITIES:
            written = _jpeg(picture, quality)
            if len(written) <= most_bytes:
                return written, JPEG
    return written, JPEG


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG knows nothing that shines through."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    drawn = image.convert("RGBA")
    ground = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(ground, drawn).convert("RGB")


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    written = BytesIO()
    picture.save(written, "JPEG", quality=quality)
    return written.getvalue()
