from __future__ import annotations

from pathlib import Path

from conversations.attachments.opening import OpenedAttachment


def headers_of(media_type, name="x"):
    return OpenedAttachment(Path("x"), name, media_type, 1).headers


class TestHeaders:
    def test_let_a_browser_make_nothing_more_of_it(self):
        headers = headers_of("image/jpeg")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "private, no-store"

    def test_show_pictures_and_sound_in_place_and_save_papers(self):
        assert headers_of("image/png")["Content-Disposition"].startswith("inline;")
        assert headers_of("audio/ogg")["Content-Disposition"].startswith("inline;")
        assert headers_of("application/pdf")["Content-Disposition"].startswith("attachment;")

    def test_carry_the_name_in_plain_letters(self):
        assert (
            headers_of("image/png", 'Ảnh "nhà".png')["Content-Disposition"] == "inline; filename*=UTF-8''%E1%BA%A2nh%20%22nh%C3%A0%22.png"
        )
