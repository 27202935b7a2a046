from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.settings import PROJECT_ROOT
from core.words import Words
from privacy.wishes import Wish, read_wish
from vntext import strip_accents

DELETE = [
    "xóa dữ liệu của tôi",
    "XÓA DỮ LIỆU CỦA TÔI",
    "xoa het thong tin cua toi di",
    "Hãy xóa toàn bộ tin nhắn của tôi",
    "tôi muốn xóa dữ liệu cá nhân của tôi",
    "yêu cầu xóa hết dữ liệu cá nhân của em khỏi hệ thống ạ",
    "xóa lịch sử trò chuyện",
    "xoá thông tin của mình giúp với",
    "Tôi yêu cầu tổng đài xóa mọi thông tin về tôi",
    "làm sao để xóa dữ liệu của tôi?",
    "cho em hỏi cách xóa dữ liệu của em",
    "xóa dữ liệu",
]
EXPORT = [
    "gửi tôi dữ liệu của tôi",
    "xuất dữ liệu của tôi",
    "tải dữ liệu của tôi về",
    "cho tôi xin bản sao dữ liệu của tôi",
    "toi muon lay thong tin cua toi",
    "cung cấp cho tôi dữ liệu cá nhân của tôi",
    "xuat du lieu",
]
NEITHER = [
    "xóa đăng ký thường trú của tôi",
    "thủ tục xóa án tích",
    "xóa thông tin thế chấp của tôi",
    "xóa thông tin trên giấy khai sinh",
    "xóa thông tin chồng cũ trên VNeID của tôi",
    "xóa nợ thuế",
    "hủy hồ sơ của tôi",
    "xóa",
    "gửi thông tin cho tôi",
    "gửi tôi thông tin của anh Nam",
    "cho tôi thông tin về khai sinh",
    "cho tôi biết thông tin",
    "xin thông tin của em bé",
    "xin thông tin về bảo hiểm",
    "lộ dữ liệu cá nhân thì báo ai?",
    "làm khai sinh cần gì?",
    "",
    "?",
]


@pytest.mark.parametrize("text", DELETE)
def test_deletion(text):
    assert read_wish(text) == Wish.DELETE


@pytest.mark.parametrize("text", EXPORT)
def test_a_copy(text):
    assert read_wish(text) == Wish.EXPORT


@pytest.mark.parametrize("text", NEITHER)
def test_questions_are_left_to_the_bot(text):
    assert read_wish(text) is None


@pytest.mark.parametrize("text", ["XÁC NHẬN XÓA", "xac nhan xoa", "Dạ xác nhận xóa ạ", "tôi xác nhận xóa dữ liệu"])
def test_confirmation(text):
    assert read_wish(text) == Wish.CONFIRM


@pytest.mark.parametrize("text", ["Không xóa", "khong xoa nua", "thôi không xóa", "Đừng xóa dữ liệu", "dạ thôi không xóa nữa ạ"])
def test_keeping(text):
    assert read_wish(text) == Wish.KEEP


def test_the_two_buttons_are_understood():
    words = Words(PROJECT_ROOT / "privacy" / "words.yml", hotline_number="1022")
    assert (read_wish(words.say("confirm")), read_wish(words.say("keep"))) == (Wish.CONFIRM, Wish.KEEP)


@given(some.sampled_from(DELETE + EXPORT + NEITHER))
def test_accents_do_not_matter(text):
    assert read_wish(text) == read_wish(strip_accents(text))


def test_no_line_takes_long_to_read():
    pieces = sorted({piece for text in DELETE + EXPORT for piece in text.split()})
    begun = time.process_time()
    for piece in pieces:
        for start in ("", "xóa ", "xóa dữ liệu ", "gửi "):
            read_wish((start + f"{piece} " * 60)[:119] + "!")
    assert time.process_time() - begun < 1
