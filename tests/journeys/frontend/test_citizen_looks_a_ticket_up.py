from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.browsers import NewContext
from tests.journeys.frontend.chat_pages import DESKTOP, PHONE, Stub, open_chat

pytestmark = pytest.mark.journey

CODE = "A7K-04T-9XA2"


def open_page(context: BrowserContext, stub: Stub, query: str = "") -> Page:
    page = context.new_page()
    page.goto(f"{stub.chat}/tra-cuu{query}")
    page.get_by_role("heading", name="Tra cứu phiếu").wait_for()
    return page


def look_up(page: Page, code: str) -> None:
    page.get_by_label("Mã tra cứu").fill(code)
    page.keyboard.press("Enter")


def test_state_dates_and_reply_are_shown_for_a_code_as_people_write_it(phone: BrowserContext, stub: Stub) -> None:
    page = open_page(phone, stub)
    look_up(page, " a7k 04t9xa2 ")
    ticket = page.locator(".ticket")
    expect(ticket.get_by_role("heading", name=f"Phiếu {CODE}")).to_be_focused()
    expect(ticket.locator(".ticket-state")).to_contain_text("Đã giải quyết")
    expect(ticket.locator("[aria-current=step]")).to_contain_text("Đã trả lời")
    expect(ticket.locator("dd").first).to_have_text("09:15 thứ tư, 18/11/2026")
    expect(ticket.locator(".ticket-reply")).to_contain_text("Mời bạn đến Trung tâm")
    expect(ticket.locator(".ticket-reply a[href='tel:02511022']")).to_be_visible()


def test_promised_time_is_shown_while_it_is_worked_on(desktop: BrowserContext, stub: Stub) -> None:
    page = open_page(desktop, stub, "?ma=HH2-030-4050")
    expect(page.locator("dd")).to_have_text(["09:15 thứ tư, 18/11/2026", "16:00 thứ sáu, 20/11/2026"])
    expect(page.locator("[aria-current=step]")).to_contain_text("Đang xử lý")
    expect(page.get_by_text("Chưa có câu trả lời.")).to_be_visible()
    expect(page.get_by_role("button", name="Mở lại phiếu")).to_have_count(0)


def test_unknown_code_is_said_at_the_field_and_can_be_mended(desktop: BrowserContext, stub: Stub) -> None:
    page = open_page(desktop, stub)
    look_up(page, "AAA-AAA-AAAA")
    expect(page.get_by_role("alert").first).to_contain_text("Không tìm thấy phiếu nào có mã này.")
    expect(page.get_by_label("Mã tra cứu")).to_be_focused()
    look_up(page, CODE)
    page.locator(".ticket").wait_for()
    expect(page.locator("#code-failure")).to_be_empty()


def test_empty_field_and_busy_server_are_said_in_words(desktop: BrowserContext, stub: Stub) -> None:
    page = open_page(desktop, stub)
    look_up(page, "  ")
    expect(page.locator("#code-failure")).to_have_text("Bạn chưa nhập mã tra cứu.")
    stub.set_faults(look_up={"status": 429, "message": "Bạn tra cứu hơi nhanh.", "retry_after": 60, "times": 1})
    look_up(page, CODE)
    expect(page.locator("#code-failure")).to_have_text("Bạn tra cứu hơi nhanh.")
    desktop.set_offline(True)
    look_up(page, CODE)
    expect(page.locator("#code-failure")).to_have_text("Không có kết nối. Mời bạn thử lại.")


def test_rating_needs_a_choice_and_is_thanked_for(phone: BrowserContext, stub: Stub) -> None:
    page = open_page(phone, stub, f"?ma={CODE}")
    page.get_by_role("button", name="Gửi đánh giá").tap()
    expect(page.get_by_text("Bạn chưa chọn mức nào.")).to_be_visible()
    page.get_by_label("4 – Hài lòng").tap()
    page.get_by_role("button", name="Gửi đánh giá").tap()
    expect(page.get_by_text("Bạn đã đánh giá 4/5. Xin cảm ơn bạn.")).to_be_visible()


