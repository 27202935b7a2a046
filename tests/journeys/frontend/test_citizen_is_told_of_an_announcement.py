from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.browsers import NewContext
from tests.journeys.frontend.chat_pages import DESKTOP, PHONE, Stub, open_chat

pytestmark = pytest.mark.journey

STORM = {
    "id": "storm.1",
    "title": "Bão số 5: học sinh toàn tỉnh nghỉ học ngày mai",
    "text": "Gọi 112 khi cần cứu nạn.\nKhông ra sông suối.",
    "url": "https://example.vn/bao",
}
POWER = {"id": "power.1", "title": "Cúp điện phường Bình Phước", "text": "Từ 8 giờ đến 11 giờ.", "url": ""}


def test_it_comes_to_an_open_page_and_goes_when_put_away(phone: BrowserContext, stub: Stub) -> None:
    page = open_chat(phone, stub)
    box = page.locator(".banners")
    assert box.get_attribute("role") == "status"
    expect(box).to_be_empty()
    stub.set_banners(STORM, POWER)
    expect(box.locator(".banner-title")).to_have_text([STORM["title"], POWER["title"]])
    expect(box.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    away = page.get_by_role("button", name=f"Ẩn thông báo: {STORM['title']}")
    away.press("Enter")
    expect(box.locator(".banner-title")).to_have_text([POWER["title"]])
    expect(page.get_by_role("button", name=f"Ẩn thông báo: {POWER['title']}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box).to_be_empty()
    expect(page.get_by_label("Câu hỏi", exact=True)).to_be_focused()
    page.reload()
    page.get_by_text("Trợ lý Tổng đài 1022 xin nghe").wait_for()
    expect(box).to_be_empty()
    stub.set_banners(STORM | {"id": "storm.2", "title": "Bão số 5 đã tan"})
    expect(box.locator(".banner-title")).to_have_text(["Bão số 5 đã tan"])
    stub.set_banners()
    expect(box).to_be_empty()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_the_conversation_keeps_its_room_however_long_it_is(open_context: NewContext, stub: Stub, viewport: dict[str, int]) -> None:
    page = open_chat(open_context(viewport), stub)
    long = {
        "id": "long.1",
        "title": "Dài",
        "text": "\n".join(["Một dòng khá dài về việc sắp xếp lại nơi tiếp nhận hồ sơ."] * 40),
        "url": "",
    }
    stub.set_banners(long)
    page.locator(".banner-title").wait_for()
    box, log = page.locator(".banners").bounding_box(), page.locator(".log-frame").bounding_box()
    assert box is not None
    assert log is not None
    assert box["height"] <= 0.4 * viewport["height"]
    assert log["height"] >= 0.2 * viewport["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert page.get_by_role("button", name="Ẩn thông báo: Dài").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation(open_context: NewContext, stub: Stub, axe: Callable[[Page], list[str]], scheme: str) -> None:
    page = open_chat(open_context(PHONE, color_scheme=scheme), stub)
    stub.set_banners(STORM)
    page.locator(".banner-title").wait_for()
    assert axe(page) == []
