from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.search.query import data_lines, prepare


class TestPrepare:
    def test_question_phrases_go_and_the_matter_stays(self) -> None:
        query = prepare("Cho em hỏi đăng ký khai sinh cần giấy tờ gì ạ?")
        assert query.accented == "đăng ký khai sinh"
        assert query.topic_words == ("dang", "ky", "khai", "sinh")

    def test_the_same_without_accents(self) -> None:
        accented, bare = prepare("đăng ký khai sinh cần giấy tờ gì"), prepare("dang ky khai sinh can giay to gi")
        assert accented.plain == bare.plain == "dang ky khai sinh"
        assert (accented.has_accents, bare.has_accents) == (True, False)

    def test_capitals_blanks_and_marks_do_not_matter(self) -> None:
        assert prepare("  ĐĂNG   KÝ khai-sinh!!! ") == prepare("đăng ký khai sinh")

    def test_two_ways_of_storing_accents_do_not_matter(self) -> None:
        assert prepare("đăng ký khai sinh") == prepare("đa\u0306ng ky\u0301 khai sinh")

    def test_slang_is_written_out(self) -> None:
        assert "khai sinh" in prepare("lm gks cho be").plain

    def test_official_word_is_added_behind_the_everyday_one(self) -> None:
        plain = prepare("làm sổ đỏ").plain
        assert plain.startswith("so do")
        assert "giay chung nhan quyen su dung dat" in plain

    def test_official_word_that_is_there_is_not_added_again(self) -> None:
        assert prepare("khai tử cho người chết").plain.count("khai tu") == 1

    @pytest.mark.parametrize("text", ["lệ phí bao nhiêu", "le phi bao nhieu", "cần giấy tờ gì", "nộp ở đâu vậy ạ"])
    def test_question_without_a_matter_is_bare_and_keeps_its_words(self, text: str) -> None:
        query = prepare(text)
        assert query.is_bare
        assert query.plain

    @pytest.mark.parametrize("text", ["khai sinh", "phí làm hộ chiếu bao nhiêu", "làm thẻ"])
    def test_question_with_a_matter_is_not_bare(self, text: str) -> None:
        assert not prepare(text).is_bare

    @pytest.mark.parametrize("text", ["", "   ", "?!…", "👍", "\u200b"])
    def test_nothing_said_is_bare_and_empty(self, text: str) -> None:
        query = prepare(text)
        assert (query.plain, query.accented, query.is_bare) == ("", "", True)

    def test_code_stays_one_word(self) -> None:
        assert "1.001193" in prepare("thủ tục 1.001193").plain.split()

    @settings(deadline=None, database=None, max_examples=200)
    @given(st.text(max_size=200))
    def test_any_text_is_prepared_without_an_error(self, text: str) -> None:
        query = prepare(text)
        assert query.plain == query.plain.lower()


class TestDataLines:
    def test_comments_and_blank_lines_are_left_out(self) -> None:
        lines = data_lines("question_phrases.txt")
        assert "bao nhiêu tiền" in lines
        assert not [line for line in lines if "#" in line or not line.strip()]

    def test_each_synonym_has_two_sides(self) -> None:
        assert [line for line in data_lines("synonyms.txt") if len([side for side in line.split("=") if side.strip()]) != 2] == []


class TestIsBare:
    @pytest.mark.parametrize("text", ["phí bao nhiêu vậy", "lm online đc k", "phí bn v", "cần giấy tờ gì", "hồ sơ gồm gì"])
    def test_words_of_an_aspect_alone_name_nothing(self, text: str) -> None:
        assert prepare(text).is_bare

    @pytest.mark.parametrize("text", ["làm sổ đỏ", "lam so do", "bán hàng online", "hộ khẩu", "giấy khai sinh"])
    def test_words_of_a_procedure_do(self, text: str) -> None:
        assert not prepare(text).is_bare


class TestAsksWhether:
    @pytest.mark.parametrize("text", ["có phải xin phép không", "làm ở xã được hông", "phai doi lai k", "bị phạt hả"])
    def test_may_i_and_must_i(self, text: str) -> None:
        assert prepare(text).asks_whether

    @pytest.mark.parametrize("text", ["phí bao nhiêu", "cần giấy tờ gì", "nộp ở đâu"])
    def test_not_what_how_much_and_where(self, text: str) -> None:
        assert not prepare(text).asks_whether
