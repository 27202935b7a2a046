from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vntext import read_telex, strip_accents


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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quys quyeenf", "quý quyền"),
        ("khoas hoaf", "khóa hòa"),
        ("cuar nghiax", "của nghĩa"),
        ("gif giowf giaf", "gì giờ già"),
        ("muwowif tuoori", "mười tuổi"),
        ("ddk hojc", "đk học"),
    ],
)
def test_tone_stands_where_it_is_written(typed, meant):
    assert read_telex(typed) == meant


@pytest.mark.parametrize("typed", ["dduwowngf", "duwowngfd", "dduwowfng", "dduowngf"])
def test_keys_may_come_in_several_orders(typed):
    assert read_telex(f"{typed} giaays") == "đường giấy"


def test_letters_of_a_name_stay_large():
    assert read_telex("Nguyeenx Vawn ANS") == "Nguyễn Văn ÁN"


def test_words_that_are_vietnamese_as_they_stand_stay_beside_it():
    assert read_telex("xin lamf giaays khai sinh cho con") == "xin làm giấy khai sinh cho con"


def test_addresses_and_codes_stay_beside_it():
    assert read_telex("lamf giaays owr dichvucong.gov.vn max 1.001193") == "làm giấy ở dichvucong.gov.vn mã 1.001193"


SYLLABLES = {
    "giấy": "giaays",
    "đăng": "ddawng",
    "ký": "kys",
    "hộ": "hooj",
    "chiếu": "chieeus",
    "được": "dduwowcj",
    "người": "nguwowif",
    "thường": "thuwowngf",
    "trú": "trus",
    "của": "cuar",
    "quý": "quys",
    "tuổi": "tuooir",
    "nghĩa": "nghiax",
    "huyện": "huyeenj",
    "thuế": "thuees",
    "khuyết": "khuyeets",
}


@given(st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=2, max_size=12))
def test_any_sentence_of_such_syllables_is_read_whole(meant):
    assert read_telex(" ".join(SYLLABLES[syllable] for syllable in meant)) == " ".join(meant)


@given(st.text(max_size=60).filter(lambda text: strip_accents(text) != text))
def test_text_with_an_accent_was_typed_with_the_keyboard_on(text):
    assert read_telex(text) == text


@given(st.text(max_size=60) | st.lists(st.sampled_from([*SYLLABLES.values(), "xin", "visa", "ok", "12"]), max_size=12).map(" ".join))
def test_no_word_is_lost_and_none_is_added(text):
    assert len(read_telex(text).split()) == len(text.split())
    assert read_telex(read_telex(text)) == read_telex(text)
