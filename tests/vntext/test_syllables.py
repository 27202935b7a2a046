from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vntext import split_joined


@pytest.mark.parametrize(
    ("word", "parts"),
    [("khaisinh", ["khai", "sinh"]), ("kếthôn", ["kết", "hôn"]), ("tamtru", ["tam", "tru"])],
)
def test_two_syllables_of_some_length_are_told_apart(word, parts):
    assert split_joined(word) == parts


@pytest.mark.parametrize(
    "word", ["nghiêng", "khuya", "online", "karaoke", "passport", "vneid", "zalo", "facebook", "hochieu", "123456", ""]
)
def test_one_syllable_foreign_words_and_what_could_be_read_in_two_ways_stay_whole(word):
    assert split_joined(word) == [word]


@given(st.text(max_size=20))
def test_nothing_is_lost(word):
    assert "".join(split_joined(word)) == word
