from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.browsers import NewContext
from tests.journeys.frontend.chat_pages import Stub, ask, open_chat

pytestmark = pytest.mark.journey


def bubbles(page: Page) -> list[str]:
    return [text.removeprefix("Tôi: ") for text in page.locator(".bubble").all_text_contents()]


def test_messages_written_offline_go_out_once_and_in_order(phone: BrowserContext, stub: Stub) -> None:
    page = open_chat(phone, stub)
    phone.set_offline(True)
    ask(page, "câu một")
    ask(page, "câu hai")
    expect(page.get_by_text("Chờ có mạng, sẽ tự gửi")).to_have_count(2)
    expect(page.get_by_text("Mất kết nối mạng")).to_be_visible()
    assert stub.texts_posted() == []
    phone.set_offline(False)
    expect(page.get_by_text("Đã gửi")).to_have_count(2)
    expect(page.get_by_text("Mất kết nối mạng")).to_have_count(0)
    assert stub.texts_posted() == ["câu một", "câu hai"]
    assert bubbles(page) == ["câu một", "câu hai"]


def test_unsent_message_outlives_a_reload(phone: BrowserContext, stub: Stub) -> None:
    page = open_chat(phone, stub)
    # So long that only the citizen can send it again in time.
    stub.set_faults(post={"status": 429, "message": "Đang bảo trì.", "retry_after": 600})
    ask(page, "đừng mất")
    expect(page.locator(".trouble")).to_contain_text("Chưa gửi được. Đang bảo trì.")
    page.reload()
    expect(page.locator(".bubble")).to_contain_text("đừng mất")
    expect(page.locator(".trouble")).to_contain_text("Chưa gửi được. Đang bảo trì.")
    stub.set_faults()
    page.get_by_role("button", name="Gửi lại").tap()
    expect(page.get_by_text("Đã gửi")).to_have_count(1)
    page.reload()
    page.get_by_text("Câu này chưa có trong dữ liệu").wait_for()
    assert bubbles(page) == ["đừng mất"]
    assert len({post["client_id"] for post in stub.posts()}) == 1


def test_lost_receipt_does_not_double_the_message(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    stub.set_faults(lost_reply={"times": 1})
    ask(page, "một lần thôi")
    page.get_by_text("Câu này chưa có trong dữ liệu").wait_for()
    page.wait_for_timeout(2_000)
    assert bubbles(page) == ["một lần thôi"]
    page.reload()
    page.get_by_text("Câu này chưa có trong dữ liệu").wait_for()
    assert bubbles(page) == ["một lần thôi"]


def test_too_fast_waits_as_told_and_then_goes_out(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    stub.set_faults(post={"status": 429, "retry_after": 2, "times": 1})
    ask(page, "nhanh quá")
    expect(page.locator(".trouble")).to_contain_text("Sẽ tự gửi lại sau 2 giây")
    expect(page.get_by_text("Đã gửi")).to_have_count(1)


def test_refused_message_can_be_mended(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    stub.set_faults(post={"status": 422, "message": "Tin có ký tự không đọc được.", "times": 1})
    ask(page, "tin hỏng")
    expect(page.locator(".trouble")).to_contain_text("Tin có ký tự không đọc được.")
    page.get_by_role("button", name="Sửa lại").click()
    expect(page.get_by_label("Câu hỏi", exact=True)).to_have_value("tin hỏng")
    expect(page.locator(".bubble")).to_have_count(0)


def test_answers_come_by_polling_when_streams_are_blocked(desktop: BrowserContext, stub: Stub) -> None:
    stub.set_faults(events={"status": 502})
    page = open_chat(desktop, stub)
    ask(page, "khai sinh")
    expect(page.locator(".option")).to_have_count(4)
    stub.say("operator", "Đến bằng đường vòng")
    expect(page.get_by_text("Đến bằng đường vòng")).to_be_visible()


def test_history_is_there_on_return(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    ask(page, "khai sinh")
    page.locator(".option").first.wait_for()
    page.close()
    page = desktop.new_page()
    page.goto(stub.chat)
    expect(page.locator(".option")).to_have_count(4)
    assert bubbles(page) == ["khai sinh"]
    expect(page.locator(".suggestions")).to_have_count(0)


def test_two_tabs_show_the_same_conversation(desktop: BrowserContext, stub: Stub) -> None:
    first, second = open_chat(desktop, stub), open_chat(desktop, stub)
    ask(first, "hỏi ở trang một")
    expect(second.locator(".bubble")).to_have_count(1)
    assert len(stub.posts()) == 1


def test_forgotten_conversation_is_explained_and_begun_anew(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    ask(page, "khai sinh")
    page.locator(".option").first.wait_for()
    stub.forget_conversations()
    page.reload()
    expect(page.locator(".notice")).to_contain_text("Cuộc trò chuyện trước không mở lại được nữa")
    ask(page, "hỏi lại")
    expect(page.get_by_text("Đã gửi")).to_have_count(1)


def test_new_conversation_asks_first_and_then_starts_clean(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    ask(page, "khai sinh")
    page.locator(".option").first.wait_for()
    page.get_by_role("button", name="Tiện ích").click()
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    page.get_by_role("button", name="Giữ lại").click()
    expect(page.locator(".bubble")).to_have_count(1)
    page.get_by_role("button", name="Tiện ích").click()
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    page.get_by_role("button", name="Bắt đầu mới").click()
    expect(page.locator(".bubble")).to_have_count(0)
    expect(page.locator(".suggestions")).to_be_visible()


def test_server_away_at_the_start_is_said_and_mends_itself(open_context: NewContext, stub: Stub) -> None:
    stub.set_faults(create={"status": 503, "message": "Hệ thống đang bảo trì.", "times": 2})
    page = open_context().new_page()
    page.goto(stub.chat)
    expect(page.get_by_text("Chưa mở được cuộc trò chuyện. Hệ thống đang bảo trì.")).to_be_visible()
    ask(page, "viết trước")
    expect(page.get_by_text("Đã gửi")).to_have_count(1)
