from __future__ import annotations

import uuid
from io import BytesIO

import pytest
from PIL import Image

from channels.contract import ChannelError, OutboundFile, Trouble
from channels.zalo.uploads import JPEG, MOST_FILE_BYTES, PDF, PNG, check_taken, small_image


def noise(side: int, mode: str = "RGB") -> Image.Image:
    """What hardly compresses."""
    return Image.effect_noise((side, side), 100).convert(mode)


def file_of(media_type: str, size: int = 10) -> OutboundFile:
    return OutboundFile(uuid.uuid4(), "tệp", media_type, size)


class TestSmallImage:
    def test_a_small_one_is_sent_as_it_is(self, tmp_path):
        path = tmp_path / "a"
        noise(50).save(path, "PNG")
        assert small_image(path, PNG) == (path.read_bytes(), PNG)

    def test_a_large_one_is_made_small_enough_and_stays_as_sharp_as_it_can(self, tmp_path):
        path = tmp_path / "a"
        noise(2400).save(path, "PNG")
        assert path.stat().st_size > 1_000_000
        content, media_type = small_image(path, PNG)
        assert (media_type, len(content) <= 1_000_000) == (JPEG, True)
        assert Image.open(BytesIO(content)).width >= 1080

    def test_what_shines_through_becomes_white(self, tmp_path):
        path = tmp_path / "a"
        picture = noise(1200, "RGBA")
        picture.putalpha(0)
        picture.save(path, "PNG")
        content, _ = small_image(path, PNG, most_bytes=200_000)
        assert sum(Image.open(BytesIO(content)).convert("L").histogram()[:250]) == 0


class TestCheckTaken:
    @pytest.mark.parametrize(
        ("media_type", "size", "code"),
        [("audio/mpeg", 10, "file_kind"), ("image/webp", 10, "file_kind"), (PDF, MOST_FILE_BYTES + 1, "file_too_large")],
    )
    def test_what_the_vendor_takes_from_nobody(self, media_type, size, code):
        with pytest.raises(ChannelError) as refused:
            check_taken(file_of(media_type, size))
        assert (refused.value.trouble, refused.value.code, refused.value.message) == (Trouble.NOT_TAKEN, code, "tệp")

    @pytest.mark.parametrize(("media_type", "size"), [(PDF, MOST_FILE_BYTES), (JPEG, 9_000_000), (PNG, 10)])
    def test_what_it_takes(self, media_type, size):
        check_taken(file_of(media_type, size))
