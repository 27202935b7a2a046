"""Editors publish without us: the whole program, two of them and a citizen in real browsers, the citizen's page open all the time."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from app.citizen import Citizen
from tests.journeys.browsers import PHONE, opened_browser
from tests.journeys.operators import SOON, signed_in
from tests.journeys.portal_sheets import copy_of_civil_status_record

pytestmark = pytest.mark.journey

COPIES = "2.000635"
FEE = "lệ phí cấp bản sao trích lục hộ tịch"
OLD_FEE, NEW_FEE = "8.000 đồng", "9.500 đồng"
LIVE_WITHIN_SECONDS = 2.0
NEWS = "Bão số 9: các xã ven sông nghỉ tiếp dân ngày mai"
UNKNOWN = "làm tờ ba lá ở đâu"
CITIZENS = 5
# Questions of citizens are collected every 30 s.
COLLECTED = 75_000
FROM_CLUSTER_WITHIN_SECONDS = 60.0


@pytest.fixture(scope="module")
def browser():
    yield from opened_browser()


@pytest.fixture(scope="module")
def editor(browser, program):
    page = signed_in(browser, program, "editor", "Trần Thu Hà")
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def reviewer(browser, program):
    page = signed_in(browser, program, "editor", "Lê Quang Vinh")
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def citizen(browser, program):
    page = browser.new_context(viewport=PHONE, locale="vi-VN").new_page()
    page.goto(program.settings.web_url)
    yield page
    page.context.close()


@pytest.fixture
def workbench(program):
    def opened(page: Page, where: str) -> None:
        page.goto(f"{program.settings.web_url}/desk/#/content/{where}")

    return opened


def answer_to(citizen: Page, question: str) -> str:
    """What the page shows below the question, once an answer is there."""
    answers = citizen.locator(".message.answer")
    known = answers.count()
    box = citizen.get_by_role("textbox")
    box.fill(question)
    box.press("Enter")
    answers.nth(known).wait_for(timeout=SOON)
    return answers.nth(known).inner_text()


def step(page: Page, name: str, **said: str) -> None:
    """A step of the draft, with what its dialog asks for."""
    page.locator(".action-bar").get_by_role("button", name=name, exact=True).click()
    confirm(page, name, **said)


def confirm(page: Page, name: str, **said: str) -> None:
    dialog = page.get_by_role("dialog")
    for label, text in said.items():
        dialog.get_by_label(label.replace("_", " ")).fill(text)
    dialog.get_by_role("button", name=name, exact=True).click()
    expect(dialog).to_have_count(0, timeout=SOON)


def approve_from_queue(page: Page, title: str) -> None:
    page.get_by_role("link", name=title).click()
    expect(page.locator(".change").first).to_be_visible(timeout=SOON)
    step(page, "Duyệt")


def test_a_fee_from_the_sheet_to_the_citizen_and_back(editor, reviewer, citizen, workbench):
    assert OLD_FEE in answer_to(citizen, FEE)

    workbench(editor, "records")
    editor.get_by_role("button", name="Nhập từ tệp").click()
    sheet = copy_of_civil_status_record(COPIES, fee="8.000 Đồng (đồng/bản)")
    editor.get_by_label("Chọn tệp").set_input_files({"name": "trich-luc.docx", "mimeType": "application/octet-stream", "buffer": sheet})
    editor.get_by_role("button", name="Đọc tệp").click()
    editor.get_by_role("dialog").get_by_role("button", name="Mở bản nháp").click(timeout=SOON)
    fees = editor.get_by_label("Số tiền")
    expect(fees).to_have_count(2, timeout=SOON)
    for place in range(2):
        expect(fees.nth(place)).to_have_value("8.000")
        fees.nth(place).fill("9500")
    expect(editor.locator(".preview")).to_contain_text(NEW_FEE, timeout=SOON)
    assert OLD_FEE in answer_to(citizen, FEE), "a draft is no answer"
    step(editor, "Gửi duyệt", Vì_sao_sửa="Nghị quyết mới của Hội đồng nhân dân tỉnh")
    expect(editor.locator(".action-bar").get_by_role("button", name="Duyệt", exact=True)).to_have_count(0)

    workbench(reviewer, "reviews")
    approve_from_queue(reviewer, "Cấp bản sao Trích lục hộ tịch")
    approved = time.monotonic()
    assert seconds_until(citizen, NEW_FEE, approved) <= LIVE_WITHIN_SECONDS

    reviewer.get_by_role("link", name=re.compile("^Phiên bản")).click()
    reviewer.get_by_role("button", name="Lấy lại bản này: Bản 1").click()
    confirm(reviewer, "Lấy lại bản này", Vì_sao_lấy_lại="Nghị quyết chưa có hiệu lực")
    rolled_back = time.monotonic()
    assert seconds_until(citizen, OLD_FEE, rolled_back) <= LIVE_WITHIN_SECONDS
    expect(reviewer.locator(".record-head")).to_contain_text("Đang công bố: bản 3")


def seconds_until(citizen: Page, fee: str, since: float) -> float:
    """From that moment until the citizen, who asks and asks again, is told that fee."""
    while time.monotonic() < since + SOON / 1000:
        if fee in answer_to(citizen, FEE):
            break
    return time.monotonic() - since
