from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bad_inputs import TOO_LONG
from vntext import fold, words


class TestWords:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Mã 1.001193, phí 50.000đ!", ["mã", "1.001193", "phí", "50.000", "đ"]),
            ("Ngày 22/11/2026 thứ t7", ["ngày", "22/11/2026", "thứ", "t7"]),
            ("Mẫu CT01", ["mẫu", "ct01"]),
            ("👍 <b>hộ-chiếu</b>", ["b", "hộ", "chiếu", "b"]),
            ("", []),
        ],
    )
    def test_finds_words_and_whole_numbers(self, text, found):
        assert words(text) == found

    def test_finds_as_many_in_a_long_text(self):
        assert len(words(TOO_LONG)) == 2222


class TestFold:
    @pytest.mark.parametrize(
        "typed", ["Đăng ký  TẠM TRÚ", "dang ky tam tru", "Ðăng-ký tạm, trú?", unicodedata.normalize("NFD", "đăng ký tạm trú")]
    )
    def test_two_spellings_meet(self, typed):
        assert fold(typed) == "dang ky tam tru"

    @given(st.text())
    def test_does_nothing_the_second_time(self, text):
        once = fold(text)
        assert fold(once) == once
