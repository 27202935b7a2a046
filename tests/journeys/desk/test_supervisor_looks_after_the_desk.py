"""Tickets, the bot's switch, ready-made replies, people, the log."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.desk.desk_pages import Stub, open_desk
from tests.journeys.desk.desk_stub_routes import NEW_PASSWORD

pytestmark = pytest.mark.journey


def test_ticket_offers_only_allowed_steps_and_asks_for_what_they_need(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "tickets/ticket-1", ".timeline")
    steps = page.get_by_role("region", name="Bước tiếp theo").get_by_role("button")
    expect(steps).to_have_text(["Nhận phiếu N", "Hỏi thêm người dân", "Giải quyết xong", "Từ chối"])
    steps.last.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Từ chối").click()
    expect(dialog.get_by_role("alert")).to_have_text("Xin ghi lý do.")
    dialog.get_by_label("Lý do").fill("Không thuộc thẩm quyền")
    dialog.get_by_role("button", name="Từ chối").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("Phiếu đã xong, không còn bước nào.")).to_be_visible()
    assert stub.posts("to") == [{"ticket": "ticket-1", "to": "rejected", "reason": "Không thuộc thẩm quyền"}]


def test_ticket_is_edited_with_only_what_changed(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "tickets/ticket-1", ".timeline")
    form = page.get_by_role("form", name="Phân công, sửa thông tin")
    form.get_by_label("Ưu tiên").select_option("urgent")
    form.get_by_label("Đơn vị").select_option("Sở Tư pháp")
    form.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu thay đổi.")).to_be_visible()
    assert stub.posts("priority") == [{"ticket": "ticket-1", "unit_id": "unit-1", "priority": "urgent"}]


def test_filter_is_kept_in_the_address_and_saved_by_name(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "tickets?view=all", ".table")
    page.get_by_label("Trạng thái").select_option("resolved")
    page.get_by_role("button", name="Lọc", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_role("link", name="Tải Excel")).to_have_attribute("href", "/desk/api/tickets.xlsx?view=all&state=resolved")
    page.get_by_role("button", name="Lưu bộ lọc này").click()
    page.get_by_label("Tên bộ lọc").fill("Đã xong")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(page.locator("tbody tr")).to_have_count(4)
    page.get_by_role("link", name="Đang mở").click()
    page.get_by_role("button", name="Đã xong", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(1)


def test_call_taken_by_hand_becomes_a_ticket(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "tickets", ".table")
    page.get_by_role("button", name="Tạo phiếu").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Nội dung").fill("Hỏi lịch tiếp dân")
    dialog.get_by_label("Số điện thoại").fill("0901234567")
    dialog.get_by_role("button", name="Tạo phiếu").click()
    expect(page.get_by_text("Đọc mã này cho người dân.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hỏi lịch tiếp dân")


def test_bot_is_silenced_only_with_a_reason(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "pauses", ".kill-switch")
    page.get_by_role("button", name="Tắt trả lời tự động").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Tắt trả lời tự động").click()
    expect(dialog.get_by_role("alert")).to_have_text("Xin ghi lý do để đồng nghiệp biết.")
    dialog.get_by_label("Lý do").fill("Dữ liệu đang sai")
    dialog.get_by_role("button", name="Tắt trả lời tự động").click()
    expect(page.get_by_role("heading", name="Đã tắt trả lời tự động")).to_be_visible()
    expect(page.get_by_text("Máy đang tạm ngừng trả lời tự động.")).to_be_visible()
    page.get_by_role("button", name="Bật lại trả lời tự động").click()
    expect(page.get_by_role("heading", name="Máy đang trả lời tự động")).to_be_visible()


def test_charts_have_their_numbers_in_tables(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "reports", ".chart")
    chart = page.locator(".chart", has=page.get_by_role("heading", name="Theo kênh"))
    chart.get_by_text("Xem bảng số").click()
    expect(chart.get_by_role("row", name="Trang web")).to_contain_text("900")
    assert page.locator(".chart").count() == page.locator(".chart table").count()


def test_new_colleague_gets_a_password_shown_once(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "staff", ".table")
    page.get_by_role("button", name="Thêm người").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Họ tên").fill("Võ Minh")
    dialog.get_by_label("Tên đăng nhập").fill("minh")
    dialog.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("dialog", name="Mật khẩu tạm của Võ Minh")).to_contain_text(NEW_PASSWORD)


def test_administrator_who_answers_nobody_is_not_told_of_a_dead_line(office: BrowserContext, stub: Stub) -> None:
    asked: list[str] = []
    office.on("request", lambda request: asked.append(request.url))
    stub.change_me(permissions=["manage_staff"])
    page = open_desk(office, stub, "", ".table")
    expect(page.get_by_role("heading", name="Nhân sự")).to_be_visible()
    expect(page.get_by_role("switch", name="Đang trực")).to_have_count(0)
    assert [url for url in asked if url.endswith(("/events", "/board", "/heartbeat"))] == []


def test_page_without_permission_is_not_offered(office: BrowserContext, stub: Stub) -> None:
    stub.change_me(permissions=["answer_citizens"])
    page = open_desk(office, stub, "staff", ".row")
    expect(page.get_by_role("link", name="Giám sát")).to_have_count(0)
    page.get_by_role("button", name="Thêm").click()
    expect(page.get_by_role("link", name="Nhân sự")).to_have_count(0)
    expect(page.get_by_role("link", name="Câu mẫu")).to_be_visible()


def test_request_to_delete_is_carried_out_only_with_a_reason_and_a_second_thought(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "data", ".requests li")
    page.get_by_role("button", name="Xóa theo yêu cầu…").click()
    dialog = page.get_by_role("dialog")
    send = dialog.get_by_role("button", name="Xóa dữ liệu", exact=True)
    send.click()
    expect(dialog.get_by_role("alert")).to_contain_text("lý do")
    dialog.get_by_label("Lý do").fill("Người dân gọi điện, đã đối chiếu")
    send.click()
    expect(dialog.get_by_role("alert")).to_contain_text("đánh dấu")
    dialog.get_by_label("Tôi đã kiểm tra").check()
    send.click()
    expect(page.locator(".requests li")).to_contain_text("đang xóa")


def test_copy_is_sent_to_the_citizen_from_the_conversation(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "conversations/conv-mine", ".note")
    page.get_by_text("Việc khác", exact=True).click()
    page.get_by_role("button", name="Xuất dữ liệu…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Lý do").fill("Người dân nhờ")
    dialog.get_by_role("button", name="Gửi liên kết").click()
    expect(page.get_by_text("Đã gửi liên kết cho người dân.")).to_be_visible()
