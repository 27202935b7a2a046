from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words import Words
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.question import Option, Question
from knowledge_base.answering.step import Turn
from knowledge_base.answering.telling_apart import options_of_choice, short_name, telling_question
from knowledge_base.knowledge import build_knowledge
from knowledge_base.search.query import prepare
from tests.knowledge_base.made_up import choice, procedure


def question_between(names: list[str], composer: Composer, words: Words) -> str:
    turn = Turn(Question(text=""), prepare(""), build_knowledge(1, []), composer, words)
    return telling_question(turn, [Option(key=f"1.00000{number}", label=name) for number, name in enumerate(names)])


@pytest.mark.parametrize(
    ("names", "asks_about"),
    [
        (["Đăng ký kết hôn", "Đăng ký kết hôn có yếu tố nước ngoài"], "nước ngoài"),
        (["Cấp thẻ căn cước", "Cấp lại thẻ căn cước"], "lần đầu"),
        (["Đăng ký hộ kinh doanh", "Chấm dứt hoạt động hộ kinh doanh"], "chấm dứt"),
        (["Cấp phép cho tổ chức", "Cấp phép cho cá nhân"], "cá nhân"),
    ],
)
def test_twins_are_told_apart_by_what_only_one_of_them_says(names: list[str], asks_about: str, composer: Composer, words: Words) -> None:
    assert asks_about in question_between(names, composer, words)
    assert question_between(names[::-1], composer, words) == question_between(names, composer, words)


@pytest.mark.parametrize(
    "names",
    [
        ["Đăng ký khai sinh", "Đăng ký khai tử"],
        ["Kết hôn có yếu tố nước ngoài", "Khai sinh có yếu tố nước ngoài"],
        ["Cấp thẻ", "Cấp lại thẻ", "Cấp thẻ cho tổ chức"],
    ],
)
def test_where_nothing_tells_them_apart_they_are_only_listed(names: list[str], composer: Composer, words: Words) -> None:
    assert question_between(names, composer, words) == words.say("clarify_generic")


def test_one_option_is_only_confirmed(composer: Composer, words: Words) -> None:
    assert question_between(["Đăng ký khai sinh"], composer, words) == words.say("clarify_one")


class TestOptionsOfChoice:
    WHICH = choice("choice-a", ("giấy tờ",), {"1.000001": "Cho bé", "1.000002": "Cho người lớn", "1.000003": "Cho công ty"})

    def test_are_labelled_in_plain_words_and_keep_their_order(self) -> None:
        published = {code: procedure(code, "Tên chính thức rất dài") for code in ("1.000003", "1.000001", "1.000002")}
        assert [(option.key, option.label) for option in options_of_choice(self.WHICH, published)] == [
            ("1.000001", "Cho bé"),
            ("1.000002", "Cho người lớn"),
            ("1.000003", "Cho công ty"),
        ]

    def test_procedure_that_is_not_published_is_not_offered(self) -> None:
        published = {code: procedure(code) for code in ("1.000001", "1.000003")}
        assert [option.key for option in options_of_choice(self.WHICH, published)] == ["1.000001", "1.000003"]


class TestShortName:
    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("Thủ tục đăng ký khai sinh", "Đăng ký khai sinh"),
            ("THỦ TỤC cấp thẻ", "Cấp thẻ"),
            ("Đăng ký khai sinh", "Đăng ký khai sinh"),
            ("Cấp lại thủ tục", "Cấp lại thủ tục"),
        ],
    )
    def test_begins_with_what_it_is_about(self, name: str, shown: str) -> None:
        assert short_name(name) == shown

    @given(st.lists(st.sampled_from(["cấp", "giấy", "phép", "khai", "thác"]), min_size=1, max_size=80).map(" ".join))
    def test_is_never_cut_within_a_word_nor_longer_than_a_line_or_two(self, name: str) -> None:
        shown = short_name(name)
        assert len(shown) <= 143
        beginning, _, end = shown.partition(" … ")
        assert f"{name} ".startswith(beginning + " ")
        assert f" {name}".endswith(" " + (end or beginning))
