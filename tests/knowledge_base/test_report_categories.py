from __future__ import annotations

import pytest

from knowledge_base.content_loader import shipped_report_categories
from knowledge_base.records import ReportCategory
from knowledge_base.report_categories import ReportCategories

ROADS = ReportCategory(slug="roads", name="Đường sá", names=("đường", "ổ gà"))
LAMPS = ReportCategory(slug="lamps", name="Đèn đường", names=("đèn đường",))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("trước nhà có ổ gà", ROADS),
        ("TRUOC NHA CO O GA", ROADS),
        ("đèn đường cháy bóng", LAMPS),
        ("đổ gạch ra lối đi", None),
        ("", None),
    ],
)
def test_kind_is_known_by_whole_words_and_the_longer_name_counts(said: str, meant: ReportCategory | None) -> None:
    assert ReportCategories([ROADS, LAMPS]).of(said) == meant


def test_without_kinds_none_is_known() -> None:
    assert ReportCategories().of("ổ gà") is None


@pytest.mark.parametrize(
    ("said", "slug"),
    [("bãi rác tự phát ven đường", "waste"), ("hàng xóm hát karaoke nửa đêm", "noise"), ("den duong hu", "street-lights")],
)
def test_shipped_kinds_know_what_citizens_report(said: str, slug: str) -> None:
    found = ReportCategories(shipped_report_categories()).of(said)
    assert found is not None
    assert found.slug == slug
