from __future__ import annotations

import pytest

from core.words import Words
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.question import Question
from knowledge_base.answering.step import Turn
from knowledge_base.answering.telling_apart import telling_question
from knowledge_base.knowledge import build_knowledge
from knowledge_base.models import Origin
from knowledge_base.search.index import Hit
from knowledge_base.search.query import prepare
from tests.knowledge_base.made_up import procedure


def question_between(names: list[str], composer: Composer, words: Words) -> str:
    records = [procedure(f"1.00000{number}", name) for number, name in enumerate(names)]
    knowledge = build_knowledge(1, [(record, Origin.SHIPPED) for record in records], [], [])
    turn = Turn(Question(text=""), prepare(""), knowledge, composer, words)
    return telling_question(turn, [Hit(record.code, 1.0, {}) for record in records])


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
