"""Word errors, as they are counted everywhere."""

from __future__ import annotations

import pytest

from benchmarks.phone.word_errors import word_error_rate

SAID = "Đến cuối thế kỷ, ngành đánh bắt cá hoá lớn."


@pytest.mark.parametrize(
    ("heard", "errors"),
    [
        ("đến cuối thế kỷ ngành đánh bắt cá hóa lớn", 0),
        ("đến cuối thế kỷ ngành đánh bắt cá hóa nhỏ", 1),
        ("cuối thế kỷ ngành đánh bắt cá hóa lớn", 1),
        ("đến cuối cái thế kỷ ngành đánh bắt cá hóa lớn", 1),
        ("", 10),
    ],
)
def test_words_changed_left_out_and_added_count_alike(heard, errors):
    assert word_error_rate(SAID, heard) == pytest.approx(errors / 10)


def test_what_was_made_up_out_of_silence_counts():
    assert word_error_rate("", "alo alo") == 2.0
