from __future__ import annotations

import pytest

from core.words import Words
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.question import Option, Question
from knowledge_base.answering.step import Turn
from knowledge_base.answering.telling_apart import telling_question
from knowledge_base.knowledge import build_knowledge
from knowledge_base.search.query import prepare


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
