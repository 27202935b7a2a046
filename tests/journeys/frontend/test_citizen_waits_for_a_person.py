from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.frontend.chat_pages import Stub, ask, open_chat

pytestmark = pytest.mark.journey


def test_place_and_wait_are_shown_and_then_the_operators_name(phone: BrowserContext, stub: Stub) -> None:
    page = open_chat(phone, stub)
    line = page.locator(".status-line")
    expect(line).to_be_empty()
    stub.set_status("queue", place=2, expected_wait_seconds=230)
    expect(line).to_have_text("Đang chờ tổng đài viên – bạn là người thứ 2, khoảng 4 phút")
    expect(page.get_by_role("button", name="Gặp tổng đài viên")).to_have_count(0)
    stub.set_status("queue", place=1, expected_wait_seconds=30)
    expect(line).to_have_text("Đang chờ tổng đài viên – bạn là người tiếp theo, chưa đến 1 phút")
    stub.set_status("operator", operator_name="Lan")
    expect(line).to_have_text("Tổng đài viên Lan đang trả lời bạn")
    page.reload()
    expect(line).to_have_text("Tổng đài viên Lan đang trả lời bạn")
    stub.set_status("bot")
    expect(line).to_be_empty()
    expect(page.get_by_role("button", name="Gặp tổng đài viên")).to_be_visible()


def test_nothing_is_promised_in_the_bots_name_while_people_have_it(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    stub.set_status("queue", place=1)
    expect(page.locator(".status-line")).to_have_text("Đang chờ tổng đài viên – bạn là người tiếp theo")
    ask(page, "im lặng")
    expect(page.get_by_text("Đã gửi")).to_have_count(1)
    expect(page.get_by_text("Trợ lý đang tìm câu trả lời")).to_have_count(0)


def test_operators_typing_is_shown_before_the_first_word(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    stub.set_status("operator", operator_name="Lan")
    page.get_by_text("Tổng đài viên Lan đang trả lời bạn").wait_for()
    stub.set_typing(on=True)
    expect(page.get_by_text("Tổng đài viên đang soạn tin")).to_be_visible()
    stub.say("operator", "Chào anh.", author_name="Lan")
    expect(page.get_by_text("Tổng đài viên đang soạn tin")).to_have_count(0)
    expect(page.locator(".from-operator .sender")).to_have_text("Tổng đài viên Lan")


def test_citizens_typing_is_told_to_an_operator_only(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    box = page.get_by_label("Câu hỏi", exact=True)
    box.press_sequentially("với máy")
    box.fill("")
    stub.set_status("operator", operator_name="Lan")
    page.get_by_text("Tổng đài viên Lan đang trả lời bạn").wait_for()
    assert stub.typed() == []
    box.press_sequentially("với người, nhiều chữ")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã gửi")).to_have_count(1)
    assert stub.typed() == [True, False]


def test_rating_is_asked_once_and_answered_by_a_press(phone: BrowserContext, stub: Stub) -> None:
    page = open_chat(phone, stub)
    names = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]
    options = [{"label": f"{number} – {name}", "value": f"{number} – {name}"} for number, name in enumerate(names, 1)]
    stub.say("system", "Bạn hài lòng với câu trả lời đến mức nào?", options=options)
    expect(page.locator(".option-label")).to_have_text([f"{number}. {name}" for number, name in enumerate(names, 1)])
    page.get_by_role("button", name="Rất hài lòng").tap()
    expect(page.get_by_text("Đã gửi")).to_have_count(1)
    assert stub.texts_posted() == ["5 – Rất hài lòng"]
