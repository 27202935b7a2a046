from __future__ import annotations

import pytest

from knowledge_base.answering.clauses import are_side_by_side, clauses


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("vừa khai tử cho bố vừa xin mai táng phí", ["khai tử cho bố", "xin mai táng phí"]),
        ("làm hộ chiếu với đăng ký kết hôn", ["làm hộ chiếu", "đăng ký kết hôn"]),
        ("lam ho chieu va dang ky ket hon", ["lam ho chieu", "dang ky ket hon"]),
        ("làm hộ chiếu với lại đăng ký kết hôn", ["làm hộ chiếu", "đăng ký kết hôn"]),
        ("khai tu xong xin mai tang phi", ["khai tu", "xin mai tang phi"]),
        ("xin phép xây nhà kèm số nhà", ["xin phép xây nhà", "số nhà"]),
        ("khai sinh cho bé. Ngoài ra làm hộ chiếu?", ["khai sinh cho bé", "làm hộ chiếu"]),
    ],
)
def test_matters_are_told_apart_at_joints(text: str, parts: list[str]) -> None:
    assert clauses(text) == parts


def test_one_matter_is_one_clause() -> None:
    assert clauses("đăng ký khai sinh") == ["đăng ký khai sinh"]


def test_child_without_accents_is_no_joint() -> None:
    assert clauses("khai sinh cho con moi sinh") == ["khai sinh cho con moi sinh"]


def test_single_words_are_no_clause() -> None:
    assert clauses("dạ, vâng, đăng ký khai sinh, nhé") == ["đăng ký khai sinh"]


@pytest.mark.parametrize("text", ["", "và", "?!", "\n\n"])
def test_nothing_has_no_clauses(text: str) -> None:
    assert clauses(text) == []


@pytest.mark.parametrize("text", ["làm hộ chiếu với đăng ký kết hôn?", "lam ho chieu va dang ky ket hon"])
def test_what_is_added_stands_side_by_side(text: str) -> None:
    assert are_side_by_side(text)


@pytest.mark.parametrize(
    "text", ["tụi em đăng ký kết hôn rồi, giờ làm hộ chiếu", "cưới xong làm hộ chiếu", "làm hộ chiếu", "em với vợ, làm hộ chiếu", ""]
)
def test_story_and_single_matter_do_not(text: str) -> None:
    assert not are_side_by_side(text)
