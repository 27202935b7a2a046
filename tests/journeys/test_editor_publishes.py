"""Editors publish without us: the whole program, two of them and a citizen in real browsers, the citizen's page open all the time."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from app.citizen import Citizen
from app.trial import Trial
from core.clock import vietnam_today
from tests.journeys.browsers import PHONE, opened_browser
from tests.journeys.operators import SOON, signed_in
from tests.journeys.portal_sheets import copy_of_civil_status_record

pytestmark = pytest.mark.journey

COPIES = "2.000635"
FEE = "lệ phí cấp bản sao trích lục hộ tịch"
OLD_FEE, NEW_FEE = "8.000 đồng", "9.500 đồng"
LIVE_WITHIN_SECONDS = 2.0
NEWS = "Bão số 9: các xã ven sông nghỉ tiếp dân ngày mai"
UNKNOWN = "xin tờ bìm bịp ở đâu"
CITIZENS = 5
KNOWN = ("làm giấy khai sinh cho con cần giấy tờ gì", "đăng ký tạm trú mất mấy ngày", "cháy nhà rồi cứu với")
# A round of the worker collects them every 30 s.
COLLECTED_WITHIN_SECONDS = 75.0
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
    assert asks_until(citizen, FEE, NEW_FEE) - approved <= LIVE_WITHIN_SECONDS

    reviewer.get_by_role("link", name=re.compile("^Phiên bản")).click()
    reviewer.get_by_role("button", name=re.compile("^Lấy lại bản này.*Bản 1$")).click()
    confirm(reviewer, "Gửi duyệt", Vì_sao_lấy_lại="Nghị quyết chưa có hiệu lực")
    assert NEW_FEE in answer_to(citizen, FEE), "a fee needs a second person on its way back, too"
    workbench(editor, "reviews")
    approve_from_queue(editor, "Cấp bản sao Trích lục hộ tịch")
    rolled_back = time.monotonic()
    assert asks_until(citizen, FEE, OLD_FEE) - rolled_back <= LIVE_WITHIN_SECONDS


def test_news_stands_over_the_open_chat_and_is_taken_down(editor, reviewer, citizen, workbench):
    workbench(editor, "records")
    editor.get_by_role("button", name="Thêm mục mới").click()
    dialog = editor.get_by_role("dialog")
    dialog.get_by_role("button", name=re.compile("^Tin nóng")).click()
    dialog.get_by_label("Tiêu đề").fill(NEWS)
    dialog.get_by_role("button", name="Bắt đầu soạn").click()
    yesterday, tomorrow = (vietnam_today() + timedelta(days=days) for days in (-1, 1))
    written = {"Nội dung": "Hồ sơ đến hạn được trả chậm một ngày.", "Tên nguồn": "Văn phòng Ủy ban nhân dân tỉnh"}
    moments = {"Bắt đầu": f"{yesterday:%d/%m/%Y}", "Kết thúc": f"{tomorrow:%d/%m/%Y}"}
    form = editor.locator(".editor-form")
    for label, text in (written | moments).items():
        form.get_by_role("textbox", name=f"{label} (bắt buộc)", exact=True).fill(text)
    for label in moments:
        form.get_by_label(f"{label}, lúc mấy giờ").fill("7h")
    step(editor, "Gửi duyệt", Vì_sao_sửa="Bão")

    workbench(reviewer, "reviews")
    approve_from_queue(reviewer, NEWS)
    approved = time.monotonic()
    banner = citizen.locator(".banner-title")
    expect(banner).to_have_text(NEWS, timeout=LIVE_WITHIN_SECONDS * 1000)
    assert asks_until(citizen, "bão số 9 xã có tiếp dân không", "trả chậm một ngày") - approved <= LIVE_WITHIN_SECONDS

    reviewer.get_by_role("button", name="Gỡ khẩn cấp").click()
    confirm(reviewer, "Gỡ khẩn cấp", Vì_sao_gỡ="Bão đã tan")
    expect(banner).to_have_count(0, timeout=LIVE_WITHIN_SECONDS * 1000)


def test_what_nobody_understood_is_answered_right_within_a_minute(program, editor, citizen, workbench):
    for _ in range(CITIZENS):
        with Citizen(program.settings.web_url) as asking:
            assert asking.ask(UNKNOWN).with_details(program.database_url)["behaviour"] == "refuse"
    workbench(editor, "bench")
    for known in KNOWN:
        try_on_bench(editor, known)
        keep_as_checked(editor)
    workbench(editor, "questions")
    cluster = editor.locator(".cluster", has_text=UNKNOWN)
    wait_for_collecting(editor, cluster)
    expect(cluster).to_contain_text(f"{CITIZENS} câu")

    began = time.monotonic()
    cluster.get_by_role("link", name=UNKNOWN).click()
    editor.get_by_role("combobox", name="Người dân muốn hỏi về").fill("trích lục hộ tịch")
    editor.get_by_role("option", name="Cấp bản sao Trích lục hộ tịch").first.click()
    editor.get_by_role("button", name="Thêm vào bản nháp").click()
    editor.get_by_role("link", name="Xem hiệu quả").click()
    expect(try_on_bench(editor, UNKNOWN)).to_contain_text("Cấp bản sao Trích lục hộ tịch")
    keep_as_checked(editor)
    editor.get_by_label("Chỉ hỏi câu của chúng ta").check()
    editor.get_by_role("button", name="Chạy", exact=True).click()
    expect(editor.get_by_text("Không làm hỏng câu nào.")).to_be_visible(timeout=SOON)
    expect(editor.locator("summary", has_text="Làm tốt lên 1 câu")).to_be_visible()
    editor.go_back()
    editor.get_by_role("link", name="Mở bản nháp").click()
    step(editor, "Công bố")
    published = time.monotonic()
    assert others_ask_until(program, UNKNOWN, "Cấp bản sao Trích lục hộ tịch") - published <= LIVE_WITHIN_SECONDS
    assert "Cấp bản sao Trích lục hộ tịch" in answer_to(citizen, UNKNOWN)
    assert time.monotonic() - began <= FROM_CLUSTER_WITHIN_SECONDS
    expect(citizen.locator(".message.answer").last).to_contain_text("Nơi nộp hồ sơ")


def try_on_bench(editor: Page, question: str) -> Locator:
    turns = editor.locator(".bench-turn")
    if turns.count():
        editor.get_by_role("button", name="Hỏi lại từ đầu").click()
    editor.get_by_label("Câu hỏi", exact=True).fill(question)
    editor.keyboard.press("Enter")
    expect(turns).to_have_count(1, timeout=SOON)
    return turns.first


def keep_as_checked(editor: Page) -> None:
    editor.get_by_role("button", name="Lưu làm câu kiểm tra").click()
    confirm(editor, "Lưu")


def wait_for_collecting(editor: Page, cluster: Locator) -> None:
    until = time.monotonic() + COLLECTED_WITHIN_SECONDS
    while not (cluster.count() and f"{CITIZENS} câu" in cluster.inner_text()) and time.monotonic() < until:
        editor.wait_for_timeout(1000)
        editor.reload()
        # Whatever else the page shows is told with the failure.
        expect(editor.locator(".clusters, .list-empty").first).to_be_visible(timeout=SOON)


def others_ask_until(program: Trial, question: str, answer: str) -> float:
    """One citizen after another asks, for whoever is not understood twice is handed over: when (monotonic seconds) it was asked so."""
    until = time.monotonic() + SOON / 1000
    while (asked := time.monotonic()) < until:
        with Citizen(program.settings.web_url) as asking:
            if answer in asking.ask(question).text:
                break
    return asked


def asks_until(citizen: Page, question: str, answer: str) -> float:
    """The citizen asks, and asks again, until the page shows that answer: when (monotonic seconds) it was asked so."""
    until = time.monotonic() + SOON / 1000
    while (asked := time.monotonic()) < until:
        if answer in answer_to(citizen, question):
            break
    return asked
