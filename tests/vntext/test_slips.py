from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vntext import strip_accents
from vntext.slips import is_one_slip_away, read_slips


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mất giấy hkai sinh", "mất giấy khai sinh"),
        ("lam giay kahi sinh", "lam giay khai sinh"),
        ("đăng lý ttạm trú", "đăng lý tạm trú"),
        ("ho so cnan gi", "ho so can gi"),
        ("chuyển khẩu chhồng", "chuyển khẩu chồng"),
        ("đăng ký kết hônnn", "đăng ký kết hôn"),
        ("đăng ký họọc ở đâu", "đăng ký học ở đâu"),
    ],
)
def test_a_slip_of_the_finger_is_read_as_the_word_meant(typed, meant):
    assert read_slips(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sang tên đất cho kon trai", "sang tên đất cho con trai"),
        ("nộp ở fường", "nộp ở phường"),
        ("kái đầu tiên", "cái đầu tiên"),
        ("mất phj không", "mất phí không"),
        ("bj mất thẻ", "bị mất thẻ"),
        ("đi lãnh lương hưu zùm mẹ", "đi lãnh lương hưu giùm mẹ"),
    ],
)
def test_chat_spelling_is_read_by_its_habits(typed, meant):
    assert read_slips(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chồng tôi ngườiHàn", "chồng tôi người Hàn"),
        ("làm giấykhai sinh", "làm giấy khai sinh"),
        ("giay khuyyettat cho be", "giay khuyet tat cho be"),
    ],
)
def test_a_blank_left_out_is_put_back(typed, meant):
    assert read_slips(typed).lower() == meant.lower()


def test_one_word_alone_in_telex_is_read_too():
    assert read_slips("ba mất ở nhaf hôm qua") == "ba mất ở nhà hôm qua"


def test_whoever_writes_without_accents_goes_on_without_them():
    read = read_slips("nop o fuong, mua daatnen")
    assert read == strip_accents(read) == "nop o phuong, mua dat nen"


def test_a_capital_stays():
    assert read_slips("Phưường Tân Mai") == "Phường Tân Mai"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "karaoke mini bị phạt, test thử app vneid, mua xe vision",
        "đi Kon Tum, Đắk Lắk và Bắc Kạn",
        "vào dichvucong.gov.vn hoặc abcxy@gmail.com",
        "hồ sơ H10.5-251112-0007 với mã PA7K2M9Q",
        "mẫu ct07, đường dt741",
        "UBND, BHXHTN",
        "lm gks cho bé dc ko",
        "con nuoi ren sat",
    ],
)
def test_everything_else_stays_as_it_is(text):
    assert read_slips(text) == text


@pytest.mark.parametrize(
    ("typed", "is_near"), [("snih", True), ("sih", True), ("siinh", True), ("sunh", True), ("sanj", False), ("ksnih", False)]
)
def test_what_is_one_slip(typed, is_near):
    assert is_one_slip_away(typed, "sinh") is is_near


@given(st.text(max_size=60))
def test_nothing_breaks_it(text):
    assert read_slips(text).count("\n") == text.count("\n")
