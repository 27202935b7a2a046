from __future__ import annotations

import pytest

from channels.phone.calling.answers import digits_in_groups, spelled
from channels.phone.calling.checking import LEAST_CONFIDENCE, asks_to_check
from core.settings import PROJECT_ROOT
from core.words import Words
from tickets.tracking_codes import new_code

SURE = 0.95


@pytest.mark.parametrize("said", ["số của tôi là 0912345678", "tra hồ sơ 250115 0012", "căn cước 070 123 456 789"])
def test_numbers_are_read_back(said):
    assert asks_to_check(said, SURE)


@pytest.mark.parametrize("said", ["làm giấy khai sinh", "lệ phí 8.000.000 đồng", "sinh năm 1990", "quyết định 1.004873", "ngày 25/11/2026"])
def test_amounts_years_and_dates_are_not(said):
    assert not asks_to_check(said, SURE)


def test_what_was_heard_badly_is_read_back():
    assert asks_to_check("làm giấy khai sinh", LEAST_CONFIDENCE - 0.01)


def test_a_tracking_code_is_read_back():
    assert asks_to_check(f"mã {new_code()}", SURE)


def test_numbers_and_codes_are_read_in_groups():
    words = Words(PROJECT_ROOT / "channels/phone/filled_words.yml")
    assert digits_in_groups("0912345678") == "0 9 1 2, 3 4 5, 6 7 8"
    assert spelled("A7K04T9XA2", words) == "a 7 ca, 0 4 tê, 9 ích a 2"
