from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.browsers import PHONE, NewContext
from tests.journeys.desk.desk_pages import OFFICE, Stub
from tests.journeys.desk.test_everybody_can_use_the_desk import TARGETS_TOO_SMALL, TOO_WIDE
from tests.journeys.desk.workbench_pages import CERTIFY, address_of, open_workbench

pytestmark = pytest.mark.journey

SCREENS = {
    "content/quality": ".check-row",
    "content/quality/shared_names": ".findings",
    "content/quality/missing_fees": ".pages",
    "content/quality/decrees": ".decree-search",
    "content/quality/decrees?decree=23%2F2015%2Fn%C4%91-cp": ".citing-row",
    address_of(CERTIFY): ".usage-line",
}


def test_from_what_was_found_to_the_record_with_the_keyboard_alone(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, "content/quality", ".check-row")
    expect(page.get_by_role("link", name="Đã hết hiệu lực")).to_have_count(0)
    page.get_by_role("link", name="Một tên gọi ở hai mục").press("Enter")
    expect(page.locator(".finding-why")).to_have_text("Cùng mang tên «giờ hành chính».")
    expect(page.locator(".findings tbody a")).to_have_text(["Mấy giờ xã làm việc?", "Chứng thực bản sao từ bản chính giấy tờ, văn bản"])
    page.locator(".findings tbody a").last.press("Enter")
    expect(page.locator(".usage-line")).to_contain_text("1.204 lần trả lời · 31 lần sau đó phải chuyển người")


def test_many_findings_come_in_pages(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, "content/quality/missing_fees", ".findings")
    expect(page.locator(".total")).to_have_text("51 chỗ")
    expect(page.locator(".findings tbody tr")).to_have_count(50)
    page.get_by_role("link", name="Trang sau").click()
    expect(page.locator(".findings tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Tất cả việc cần xem").click()
    page.locator(".check-row").first.wait_for()


def test_a_replaced_decree_becomes_work_with_progress(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, "content/quality/decrees", ".decree-search")
    expect(page.get_by_text("Chưa giao việc nào.")).to_be_visible()
    page.get_by_label("Số văn bản").fill("23/2015/nđ-cp")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 mục nhắc tới 23/2015/NĐ-CP.")).to_be_visible()
    expect(page.locator(".citation").last).to_contain_text("Câu trả lời: Theo Nghị định 23/2015/NĐ-CP")
    page.get_by_label("Chọn tất cả").check()
    page.get_by_label("Mấy giờ xã làm việc?").uncheck()
    page.get_by_label("Văn bản thay thế").fill("280/2025/NĐ-CP")
    page.get_by_role("button", name="Giao việc: 1 mục").press("Enter")
    expect(page.get_by_text("Xong 0 trên 1")).to_be_visible()
    [given] = stub.posts_soon("replaced_by")
    assert (given["decree"], given["replaced_by"]) == ("23/2015/NĐ-CP", "280/2025/NĐ-CP")
    assert given["entries"] == [{"kind": "procedure", "key": "2.000815"}]


def test_a_decree_nobody_cites_is_said_to_be_so(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, "content/quality/decrees?decree=1/1999/N%C4%90-CP", ".decree-search")
    expect(page.get_by_text("Không có mục nào nhắc tới 1/1999/NĐ-CP.")).to_be_visible()


@pytest.mark.parametrize("viewport", [OFFICE, PHONE], ids=["office", "360"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_on_any_screen(
    open_context: NewContext, stub: Stub, axe: Callable[[Page], list[str]], viewport: dict[str, int], scheme: str
) -> None:
    page = open_workbench(open_context(viewport, color_scheme=scheme), stub, "content/quality", ".check-row")
    for where, waits_for in SCREENS.items():
        page.goto(f"{stub.desk}#/{where}")
        page.locator(waits_for).first.wait_for()
        assert (where, axe(page)) == (where, [])


def test_small_screen_has_no_sideways_scroll_and_targets_to_hit(phone: BrowserContext, stub: Stub) -> None:
    page = open_workbench(phone, stub, "content/quality", ".check-row")
    for where, waits_for in SCREENS.items():
        page.goto(f"{stub.desk}#/{where}")
        page.locator(waits_for).first.wait_for()
        assert (where, page.evaluate(TOO_WIDE)) == (where, False)
        assert (where, page.evaluate(TARGETS_TOO_SMALL)) == (where, [])
