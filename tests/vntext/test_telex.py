from __future__ import annotations

import pytest

from vntext import read_telex


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lafm giaasy khai sinh cho bes", "làm giấy khai sinh cho bé"),
        ("ddawng kys keets hoon owr ddaau", "đăng ký kết hôn ở đâu"),
        ("mowr quans nuwowcs caanf gif", "mở quán nước cần gì"),
        ("toois muoons caapj nhaatj cawn cuwowcs", "tối muốn cập nhật căn cước"),
        ("phuwowngf Taan Phus truowngf", "phường Tân Phú trường"),
        ("DDAWNG KYS TAMJ TRUS", "ĐĂNG KÝ TẠM TRÚ"),
    ],
)
def test_words_that_only_make_sense_as_telex_are_read(typed, meant):
    assert read_telex(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "lam giay khai sinh cho be can gi",
        "xin cap lai so do bi mat",
        "mất sổ đỏ làm lại sao",
        "oke shop",
        "https://dichvucong.gov.vn lam sao",
        "e mun hoi ve bhxh vs bhyt ak",
        "check giup em ho so H10.5-251112-0007",
        "",
    ],
)
def test_everything_else_stays_as_it_is(text):
    assert read_telex(text) == text


def test_one_odd_word_is_no_telex():
    assert read_telex("cho em hoi tax la gi") == "cho em hoi tax la gi"
