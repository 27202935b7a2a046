from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.frontend.chat_pages import Stub, ask, open_chat

pytestmark = pytest.mark.journey

LOG = "[role=log]"


def test_structured_answer_comes_with_its_source(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    ask(page, "procedure:1.001193")
    answer = page.locator(".answer").last
    expect(answer.get_by_role("heading", name="Thủ tục đăng ký khai sinh")).to_be_visible()
    expect(answer.locator("dt")).to_have_count(4)
    expect(answer.locator("ol.block-list li")).to_have_count(3)
    expect(answer.locator(".block-source")).to_contain_text("Quyết định số 1872/QĐ-BTP · Cập nhật 05/08/2026")
    link = answer.get_by_role("link", name=re.compile("Nộp hồ sơ trực tuyến"))
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    expect(page.locator(".bubble")).to_have_count(1)
    expect(page.locator(".delivery")).to_have_text("Đã gửi")


def test_long_answer_is_shown_from_its_head(phone: BrowserContext, stub: Stub) -> None:
    page = open_chat(phone, stub)
    ask(page, "1")
    expect(page.get_by_role("heading", name="Thủ tục đăng ký khai sinh")).to_be_in_viewport()


def test_plain_answer_has_its_address_and_number_linked(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    ask(page, "thời tiết")
    links = page.locator(f"{LOG} a")
    expect(links).to_have_count(2)
    expect(links.nth(0)).to_have_attribute("href", "https://dichvucong.gov.vn/tra-cuu")
    expect(links.nth(1)).to_have_attribute("href", "tel:02511022")


def test_suggested_question_is_sent_by_one_press(phone: BrowserContext, stub: Stub) -> None:
    page = open_chat(phone, stub)
    page.get_by_role("button", name="Đăng ký khai sinh cần giấy tờ gì?").tap()
    expect(page.locator(".option")).to_have_count(4)
    expect(page.locator(".suggestions")).to_have_count(0)
    assert stub.texts_posted() == ["Đăng ký khai sinh cần giấy tờ gì?"]


def test_option_by_press_sends_its_value_and_shows_its_label(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    ask(page, "khai sinh")
    page.get_by_role("button", name="Đăng ký lại khai sinh").click()
    expect(page.get_by_role("heading", name="Thủ tục đăng ký lại khai sinh")).to_be_visible()
    expect(page.locator(".bubble").last).to_contain_text("Đăng ký lại khai sinh khi sổ gốc không còn")
    assert stub.texts_posted() == ["khai sinh", "procedure:1.004884"]
    page.reload()
    expect(page.locator(".bubble").last).to_contain_text("Đăng ký lại khai sinh khi sổ gốc không còn")


def test_option_by_number(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    ask(page, "khai sinh")
    expect(page.locator(".option-number")).to_have_text(["1", "2", "3", "4"])
    ask(page, "2")
    expect(page.get_by_role("heading", name="Thủ tục đăng ký lại khai sinh")).to_be_visible()
    expect(page.locator(".option.is-chosen")).to_contain_text("Đăng ký lại khai sinh")


def test_spent_option_fills_the_box_and_sends_nothing(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    ask(page, "khai sinh")
    page.locator(".option").first.wait_for()
    ask(page, "2")
    page.get_by_role("heading", name="Thủ tục đăng ký lại khai sinh").wait_for()
    page.locator(".is-spent .option").nth(0).click()
    expect(page.get_by_label("Câu hỏi", exact=True)).to_have_value("Đăng ký khai sinh cho trẻ mới sinh")
    expect(page.get_by_label("Câu hỏi", exact=True)).to_be_focused()
    assert stub.texts_posted() == ["khai sinh", "2"]


def test_typing_is_shown_at_once_and_ends_with_the_answer(desktop: BrowserContext, stub: Stub) -> None:
    stub.set_faults(thinking={"seconds": 1.5})
    page = open_chat(desktop, stub)
    ask(page, "khai sinh")
    expect(page.get_by_text("Trợ lý đang tìm câu trả lời")).to_be_visible(timeout=500)
    page.locator(".option").first.wait_for()
    expect(page.get_by_text("Trợ lý đang tìm câu trả lời")).to_have_count(0)


def test_operator_is_one_press_away_and_is_named(phone: BrowserContext, stub: Stub) -> None:
    page = open_chat(phone, stub)
    page.get_by_role("button", name="Gặp tổng đài viên").tap()
    page.get_by_text("Đã chuyển đến tổng đài viên").wait_for()
    stub.say("operator", "Chào anh, tôi là Lan.")
    expect(page.locator(".from-operator .sender")).to_have_text("Tổng đài viên")
    stub.set_typing(on=True)
    expect(page.get_by_text("Tổng đài viên đang soạn tin")).to_be_visible()
    stub.set_typing(on=False)
    expect(page.get_by_text("Tổng đài viên đang soạn tin")).to_have_count(0)
    assert stub.texts_posted() == ["Gặp tổng đài viên"]


def test_message_below_the_fold_is_announced_and_reached(phone: BrowserContext, stub: Stub) -> None:
    page = open_chat(phone, stub)
    ask(page, "1")
    page.get_by_role("heading", name="Thủ tục đăng ký khai sinh").wait_for()
    page.evaluate("document.querySelector('.scroller').scrollTop = 0")
    stub.say("operator", "Cần hỏi thêm gì không ạ?")
    page.get_by_role("button", name="Tin mới").tap()
    expect(page.get_by_text("Cần hỏi thêm gì không ạ?")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Tin mới")).to_have_count(0)


def test_markup_in_any_field_stays_text(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    ask(page, "<b>hack</b>")
    page.get_by_text("Loại chưa biết vẫn đọc được").wait_for()
    assert page.evaluate("window.hacked") is None
    expect(page.locator(f"{LOG} img, {LOG} script, {LOG} b")).to_have_count(0)
    expect(page.locator(f"{LOG} a")).to_have_count(0)
    expect(page.locator(".bubble")).to_contain_text("<b>hack</b>")
    expect(page.locator(".block-title")).to_contain_text("<img src=x onerror=")


def test_answer_is_copied_and_printed_alone(desktop: BrowserContext, stub: Stub) -> None:
    desktop.grant_permissions(["clipboard-read", "clipboard-write"], origin=stub.chat)
    page = open_chat(desktop, stub)
    ask(page, "khai sinh")
    page.get_by_role("button", name="Đăng ký khai sinh cho trẻ mới sinh").click()
    page.get_by_role("button", name="Sao chép").click()
    expect(page.get_by_role("button", name="Đã chép")).to_be_visible()
    assert "Nguồn: Cổng Dịch vụ công" in page.evaluate("navigator.clipboard.readText()")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="In hoặc lưu").click()
    page.wait_for_function("window.printed")
    page.emulate_media(media="print")
    sheet = page.locator(".print-sheet")
    expect(sheet).to_be_visible()
    expect(page.locator(".page")).to_be_hidden()
    expect(sheet).to_contain_text("Câu hỏi: Đăng ký khai sinh cho trẻ mới sinh")
    expect(sheet).to_contain_text("Quyết định số 1872/QĐ-BTP")
    expect(sheet).to_contain_text("In lúc")
