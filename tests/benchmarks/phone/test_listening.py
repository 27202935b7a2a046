"""Telling sentences apart by what a second ear made of them."""

from __future__ import annotations

from benchmarks.phone.clips import clip_of
from benchmarks.phone.listening import heard_in, likeliest
from benchmarks.phone.sound_files import silence
from benchmarks.phone.word_errors import word_error_rate

TEXTS = ("Bạn cần hỏi việc gì, xin mời nói.", "Tổng đài viên đang giữ cuộc gọi của bạn. Xin bạn chờ.", "Xin bạn chờ một chút.")


def test_half_of_the_letters_are_enough_to_tell():
    assert likeliest("bàn cầm hoi diếc gì xinh với nói", TEXTS) == TEXTS[0]
    assert likeliest("tổng bài viên đăng chữ cuộc gòi", TEXTS) == TEXTS[1]


def test_what_begins_in_the_middle_is_a_piece_all_the_same():
    assert likeliest("giu cuoc goi cua ban xin", TEXTS) == TEXTS[1]


def test_what_was_hardly_heard_is_nothing():
    assert likeliest("à", TEXTS) == ""


def test_a_person_is_heard_and_silence_is_not():
    clip = clip_of("Ly")
    assert word_error_rate(clip.said, heard_in(clip.pcm)) <= 0.1
    assert heard_in(silence(2000)) == ""
