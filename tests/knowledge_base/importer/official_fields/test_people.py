from __future__ import annotations

import pytest

from knowledge_base.importer.official_fields.people import parse_applicant_types, parse_authority_levels
from knowledge_base.records import AuthorityLevel


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Cấp bộ, Cấp tỉnh", [AuthorityLevel.MINISTRY, AuthorityLevel.PROVINCE]),
        ("Cấp Xã", [AuthorityLevel.COMMUNE]),
        ("Cấp Huyện", [AuthorityLevel.DISTRICT]),
        ("Cấp xã, Cơ quan khác, cấp xã", [AuthorityLevel.COMMUNE, AuthorityLevel.OTHER]),
        ("", []),
    ],
)
def test_levels_in_the_order_given(text: str, levels: list[AuthorityLevel]) -> None:
    assert parse_authority_levels(text) == tuple(levels)


def test_applicants_are_parted_outside_brackets_and_fixed_names() -> None:
    text = "Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX), Cán bộ, công chức, viên chức"
    assert parse_applicant_types(text) == (
        "Công dân Việt Nam",
        "Tổ chức (không bao gồm doanh nghiệp, HTX)",
        "Cán bộ, công chức, viên chức",
    )


def test_no_information_is_nobody() -> None:
    assert parse_applicant_types("Không có thông tin") == ()
