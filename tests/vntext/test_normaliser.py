from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.bad_inputs import EMPTY, KEPT, TOO_LONG
from vntext import normalise, strip_accents


class TestNormalise:
    @pytest.mark.parametrize(("sent", "kept"), KEPT.values(), ids=KEPT.keys())
    def test_keeps_what_can_be_read(self, sent, kept):
        assert normalise(sent) == kept

    @pytest.mark.parametrize("sent", EMPTY.values(), ids=EMPTY.keys())
    def test_leaves_nothing_of_what_cannot_be_seen(self, sent):
        assert normalise(sent) == ""

    def test_makes_runs_of_blanks_one_and_keeps_line_breaks(self):
        assert normalise("  hộ \u00a0 chiếu\t\tmới \n\n  cho bé ") == "hộ chiếu mới\n\ncho bé"

    def test_takes_a_vertical_tab_for_a_line_break(self):
        assert normalise("khai sinh\x0bkết hôn\x0ckhai tử") == "khai sinh\nkết hôn\nkhai tử"

    def test_makes_typographers_quotes_plain(self):
        assert normalise("“giấy” ‘khai’ sinh’") == "\"giấy\" 'khai' sinh'"

    def test_composes_letters_that_an_invisible_character_held_apart(self):
        assert normalise("ho\u200b\u0302\u200d\u0323 chie\ufeff\u0302\u0301u") == "hộ chiếu"

    @given(st.text())
    @example("e\u200b\u0301")
    @example("\ud800")
    def test_does_nothing_the_second_time(self, text):
        once = normalise(text)
        assert normalise(once) == once

    @given(st.text(st.characters()))
    def test_gives_text_that_the_database_can_hold(self, text):
        kept = normalise(text)
        assert "\x00" not in kept
        assert kept.encode() is not None
        assert unicodedata.is_normalized("NFC", kept)

    def test_takes_no_longer_for_a_long_text(self):
        started = time.perf_counter()
        normalise(TOO_LONG * 10)
        assert time.perf_counter() - started < 0.5


class TestStripAccents:
    @pytest.mark.parametrize(
        ("text", "bare"),
        [
            ("Đăng ký kết hôn", "Dang ky ket hon"),
            (unicodedata.normalize("NFD", "Đường sắt Ở Ưu tiên"), "Duong sat O Uu tien"),
            ("ÐƠN ðơn", "DON don"),
            ("CT01 – 100%", "CT01 – 100%"),
        ],
    )
    def test_leaves_letters_bare_and_their_case_alone(self, text, bare):
        assert strip_accents(text) == bare
