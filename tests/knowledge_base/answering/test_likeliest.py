from __future__ import annotations

import pytest

from knowledge_base.answering.likeliest import Likeliest
from tests.knowledge_base.answering.conftest import BIRTH, HOURS, Holding


@pytest.fixture(scope="module")
def likeliest(town):
    return Likeliest(Holding(town))


def test_several_questions_together_point_to_one_procedure(likeliest):
    best = likeliest.of(["làm giấy khai sinh", "khai sinh cho con", "giay khai sinh"])[0]
    assert (best.kind, best.key, best.title) == ("procedure", BIRTH.code, "Đăng ký khai sinh")
    assert 0 < best.share <= 1


def test_a_common_question_is_named_by_its_question(likeliest):
    best = likeliest.of(["giờ hành chính của xã"])[0]
    assert (best.kind, best.key, best.title) == ("faq", HOURS.slug, HOURS.question)


@pytest.mark.parametrize("texts", [[], [""], ["zzzz qqqq"]])
def test_nothing_is_guessed_from_nothing(likeliest, texts):
    assert likeliest.of(texts) == []
