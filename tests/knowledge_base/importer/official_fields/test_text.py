from __future__ import annotations

import unicodedata

import pytest

from knowledge_base.importer.official_fields.text import clean, one_line, says_nothing, without_page_tail


def test_letters_have_one_spelling() -> None:
    eth = chr(0xD0)
    assert clean(unicodedata.normalize("NFD", f"{eth}ơn đề\u200e nghị")) == "Đơn đề nghị"


def test_blanks_collapse_and_empty_lines_go() -> None:
    assert clean(" a \t b\n\n \nc ") == "a b\nc"
    assert one_line("a\n b") == "a b"


@pytest.mark.parametrize("text", ["", "Không", "không có.", "Không có thông tin", "--", "KHÔNG QUY ĐỊNH", "- Không có"])
def test_nothing_is_said_in_many_ways(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["Không quá 5 ngày", "Có", "-" * 5000 + "x", "-" * 5000])
def test_something_is_said(text: str) -> None:
    assert not says_nothing(text)


def test_tail_of_the_portal_page_is_cut() -> None:
    assert without_page_tail("Giấy phép\nTừ khóaKhông có thông tinMô tảKhông có thông tin") == "Giấy phép"
    assert without_page_tail("Giấy phépChọn cơ quan thực hiệnTỉnh/ Thành phố") == "Giấy phép"
