"""What is paid in is no fee: nobody who asks for it is told that it is free."""

from __future__ import annotations

import pytest

from knowledge_base.answering.contributions import asks_what_is_paid_in
from knowledge_base.answering.phrasing import is_about_contributions
from knowledge_base.answering.question import Aspect
from tests.knowledge_base.answering.conftest import Citizen, said
from tests.knowledge_base.made_up import procedure
from vntext import fold


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("hai vợ chồng mua bhyt một năm đóng bao nhiêu", "health-insurance-contribution-of-a-household"),
        ("em muốn biết mức đóng bảo hiểm xã hội tự nguyện", "voluntary-social-insurance-contribution"),
    ],
)
def test_hears_the_rule(resident: Citizen, text: str, slug: str) -> None:
    answer = resident.hears(text, aspects=[Aspect.FEE])
    assert [entry.key for entry in answer.entries] == [slug]
    assert "Phí: Miễn phí" not in said(answer)


def test_the_fee_of_the_procedure_is_told_apart_from_what_is_paid_in(resident: Citizen) -> None:
    answer = resident.hears("đăng ký đóng bảo hiểm y tế lệ phí bao nhiêu", aspects=[Aspect.FEE])
    assert answer.procedure_codes == ["1.001939"]
    assert "không phải số tiền đóng" in said(answer)


@pytest.mark.parametrize("text", ["đóng bhyt có mất phí không", "đóng bhxh bao nhiêu năm thì được hưu"])
def test_is_not_asked(text: str) -> None:
    assert not asks_what_is_paid_in(fold(text), [Aspect.FEE])


def test_papers_asked_along_are_the_procedure_s() -> None:
    assert not asks_what_is_paid_in(fold("mua bhyt bao nhiêu"), [Aspect.FEE, Aspect.DOCUMENTS])


def test_rent_is_no_tax() -> None:
    assert is_about_contributions(procedure("1.000001", "Khai thuế nhà đất"))
    assert not is_about_contributions(procedure("1.000001", "Khai tiền thuê đất"))
