from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.search.query import prepare
from knowledge_base.search.spelling import Spelling

SPELLING = Spelling({"khai": 50, "sinh": 40, "giay": 90, "kinh": 30, "doanh": 30, "gia": 5, "hiem": 1})


class TestCorrected:
    @pytest.mark.parametrize("typed", ["kahi sinh", "khia sinh", "khaii sinh", "khai sin", "khai sinhh", "khqi sinh"])
    def test_one_slip_is_read_as_the_word_meant(self, typed: str) -> None:
        assert SPELLING.corrected(prepare(typed)).plain == "khai sinh"

    def test_known_words_stay_and_the_query_with_them(self) -> None:
        query = prepare("kinh doanh giá")
        assert SPELLING.corrected(query) is query

    @pytest.mark.parametrize("typed", ["ab", "qwertyu", "2026", "hien"])
    def test_short_strange_and_rare_words_stay(self, typed: str) -> None:
        assert SPELLING.corrected(prepare(typed)).plain == typed

    def test_topic_words_and_written_words_are_corrected_alike(self) -> None:
        corrected = SPELLING.corrected(prepare("giấy khia sihn"))
        assert corrected.accented == "giấy khai sinh"
        assert corrected.topic_words[-2:] == ("khai", "sinh")

    @given(st.text(max_size=40))
    def test_any_text_keeps_its_number_of_words(self, text: str) -> None:
        query = prepare(text)
        assert len(SPELLING.corrected(query).plain.split()) == len(query.plain.split())
