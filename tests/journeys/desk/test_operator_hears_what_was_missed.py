"""The list of notices, the switch of duty over two tabs, leaving while citizens wait, locks, and the log in words."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.desk.desk_pages import Stub, open_desk

pytestmark = pytest.mark.journey


def unread(page: Page) -> Locator:
    return page.get_by_role("link", name="Thông báo")


def duty(page: Page) -> Locator:
    return page.locator(".rail").get_by_role("switch", name="Đang trực")


def test_what_was_missed_is_there_after_signing_in_and_enter_leads_to_it(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub)
    expect(unread(page)).to_contain_text("2 thông báo chưa đọc")
    page.keyboard.press("g")
    page.keyboard.press("b")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thông báo")
    lines = page.locator(".notice-link")
    expect(lines).to_have_count(4)
    expect(lines.first).to_contain_text("<b>gọi lại giúp tôi</b>")
    page.keyboard.press("j")
    expect(lines.first).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(".timeline").wait_for()
    assert page.url.endswith("#/tickets/ticket-1")
    expect(unread(page)).to_contain_text("1 thông báo chưa đọc")
    assert stub.posts("read") == [{"read": {"ids": [4]}}]


def test_one_key_reads_all_and_another_browser_and_a_reload_show_the_same(office: BrowserContext, stub: Stub) -> None:
    page, other = open_desk(office, stub, "notices", ".notice-link"), open_desk(office, stub)
    page.bring_to_front()
    page.keyboard.press("d")
    expect(page.get_by_text("Bạn đã đọc hết.")).to_be_visible()
    for each in (page, other):
        expect(unread(each)).not_to_contain_text("chưa đọc")
    assert stub.posts("read") == [{"read": {"up_to": 4}}]
    page.reload()
    page.locator(".notice-link").first.wait_for()
    expect(page.locator(".notice-link.is-unread")).to_have_count(0)


def test_new_one_rings_stays_on_screen_and_is_read_when_it_is_closed(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub)
    stub.notice(9, "assigned", "Hùng giao cho bạn phiếu 7KQ-2M4-X123", ticket_id="ticket-1")
    toast = page.locator(".toast", has_text="Hùng giao cho bạn phiếu")
    expect(toast).to_be_visible()
    expect(unread(page)).to_contain_text("3 thông báo chưa đọc")
    toast.get_by_role("button", name="Đóng thông báo").click()
    # The older one is of the same ticket.
    expect(unread(page)).to_contain_text("1 thông báo chưa đọc")


def test_last_one_on_duty_is_asked_before_resting(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub)
    for colleague in ("staff-hung", "staff-mai"):
        stub.change_duty(colleague, "away")
    duty(page).click()
    dialog = page.get_by_role("dialog", name="Còn người đang chờ")
    expect(dialog).to_contain_text("Có 2 người trong hàng chờ và 1 người chờ bạn trả lời.")
    expect(dialog.get_by_role("button", name="Ở lại")).to_be_focused()
    page.keyboard.press("Enter")
    expect(duty(page)).to_be_checked()
    duty(page).click()
    dialog.get_by_role("button", name="Vẫn nghỉ").click()
    expect(duty(page)).not_to_be_checked()


def test_last_one_on_duty_is_asked_before_signing_out(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub)
    for colleague in ("staff-hung", "staff-mai"):
        stub.change_duty(colleague, "away")
    page.get_by_role("button", name="Thêm").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("button", name="Vẫn đăng xuất").click()
    expect(page.get_by_label("Tên đăng nhập")).to_be_visible()


def test_with_a_colleague_on_duty_nobody_is_asked(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub)
    duty(page).click()
    expect(duty(page)).not_to_be_checked()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_switch_is_the_same_in_two_tabs_and_each_tab_has_its_name(office: BrowserContext, stub: Stub) -> None:
    page, other = open_desk(office, stub), open_desk(office, stub, "conversations/conv-mine", ".note")
    page.goto(f"{stub.desk}#/conversations/conv-land")
    page.locator(".message").first.wait_for()
    duty(page).click()
    expect(duty(other)).not_to_be_checked()
    names = {post["heartbeat"]["tab"] for post in stub.posts_soon("heartbeat")}
    assert len(names) == 2
    assert "" not in names
    other.reload()
    other.locator(".note").first.wait_for()
    assert {post["heartbeat"]["tab"] for post in stub.posts("heartbeat")} == names


def test_administrator_sees_who_is_locked_out_and_lets_them_in(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "staff", ".table")
    row = page.get_by_role("row", name="Phạm Văn Tám")
    expect(row).to_contain_text("Khóa tạm đến")
    row.get_by_role("button", name="Mở khóa").click()
    page.get_by_role("dialog").get_by_role("button", name="Mở khóa").click()
    expect(row).not_to_contain_text("Khóa tạm")
    assert stub.posts("unlock") == [{"member": "staff-tam", "unlock": True}]


def test_audit_log_speaks_in_words_and_names(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "audit", ".table")
    table = page.get_by_role("table")
    expect(table.get_by_role("row", name="Xuất phiếu ra Excel")).to_contain_text("Trạng thái: Đã giải quyết")
    expect(table.get_by_role("row", name="Xuất phiếu ra Excel")).to_contain_text("Người xử lý: Trần Quốc Hùng")
    expect(table.get_by_role("row", name="Xuất phiếu ra Excel")).to_contain_text("Từ: 01/11/2026")
    expect(table.get_by_role("row", name="Đổi vai trò")).to_contain_text("Đến: Tổng đài viên, Giám sát viên")
    expect(table.get_by_role("link", name="7KQ-2M4-X123", exact=True)).to_have_attribute("href", "#/tickets/ticket-1")
    for english in ("operator", "resolved", "assignee", "0b0e7a52", "6a3f2a10"):
        expect(table).not_to_contain_text(english)
    table.get_by_role("row", name="Đổi vai trò").get_by_role("button", name="Xem mọi việc với đối tượng này").click()
    expect(table.get_by_role("row")).to_have_count(3)
    page.get_by_role("button", name="Xem tất cả").click()
    expect(table.get_by_role("row")).to_have_count(6)
