"""An editor goes from what citizens asked in vain to the right answer, without a mouse and without typing a code."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.browsers import PHONE, NewContext
from tests.journeys.desk.desk_pages import Stub, open_desk
from tests.journeys.desk.test_everybody_can_use_the_desk import TARGETS_TOO_SMALL, TOO_WIDE
from tests.journeys.desk.workbench_pages import open_workbench

pytestmark = pytest.mark.journey

OFFICE = {"width": 1280, "height": 800}
SCREENS = {
    "content/questions": ".clusters",
    "content/questions?state=closed": ".list-empty",
    "content/questions/sao-y": ".settle",
    "content/questions/den": ".near",
}


def open_list(context: BrowserContext, stub: Stub) -> Page:
    return open_workbench(context, stub, "content/questions", ".clusters")


def test_from_an_unanswered_cluster_to_its_everyday_names_by_keyboard_alone(office: BrowserContext, stub: Stub) -> None:
    page = open_list(office, stub)
    page.get_by_role("heading", level=1).focus()
    page.keyboard.press("j")
    expect(page.locator(":focus")).to_have_text("sao y giấy tờ ở đâu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Người dân muốn hỏi về")).to_have_value("Chứng thực bản sao từ bản chính giấy tờ, văn bản")
    page.keyboard.press("1")
    expect(page.get_by_role("button", name="Thêm vào bản nháp")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã thêm cách nói vào bản nháp.")).to_be_visible()
    [closed] = stub.posts("closed")
    assert (closed["as"], closed["kind"], closed["key"]) == ("everyday_name", "procedure", "2.000815")
    assert closed["phrasings"] == ["sao y giấy tờ ở đâu", "xin dấu sao y bằng cấp", "photo công chứng bằng cấp 3"]
    effect = page.get_by_role("link", name="Xem hiệu quả")
    assert "#/content/bench?draft=" in str(effect.get_attribute("href"))
    page.get_by_role("link", name="Nhóm tiếp theo").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("đèn đường bị hư tối thui")


def test_a_list_that_could_not_be_loaded_comes_by_itself_once_the_server_can(office: BrowserContext, stub: Stub) -> None:
    stub.set_faults({"GET questions": {"status": 503, "message": "Đang bảo trì."}})
    page = open_workbench(office, stub, "content/questions", ".notice.is-failure")
    expect(page.get_by_role("button", name="Thử lại")).to_be_visible()
    stub.set_faults({})
    expect(page.locator(".clusters")).to_be_visible()
    expect(page.locator(".notice.is-failure")).to_have_count(0)


def test_phrasings_are_changed_before_they_go(office: BrowserContext, stub: Stub) -> None:
    page = open_list(office, stub)
    page.get_by_role("link", name="sao y giấy tờ ở đâu").click()
    page.get_by_role("button", name="Bỏ «photo công chứng bằng cấp 3»").or_(page.locator(".chip-remove").last).first.click()
    page.locator(".chip-text").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("sao y giấy tờ")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Thêm vào bản nháp").click()
    expect(page.get_by_role("link", name="Mở bản nháp")).to_be_visible()
    [closed] = stub.posts("closed")
    assert closed["phrasings"] == ["xin dấu sao y bằng cấp", "sao y giấy tờ"]


def test_without_a_guess_the_procedure_is_found_by_typing_its_name(office: BrowserContext, stub: Stub) -> None:
    page = open_list(office, stub)
    page.get_by_role("link", name="đèn đường bị hư tối thui").click()
    page.get_by_role("button", name="Thêm vào bản nháp").click()
    expect(page.get_by_text("Mời bạn chọn mục mà người dân muốn hỏi.")).to_be_visible()
    page.get_by_role("combobox", name="Người dân muốn hỏi về").fill("tạm trú")
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Thêm vào bản nháp").click()
    expect(page.get_by_text("Đã thêm cách nói vào bản nháp.")).to_be_visible()
    assert stub.posts("closed")[0]["kind"] == "procedure"


def test_the_other_ways_are_one_key_each(office: BrowserContext, stub: Stub) -> None:
    page = open_list(office, stub)
    page.get_by_role("link", name="bóng đèn ngoài đường").click()
    expect(page.locator(".settle")).to_be_visible()
    page.keyboard.press("3")
    expect(page.get_by_text("Đã cất nhóm này: ngoài phạm vi.")).to_be_visible()
    page.get_by_role("button", name="Mở lại nhóm này").click()
    expect(page.get_by_role("button", name="Thêm vào bản nháp")).to_be_visible()
    page.get_by_role("heading", level=2).first.click()
    page.keyboard.press("4")
    expect(page.get_by_text("Đã chuyển nhóm này cho người phát triển.")).to_be_visible()
    page.get_by_role("link", name="Về danh sách").click()
    page.get_by_role("link", name="Đã xong").click()
    expect(page.locator(".cluster")).to_have_count(1)
    expect(page.locator(".cluster")).to_contain_text("Lỗi của máy")


def test_a_new_common_question_is_begun_with_their_words(office: BrowserContext, stub: Stub) -> None:
    page = open_list(office, stub)
    page.get_by_role("link", name="đèn đường bị hư tối thui").click()
    expect(page.locator(".settle")).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_role("button", name="Tạo bản nháp")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Mở bản nháp").click()
    expect(page).to_have_url(f"{stub.desk}#/content/records/faq%3Aden-duong")


def test_clusters_are_put_together_and_taken_apart(office: BrowserContext, stub: Stub) -> None:
    page = open_list(office, stub)
    page.get_by_role("link", name="đèn đường bị hư tối thui").click()
    page.get_by_role("button", name="Gộp vào nhóm này").click()
    expect(page.locator(".asked-item")).to_have_count(3)
    page.get_by_label("Chọn để tách: bóng đèn ngoài đường").check()
    page.get_by_role("button", name="Tách 1 câu đã chọn").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("bóng đèn ngoài đường cháy không ai thay")


def test_the_list_is_narrowed(office: BrowserContext, stub: Stub) -> None:
    page = open_list(office, stub)
    expect(page.locator(".cluster")).to_have_count(4)
    page.get_by_label("Vì sao").select_option(label="Người dân chê")
    expect(page.locator(".cluster")).to_have_count(1)
    page.get_by_label("Vì sao").select_option(label="Tất cả")
    page.keyboard.press("/")
    page.get_by_label("Tìm trong câu hỏi").fill("xe đẩy")
    page.keyboard.press("Enter")
    expect(page.locator(".cluster")).to_have_count(1)


def test_what_could_not_be_closed_says_why_and_loses_nothing(office: BrowserContext, stub: Stub) -> None:
    page = open_list(office, stub)
    page.get_by_role("link", name="sao y giấy tờ ở đâu").click()
    stub.set_faults({"POST close": {"status": 409, "message": "Nhóm này đã được Trần Quốc Hùng xử lý trước rồi."}})
    page.get_by_role("button", name="Thêm vào bản nháp").click()
    expect(page.get_by_text("đã được Trần Quốc Hùng xử lý trước rồi")).to_be_visible()
    expect(page.locator(".typed-chip")).to_have_count(3)


def test_an_operator_marks_an_answer_of_the_bot_and_takes_it_back(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "conversations/conv-land", ".thread .message")
    button = page.get_by_role("button", name="Máy trả lời sai").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert [post["is_wrong"] for post in stub.posts("marked")] == [True, False]


@pytest.mark.parametrize("viewport", [OFFICE, PHONE], ids=["1280", "360"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(
    open_context: NewContext, stub: Stub, axe: Callable[[Page], list[str]], viewport: dict[str, int], scheme: str
) -> None:
    page = open_list(open_context(viewport, color_scheme=scheme), stub)
    for where, waits_for in SCREENS.items():
        page.goto(f"{stub.desk}#/{where}")
        page.locator(waits_for).first.wait_for()
        assert (where, axe(page)) == (where, [])
        assert (where, page.evaluate(TOO_WIDE)) == (where, False)


def test_targets_are_large_enough_for_a_finger(open_context: NewContext, stub: Stub) -> None:
    page = open_list(open_context(PHONE, has_touch=True, is_mobile=True), stub)
    for where, waits_for in SCREENS.items():
        page.goto(f"{stub.desk}#/{where}")
        page.locator(waits_for).first.wait_for()
        assert (where, page.evaluate(TARGETS_TOO_SMALL)) == (where, [])
