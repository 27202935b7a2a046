from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from tests.journeys.browsers import NewContext
from tests.journeys.frontend.chat_pages import Stub, ask

pytestmark = pytest.mark.journey


def open_portal(context: BrowserContext, stub: Stub) -> tuple[Page, FrameLocator]:
    page = context.new_page()
    page.goto(stub.portal)
    page.get_by_role("button", name="Hỏi 1022").wait_for()
    return page, page.frame_locator("#hotline-1022 iframe")


def test_widget_opens_with_the_focus_inside_and_closes_with_escape(desktop: BrowserContext, stub: Stub) -> None:
    page, frame = open_portal(desktop, stub)
    launcher = page.locator("#hotline-1022 .launcher")
    expect(page.locator("#hotline-1022 iframe")).to_have_count(0)
    launcher.press("Enter")
    expect(launcher).to_have_attribute("aria-expanded", "true")
    expect(frame.get_by_label("Câu hỏi", exact=True)).to_be_focused()
    page.keyboard.type("khai sinh")
    page.keyboard.press("Enter")
    expect(frame.locator(".option")).to_have_count(4)
    page.keyboard.press("Escape")
    expect(page.locator("#hotline-1022 .panel")).to_be_hidden()
    expect(launcher).to_be_focused()
    launcher.press("Enter")
    expect(frame.locator(".option")).to_have_count(4)


def test_history_is_there_when_the_portal_is_opened_again(desktop: BrowserContext, stub: Stub) -> None:
    page, frame = open_portal(desktop, stub)
    page.locator("#hotline-1022 .launcher").click()
    frame.get_by_label("Câu hỏi", exact=True).fill("khai sinh")
    page.keyboard.press("Enter")
    frame.locator(".option").first.wait_for()
    page.close()
    page, frame = open_portal(desktop, stub)
    page.locator("#hotline-1022 .launcher").click()
    expect(frame.locator(".option")).to_have_count(4)


def test_on_a_foreign_site_it_works_too_and_says_what_is_not_kept(desktop: BrowserContext, stub: Stub) -> None:
    page = desktop.new_page()
    page.goto(stub.foreign_portal)
    page.locator("#hotline-1022 .launcher").click()
    frame = page.frame_locator("#hotline-1022 iframe")
    expect(frame.get_by_role("link", name="Mở trang riêng để giữ lại")).to_be_visible()
    frame.get_by_label("Câu hỏi", exact=True).fill("khai sinh")
    page.keyboard.press("Enter")
    expect(frame.locator(".option")).to_have_count(4)


def test_widget_fills_a_phone_and_its_own_button_closes_it(phone: BrowserContext, stub: Stub) -> None:
    page, frame = open_portal(phone, stub)
    page.locator("#hotline-1022 .launcher").tap()
    frame.get_by_text("Trợ lý Tổng đài 1022 xin nghe").wait_for()
    box = page.locator("#hotline-1022 .panel").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 360, "height": 640}
    page.get_by_role("button", name="Đóng khung hỏi đáp").tap()
    expect(page.locator("#hotline-1022 .panel")).to_be_hidden()


def test_button_counts_what_came_while_closed(desktop: BrowserContext, stub: Stub) -> None:
    page, frame = open_portal(desktop, stub)
    launcher = page.locator("#hotline-1022 .launcher")
    launcher.click()
    frame.locator(".suggestions").wait_for()
    page.keyboard.press("Escape")
    stub.say("operator", "Còn đó không ạ?")
    expect(launcher.locator(".count")).to_have_text("1")
    launcher.click()
    expect(launcher.locator(".count")).to_be_hidden()


def test_no_violation_on_the_portal(open_context: NewContext, stub: Stub, axe: Callable[[Page], list[str]]) -> None:
    page, frame = open_portal(open_context(), stub)
    assert axe(page) == []
    page.locator("#hotline-1022 .launcher").click()
    frame.get_by_text("Trợ lý Tổng đài 1022 xin nghe").wait_for()
    assert axe(page) == []


def test_blocked_storage_is_said_and_the_chat_still_works(open_context: NewContext, stub: Stub) -> None:
    context = open_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('chặn'); }})")
    page = context.new_page()
    page.goto(stub.chat)
    expect(page.get_by_text("Trình duyệt không cho lưu dữ liệu")).to_be_visible()
    ask(page, "khai sinh")
    expect(page.locator(".option")).to_have_count(4)