def test_reopening_needs_a_reason(desktop: BrowserContext, stub: Stub) -> None:
    page = open_page(desktop, stub, f"?ma={CODE}")
    page.get_by_role("button", name="Chưa được? Mở lại phiếu").click()
    reason = page.get_by_label("Vì sao cần mở lại")
    expect(reason).to_be_focused()
    page.get_by_role("button", name="Mở lại phiếu", exact=True).click()
    expect(page.get_by_text("Bạn cần ghi lý do.")).to_be_visible()
    reason.fill("Đến nơi thì không ai biết")
    page.get_by_role("button", name="Mở lại phiếu", exact=True).click()
    expect(page.get_by_text("Phiếu đã được mở lại.")).to_be_visible()
    expect(page.locator(".ticket-state")).to_contain_text("Đã mở lại, đang chờ xử lý")


def test_what_staff_asked_is_answered_in_an_open_box(phone: BrowserContext, stub: Stub) -> None:
    page = open_page(phone, stub, "?ma=CH4-000-2022")
    expect(page.locator(".ticket-reply")).to_contain_text("Thửa đất số mấy")
    box = page.get_by_label("Tổng đài đang chờ bạn trả lời")
    page.get_by_role("button", name="Gửi câu trả lời").tap()
    expect(page.get_by_text("Bạn chưa viết gì.")).to_be_visible()
    box.fill("Thửa 120, tờ 15")
    page.get_by_role("button", name="Gửi câu trả lời").tap()
    expect(page.get_by_role("status").filter(has_text="Đã gửi câu trả lời.")).to_be_visible()
    expect(page.locator(".ticket-state")).to_contain_text("Đang được xử lý")
    expect(box).to_have_count(0)


def test_more_is_added_to_an_open_ticket_on_a_press(desktop: BrowserContext, stub: Stub) -> None:
    page = open_page(desktop, stub, "?ma=HH2-030-4050")
    page.get_by_role("button", name="Bổ sung thông tin").click()
    box = page.get_by_label("Nội dung bổ sung")
    expect(box).to_be_focused()
    box.fill("Tôi quên: nhà ở ấp 3")
    page.get_by_role("button", name="Gửi bổ sung").click()
    expect(page.get_by_text("Đã ghi thêm vào phiếu.")).to_be_visible()
    expect(page.get_by_role("button", name="Bổ sung thông tin")).to_be_visible()


def test_is_reached_from_the_chats_menu(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    page.get_by_role("button", name="Tiện ích").click()
    with desktop.expect_page() as opened:
        page.get_by_role("link", name="Tra cứu phiếu").click()
    expect(opened.value.get_by_label("Mã tra cứu")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, {"width": 320, "height": 568}], ids=["360", "1280", "320"])
def test_everybody_can_use_it(
    open_context: NewContext, stub: Stub, axe: Callable[[Page], list[str]], viewport: dict[str, int], scheme: str
) -> None:
    page = open_page(open_context(viewport, color_scheme=scheme), stub)
    assert axe(page) == []
    look_up(page, "CH4-000-2022")
    page.locator(".is-asked").wait_for()
    assert axe(page) == []
    look_up(page, "sai")
    page.locator("#code-failure:not(:empty)").wait_for()
    assert axe(page) == []
    look_up(page, CODE)
    page.get_by_role("button", name="Chưa được? Mở lại phiếu").click()
    assert axe(page) == []
    assert page.evaluate(
        "document.querySelector('.look-up').scrollWidth <= innerWidth && document.documentElement.scrollWidth <= innerWidth"
    )
    small = "Array.from(document.querySelectorAll('button, input, .rate')).filter((each) => each.offsetParent && each.type !== 'radio')"
    assert page.evaluate(f"{small}.filter((each) => each.getBoundingClientRect().height < 44).map((each) => each.outerHTML)") == []


def test_without_javascript_the_number_to_call_is_shown(open_context: NewContext, stub: Stub) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{stub.chat}/tra-cuu")
    expect(page.locator(".noscript a[href='tel:1022']")).to_be_visible()


def test_phone_of_2017_looks_up_as_well(open_context: NewContext, stub: Stub) -> None:
    context = open_context(PHONE, has_touch=True, is_mobile=True)
    context.add_init_script("delete window.queueMicrotask; delete window.AbortController; delete Promise.prototype.finally;")
    page = open_page(context, stub, f"?ma={CODE}")
    expect(page.locator(".ticket-state")).to_contain_text("Đã giải quyết")
