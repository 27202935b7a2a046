from __future__ import annotations

import pytest

from knowledge_base.importer.official_fields.quantities import Quantity, is_cut_sentence, name_with, parse_quantity


class TestParseQuantity:
    @pytest.mark.parametrize(
        ("text", "originals", "copies"),
        [
            ("1 bản chính,1 bản sao", 1, 1),
            ("0 bản chính,3 bản sao", 0, 3),
            ("01 bản chính", 1, 0),
            ("2 bản sao", 0, 2),
            ("Bản chính: 1\nBản sao: 0", 1, 0),
            ("Bản chính: \nBản sao: 1", 0, 1),
            ("Bản chính: 1\nBản sao: 19", 1, 19),
            ("12 bản chính", 12, 0),
        ],
    )
    def test_originals_and_copies(self, text: str, originals: int, copies: int) -> None:
        assert parse_quantity(text) == Quantity(originals, copies)

    @pytest.mark.parametrize("text", ["", "0 bản chính", "nhiều bản", "Bản chính: 0\nBản sao: 0"])
    def test_nothing_is_zero_and_zero(self, text: str) -> None:
        assert parse_quantity(text) == Quantity(0, 0)

    def test_year_glued_before_goes_back_to_the_name(self) -> None:
        assert parse_quantity("20261 bản chính", "Nghị định 58/2026/NĐ-CP ngày 13/02/") == Quantity(1, 0, "2026")

    def test_two_digits_belong_to_a_name_that_waits_for_a_number(self) -> None:
        assert parse_quantity("11 bản chính", "Đơn theo mẫu số") == Quantity(1, 0, "1")

    def test_implausible_number_is_no_quantity(self) -> None:
        assert parse_quantity("21 bản chính", "theo pháp luật Việt Nam") == Quantity(0, 0)


@pytest.mark.parametrize(
    ("name", "end", "whole"),
    [
        ("ngày 28/8/", "2020", "ngày 28/8/2020"),
        ("Luật Đất đai năm", "2024", "Luật Đất đai năm 2024"),
        ("Mẫu số 03-QĐ", "613", "Mẫu số 03-QĐ613"),
        ("Đơn", "", "Đơn"),
    ],
)
def test_name_gets_its_end_back(name: str, end: str, whole: str) -> None:
    assert name_with(name, end) == whole


def test_padded_number_is_a_sentence_cut_in_two() -> None:
    assert is_cut_sentence("02 bản chính")
    assert not is_cut_sentence("2 bản chính")
