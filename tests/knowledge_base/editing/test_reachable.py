from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.editing.reachable import is_phone, is_web_address


@pytest.mark.parametrize(
    "typed",
    [
        "113",
        "1022",
        "18001096 (miễn cước)",
        "1900 1234",
        "0271 3 879 123",
        "(0251) 3822.501",
        "0251.3822501, nhánh 2",
        "+84 912 345 678",
        "0912-345-678; 0271 3879 123 (giờ hành chính)",
        "0271 3879 123 / 0271 3879 124",
        "0912 345 678 hoặc 0912 345 679",
    ],
)
def test_numbers_that_can_be_dialled(typed):
    assert is_phone(typed)


@pytest.mark.parametrize(
    "typed", ["12", "09123", "gọi anh Ba", "0012 345 678", "0912 345 67a", "999999999999", "0112345678", "; ,", "+1 650 253 0000"]
)
def test_what_nobody_can_dial(typed):
    assert not is_phone(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "https://dichvucong.gov.vn",
        "http://thuathienhue.gov.vn/?id=12&x=1",
        "https://sở-tư-pháp.vn/a b".replace(" ", "-"),
        "https://a.vn:8443/p",
    ],
)
def test_addresses_that_can_be_opened(typed):
    assert is_web_address(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "dichvucong.gov.vn",
        "javascript:alert(1)",
        "ftp://a.vn",
        "https://",
        "https://localhost",
        "https://a .vn",
        "http://ten:mk@a.vn",
        "https:///x",
        "mailto:a@b.vn",
    ],
)
def test_what_nobody_can_open(typed):
    assert not is_web_address(typed)


@given(st.text(max_size=60))
def test_anything_can_be_typed(typed):
    assert is_phone(typed) in {True, False}
    assert is_web_address(typed) in {True, False}
