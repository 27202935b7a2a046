from __future__ import annotations

import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from conversations.attachments.images import DamagedImage, TooManyPixels, write_anew
from tests.conversations.attachments.samples import MAKER, archive, image, photo


@pytest.fixture
def rewrite(tmp_path):
    """What `write_anew` makes of some bytes: media type, and the file."""

    def of(content, media_type="image/jpeg"):
        source, target = tmp_path / "source", tmp_path / "target"
        source.write_bytes(content)
        return write_anew(source, target, media_type), target

    return of


def png_that_says(width, height):
    """A few bytes that ask for a picture of that size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


class TestWriteAnew:
    def test_keeps_neither_place_nor_maker_nor_comment(self, rewrite):
        original = photo()
        assert MAKER.encode() in original
        _, written = rewrite(original)
        with Image.open(written) as picture:
            assert dict(picture.getexif()) == {}
            assert "comment" not in picture.info
        assert MAKER.encode() not in written.read_bytes()

    def test_keeps_the_picture_upright(self, rewrite):
        _, written = rewrite(photo(orientation=6))
        with Image.open(written) as picture:
            assert picture.size == (48, 64)
            pixel = picture.convert("RGB").getpixel((24, 5))
            assert isinstance(pixel, tuple)
            assert pixel[2] > 200 > pixel[0]  # the left half of a picture turned to the right is its upper half

    def test_keeps_nothing_from_behind_the_end(self, rewrite):
        _, written = rewrite(image("JPEG") + archive())
        assert b"PK" not in written.read_bytes()[-200:]

    def test_keeps_no_text_of_a_png(self, rewrite):
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", MAKER)
        kind, written = rewrite(image("PNG", pnginfo=text), "image/png")
        assert (kind, MAKER.encode() in written.read_bytes()) == ("image/png", False)

    def test_keeps_what_shines_through(self, rewrite):
        kind, written = rewrite(image("WEBP", mode="RGBA", colour=(1, 2, 3, 0), lossless=True), "image/webp")
        with Image.open(written) as picture:
            assert (kind, picture.mode) == ("image/png", "RGBA")

    def test_makes_a_jpeg_of_webp_for_phones_that_do_not_know_it(self, rewrite):
        assert rewrite(image("WEBP"), "image/webp")[0] == "image/jpeg"

    def test_takes_the_first_picture_of_a_gif(self, rewrite):
        more = [Image.new("RGB", (64, 48), "blue")]
        content = image("GIF", colour="red", save_all=True, append_images=more)
        kind, written = rewrite(content, "image/gif")
        with Image.open(written) as picture:
            assert (kind, picture.convert("RGB").getpixel((0, 0))) == ("image/png", (255, 0, 0))

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
    def test_takes_every_way_of_colours(self, rewrite, mode):
        form, media_type = ("JPEG", "image/jpeg") if mode == "CMYK" else ("PNG", "image/png")
        assert rewrite(image(form, mode=mode, colour=0), media_type)[1].stat().st_size > 0

    def test_makes_a_very_large_photo_smaller(self, rewrite):
        _, written = rewrite(image("JPEG", size=(6000, 3000)))
        with Image.open(written) as picture:
            assert picture.size == (4096, 2048)

    @pytest.mark.parametrize("size", [(8000, 7000), (30_000, 30_000), (2**31 - 1, 2**31 - 1)])
    def test_refuses_a_picture_that_would_fill_the_memory(self, rewrite, size):
        with pytest.raises(TooManyPixels):
            rewrite(png_that_says(*size), "image/png")

    def test_refuses_a_jpeg_that_goes_over_itself_again_and_again(self, rewrite):
        with pytest.raises(DamagedImage):
            rewrite(image("JPEG") + b"\xff\xda" * 101)

    @pytest.mark.parametrize(
        ("content", "media_type"),
        [
            (image("JPEG")[:300], "image/jpeg"),
            (b"\xff\xd8\xff<script>alert(1)</script>", "image/jpeg"),
            (image("PNG")[:60], "image/png"),
            (b"GIF89a/*<script>*/=1;", "image/gif"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        ],
    )
    def test_refuses_what_only_begins_like_a_picture(self, rewrite, content, media_type):
        with pytest.raises(DamagedImage):
            rewrite(content, media_type)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
    @given(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), st.integers(8, 700), st.binary(min_size=1, max_size=8))
    def test_says_of_every_broken_picture_that_it_is_broken(self, rewrite, form, at, bytes_put):
        content = image(form)
        with suppress(DamagedImage, TooManyPixels):
            rewrite(content[:at] + bytes_put + content[at + len(bytes_put) :], f"image/{form.lower()}")
