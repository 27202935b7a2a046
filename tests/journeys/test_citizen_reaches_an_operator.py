"""What the bot cannot answer reaches a person: two real browsers, the whole program, from the question to the rating."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.browsers import PHONE, opened_browser
from tests.journeys.operators import SOON, operator_on_duty

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def browser():
    yield from opened_browser()


@pytest.fixture
def citizen(browser, program):
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    page = context.new_page()
    page.goto(program.settings.web_url)
    yield page
    context.close()


@pytest.fixture
def desk(browser, program):
    yield from operator_on_duty(browser, program)


def ask(citizen, text: str) -> None:
    box = citizen.get_by_role("textbox")
    box.fill(text)
    box.press("Enter")


def test_a_question_nobody_knows_is_answered_by_an_operator_and_rated(citizen, desk, program):
    said = citizen.get_by_role("log")
    ask(citizen, "cho tôi gặp tổng đài viên")
    expect(said).to_contain_text("Bạn là người tiếp theo", timeout=SOON)
    expect(said).to_contain_text("Mã tra cứu của bạn")
    ask(citizen, "ao nhà tôi nằm trong vùng quy hoạch lòng hồ, muốn xin cấp lại giấy thì gặp ai?")

    waiting = desk.locator(".row").first
    expect(waiting).to_contain_text("vùng quy hoạch lòng hồ", timeout=SOON)
    waiting.click()
    desk.get_by_role("main").get_by_role("button", name="Nhận").last.click()
    composer = desk.get_by_label("Nội dung trả lời người dân")
    expect(composer).to_be_enabled(timeout=SOON)
    expect(citizen.get_by_text("Tổng đài viên Nguyễn Thị Lan đang trả lời bạn")).to_be_visible(timeout=SOON)
    composer.fill("Chào bác, bác gửi đơn tại xã nơi có ao ạ.")
    composer.press("Enter")
    expect(said).to_contain_text("Chào bác, bác gửi đơn tại xã nơi có ao ạ.", timeout=SOON)

    ask(citizen, "làm khai sinh cần gì?")
    expect(desk.get_by_role("log")).to_contain_text("làm khai sinh cần gì?", timeout=SOON)
    citizen.wait_for_timeout(2000)
    assert "163/QĐ-BTP" not in said.inner_text(), "the bot talks over the operator"

    desk.get_by_role("button", name="Kết thúc").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("button", name="Kết thúc").click()
    expect(said).to_contain_text("Bạn hài lòng với lần hỗ trợ này đến mức nào?", timeout=SOON)
    citizen.get_by_role("button", name="Rất hài lòng").click()
    expect(said).to_contain_text("Cảm ơn bạn đã đánh giá 5 trên 5", timeout=SOON)

    ask(citizen, "làm khai sinh cho con cần giấy tờ gì?")
    expect(said).to_contain_text("163/QĐ-BTP", timeout=SOON)


def test_with_nobody_on_duty_the_code_finds_the_ticket_on_the_look_up_page(citizen, program):
    said = citizen.get_by_role("log")
    ask(citizen, "tôi muốn nói chuyện với người thật")
    expect(said).to_contain_text("tổng đài sẽ trả lời trước", timeout=SOON)
    code = said.inner_text().split("mã tra cứu ")[1][:12]
    ask(citizen, "0912 345 678")
    expect(said).to_contain_text("Đã ghi số điện thoại 0912345678", timeout=SOON)

    citizen.goto(f"{program.settings.web_url}/tra-cuu")
    citizen.get_by_role("textbox").fill(code.lower().replace("-", " "))
    citizen.keyboard.press("Enter")
    expect(citizen.get_by_role("main")).to_contain_text(code, timeout=SOON)
    assert "0912345678" not in citizen.content()
