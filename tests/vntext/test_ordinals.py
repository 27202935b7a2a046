from __future__ import annotations

import pytest

from vntext import chosen_number


@pytest.mark.parametrize("text", ["2", "2.", "(2)", "số 2", "So hai", "cái thứ hai", "em chọn mục 2 ạ", "lấy cái thứ 2 đi"])
def test_place_in_a_list_is_understood_as_people_write_it(text: str) -> None:
    assert chosen_number(text, 4) == 2


def test_last_one_is_counted_from_the_end() -> None:
    assert chosen_number("cái cuối cùng", 4) == 4


def test_number_that_the_list_has_not_is_told_all_the_same() -> None:
    assert chosen_number("9", 4) == 9


@pytest.mark.parametrize("text", ["thứ năm", "số năm"])
def test_fifth_is_a_number_behind_a_word_that_says_so(text: str) -> None:
    assert chosen_number(text, 5) == 5


@pytest.mark.parametrize("text", ["Nam", "nam", "cưới", "Nhật", "2 người đi cùng", "1.004873", "hai vợ chồng", ""])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert chosen_number(text, 5) is None
