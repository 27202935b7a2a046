"""The lists of tickets, who a ticket is for, and what is found by typing instead of in a list of hundreds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.desk.desk_pages import Stub, composer_of, open_desk

pytestmark = pytest.mark.journey


def test_lists_show_what_is_late_first_and_are_remembered(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "tickets", ".table")
    views = page.get_by_role("navigation", name="Danh sách phiếu theo việc")
    expect(views.get_by_role("link")).to_have_text(
        ["Của tôi0", "Chưa ai nhận31 quá hạn", "Đang mở3", "Sắp/quá hạn31 quá hạn", "Đã xong1", "Tất cả4"]
    )
    expect(views.locator("[aria-current]")).to_contain_text("Đang mở")
    expect(page.locator("tbody tr").nth(0)).to_have_text("Quá hạn")
    expect(page.locator("tbody tr").nth(1)).to_contain_text("khai sinh trễ hạn")
    expect(page.locator("tbody tr").nth(2)).to_have_text("Còn hạn")
    page.get_by_role("heading", level=1).focus()
    page.keyboard.press("5")
    expect(views.locator("[aria-current]")).to_contain_text("Đã xong")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.goto(f"{stub.desk}#/search")
    page.get_by_role("heading", name="Tìm trong").wait_for()
    page.goto(f"{stub.desk}#/tickets")
    expect(views.locator("[aria-current]")).to_contain_text("Đã xong")


def test_a_column_sorts_and_once_more_the_other_way(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "tickets?view=open", ".table")
    due, subject = page.get_by_role("columnheader", name="Hạn xử lý"), page.get_by_role("columnheader", name="Nội dung")
    expect(due).to_have_attribute("aria-sort", "ascending")
    for direction in ("ascending", "descending"):
        subject.get_by_role("link").press("Enter")
        expect(subject).to_have_attribute("aria-sort", direction)
    expect(due).to_have_attribute("aria-sort", "none")
    assert stub.posts("listed")[-1]["listed"] == {"view": "open", "sort": "-subject"}


def test_counters_are_live(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "tickets/ticket-1", ".timeline")
    page.get_by_role("button", name="Từ chối").click()
    page.get_by_role("dialog").get_by_label("Lý do").fill("Trùng")
    other = office.new_page()
    other.goto(f"{stub.desk}#/tickets")
    done = other.get_by_role("link", name="Đã xong")
    expect(done).to_have_text("Đã xong1")
    for _ in range(5):
        stub.publish("ticket", {"id": "ticket-2"})
    page.get_by_role("dialog").get_by_role("button", name="Từ chối").click()
    expect(done).to_have_text("Đã xong2")


def test_number_and_address_are_replaced_without_being_shown(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "tickets/ticket-1", ".timeline")
    form = page.get_by_role("form", name="Người dân")
    form.get_by_label("Tên người dân").fill("Bà Năm")
    form.get_by_label("Số điện thoại").fill("0987654321")
    expect(form.get_by_text("Đang có: 090•••••21. Ghi vào đây để thay.")).to_be_visible()
    form.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu thay đổi.")).to_be_visible()
    form.get_by_role("button", name="Địa chỉ").click()
    assert stub.posts_soon("citizen_address") == [{"ticket": "ticket-1", "citizen_address": ""}]
    assert stub.posts("citizen_phone") == [{"ticket": "ticket-1", "citizen_name": "Bà Năm", "citizen_phone": "0987654321"}]
    page.get_by_role("button", name="Hiện số, địa chỉ").click()
    expect(page.get_by_role("link", name="0901234521")).to_be_visible()
    expect(page.get_by_text("Số 5, xã Trảng Bom")).to_be_visible()


def test_a_procedure_found_by_typing_brings_its_sector(office: BrowserContext, stub: Stub, axe: Callable[[Page], list[str]]) -> None:
    page = open_desk(office, stub, "tickets", ".table")
    page.get_by_role("button", name="Tạo phiếu").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Nội dung").fill("Hỏi sổ đỏ")
    dialog.get_by_role("combobox", name="Thủ tục").fill("so do")
    expect(dialog.locator(".combobox-list [role=option]")).to_have_count(1)
    assert axe(page) == []
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("combobox", name="Thủ tục")).to_have_value("Cấp giấy chứng nhận quyền sử dụng đất lần đầu (1.012753)")
    expect(dialog.get_by_role("combobox", name="Lĩnh vực")).to_have_value("Đất đai")
    dialog.get_by_role("button", name="Tạo phiếu").click()
    expect(page.get_by_text("Đọc mã này cho người dân.")).to_be_visible()


def test_a_sector_is_found_without_accents_and_by_keyboard_alone(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "pauses", ".kill-switch")
    page.get_by_role("button", name="Tắt một lĩnh vực").click()
    dialog = page.get_by_role("dialog")
    sector = dialog.get_by_role("combobox", name="Lĩnh vực")
    sector.focus()
    page.keyboard.type("dat dai")
    expect(dialog.get_by_role("option")).to_have_text(["Đất đai"])
    page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    sector.press("ArrowDown")
    expect(dialog.get_by_role("option")).to_have_count(3)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(sector).to_have_value("Cư trú")
    dialog.get_by_label("Lý do").fill("Luật mới")
    dialog.get_by_role("button", name="Tắt trả lời tự động").click()
    expect(page.get_by_text("Một lĩnh vực: Cư trú")).to_be_visible()


def test_wrapping_up_says_before_what_will_happen(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "conversations/conv-land", ".thread")
    page.locator("[data-primary]").click()
    page.get_by_role("button", name="Kết thúc").click()
    dialog = page.get_by_role("dialog", name="Kết thúc cuộc này")
    told = dialog.get_by_role("status").first
    expect(told).to_contain_text("“Đã giải quyết”. Người dân được mời chấm điểm.")
    dialog.get_by_label("Người dân không còn ở đó").check()
    expect(told).to_contain_text("Người dân không được mời chấm điểm.")
    dialog.get_by_label("Tin rác, quấy rối").check()
    expect(told).to_contain_text("“Từ chối”")
    dialog.get_by_label("Chưa trả lời được").check()
    expect(told).to_contain_text("không ai nhắc để trả lời nữa")


def test_one_part_of_an_answer_is_inserted(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "conversations/conv-land", ".thread")
    page.locator("[data-primary]").click()
    page.get_by_role("button", name="Chèn phần lệ phí").click()
    expect(composer_of(page)).to_have_value("Lệ phí: 100.000 đồng.\n\nNguồn: Cổng Dịch vụ công quốc gia.")


def test_the_name_given_at_the_desk_is_used_in_ready_made_replies(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "conversations/conv-land", ".thread")
    page.locator("[data-primary]").click()
    page.get_by_role("complementary").get_by_role("button", name="Người dân").click()
    page.get_by_label("Tên", exact=True).fill("chị Sáu")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã lưu tên người dân.")).to_be_visible()
    assert stub.posts("citizen_name") == [{"conversation": "conv-land", "citizen_name": "chị Sáu"}]
    composer_of(page).fill("/ch")
    page.get_by_role("option", name="/chao").click()
    expect(composer_of(page)).to_have_value("Chào chị Sáu, tôi là Nguyễn Thị Lan, Tổng đài 1022.")
