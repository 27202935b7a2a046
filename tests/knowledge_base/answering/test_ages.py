"""Ages said steer to procedures whose names set bounds."""

from __future__ import annotations

import pytest

from knowledge_base.answering.ages import ages_said, fits_an_age
from tests.knowledge_base.answering.conftest import Citizen
from vntext import fold


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("con tôi 15 tuổi", {15}),
        ("bé dưới 14 tuổi", {13}),
        ("cháu chưa đủ 6 tuổi", {5}),
        ("con 3 tuổi và con 15 tuổi", {3, 15}),
        ("em 20 tuổi làm khai sinh cho con", set()),
        ("số nhà 15", set()),
    ],
)
def test_ages_said(text: str, ages: set[int]) -> None:
    assert ages_said(fold(text)) == ages


@pytest.mark.parametrize(
    ("name", "age", "fits"),
    [
        ("Cấp thẻ cho người dưới 14 tuổi", 13, True),
        ("Cấp thẻ cho người dưới 14 tuổi", 14, False),
        ("Cấp thẻ cho người từ đủ 14 tuổi trở lên", 14, True),
        ("Cấp thẻ cho người từ đủ 14 tuổi trở lên", 13, False),
        ("Cho trẻ từ đủ 6 đến dưới 14 tuổi", 5, False),
        ("Đăng ký khai sinh", 90, True),
    ],
)
def test_bounds_of_a_name(name: str, age: int, fits: bool) -> None:
    assert fits_an_age(name, {age}) is fits


@pytest.mark.parametrize(
    ("text", "code"),
    [("đứa lớn 16 tuổi nhà em làm thẻ căn cước lần đầu", "1.014061"), ("thẻ căn cước cho nhóc 9 tuổi", "1.014062")],
)
def test_card_of_identity_by_age(resident: Citizen, text: str, code: str) -> None:
    assert resident.hears(text).procedure_codes[:1] == [code]


def test_a_choice_leaves_out_whom_it_cannot_be(resident: Citizen) -> None:
    assert "1.014062" not in resident.hears("cháu nhà tôi 17 tuổi, căn cước").procedure_codes
