from __future__ import annotations

import numpy as np
import pytest

from knowledge_base.search.lines import LINE_FEATURES, LineTable
from knowledge_base.search.query import prepare
from knowledge_base.search.searchables import Searchable

BIRTH = Searchable("birth", "Đăng ký khai sinh", ("làm giấy khai sinh",), content="Giấy chứng sinh")
PASSPORT = Searchable("passport", "Cấp hộ chiếu phổ thông", ("hộ chiếu nước ngoài",))


def compared(text: str) -> dict[str, dict[str, float]]:
    rows = LineTable([BIRTH, PASSPORT]).compare(prepare(text), np.array([0, 1]))
    return {key: dict(zip(LINE_FEATURES, row, strict=True)) for key, row in zip(("birth", "passport"), rows, strict=True)}


class TestCompare:
    def test_a_name_said_word_for_word_is_all_of_the_question_and_of_the_line(self) -> None:
        found = compared("đăng ký khai sinh")["birth"]
        assert [found[name] for name in ("line_recall", "line_precision", "line_both", "name_recall", "union_recall")] == [1, 1, 1, 1, 1]
        assert found["missing_word"] == 0

    def test_an_everyday_name_within_a_longer_question_is_held(self) -> None:
        assert compared("em xin hộ chiếu nước ngoài cho bé gái")["passport"]["held_name"] > 0
        assert compared("em xin hộ chiếu nước ngoài cho bé gái")["birth"]["held_name"] == 0

    def test_a_word_of_the_content_is_not_missing(self) -> None:
        assert compared("chứng sinh")["birth"]["missing_word"] < compared("chứng sinh")["passport"]["missing_word"]

    @pytest.mark.parametrize("text", ["zzz", "", "khai sinh khai sinh hộ chiếu"])
    def test_every_figure_lies_between_none_and_one(self, text: str) -> None:
        for figures in compared(text).values():
            assert all(0 <= figure <= 1 + 1e-9 for figure in figures.values())
