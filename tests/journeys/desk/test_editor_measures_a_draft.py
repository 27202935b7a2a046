"""The bench: a question tried, kept, and all questions asked before and after a draft."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.browsers import PHONE, NewContext
from tests.journeys.desk.desk_pages import OFFICE, Stub, open_desk
from tests.journeys.desk.test_everybody_can_use_the_desk import TARGETS_TOO_SMALL, TOO_WIDE

pytestmark = pytest.mark.journey

TITLE = "Chứng thực bản sao từ bản chính giấy tờ, văn bản"
ASKED = "sao y giấy khai sinh bao nhiêu tiền"


EDITOR = ("edit_content", "approve_content")


def open_bench(context: BrowserContext, stub: Stub, permissions: tuple[str, ...] = EDITOR) -> Page:
    stub.change_me(permissions=list(permissions))
    return open_desk(context, stub, "content/bench", "#bench-question")


def ask(page: Page, text: str) -> None:
    before = page.locator(".bench-turn").count()
    page.get_by_label("Câu hỏi", exact=True).fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".bench-turn")).to_have_count(before + 1)


def waiting_draft(page: Page) -> str:
    """The one that the stand-in has waiting for review."""
    drafts: str = page.evaluate(
        "fetch('/desk/api/editors/drafts?state=in_review').then((answer) => answer.json()).then((found) => found.drafts[0].id)"
    )
    return drafts


def test_question_shows_answer_reasons_and_the_record_behind_it(office: BrowserContext, stub: Stub) -> None:
    page = open_bench(office, stub)
    ask(page, ASKED)
    newest = page.locator(".bench-turn").first
    expect(newest.locator(".bench-sheet")).to_contain_text("Phí 2.000 đồng một trang.")
    expect(newest.get_by_text(f"Trong câu hỏi có nguyên một tên gọi của «{TITLE}».")).to_be_visible()
    expect(newest.get_by_role("img", name=f"{TITLE}: 91%")).to_be_visible()
    expect(newest.get_by_role("link", name=TITLE).first).to_have_attribute("href", "#/content/records/procedure%3A2.000815")


def test_going_on_gives_back_what_came_with_the_answer(office: BrowserContext, stub: Stub) -> None:
    page = open_bench(office, stub)
    ask(page, ASKED)
    expect(page.get_by_label("Câu hỏi", exact=True)).to_be_focused()
    ask(page, "thế thời hạn")
    page.locator(".bench-turn").first.get_by_role("button", name="Xem tiếp").click()
    expect(page.locator(".bench-turn")).to_have_count(3)
    first, second, third = stub.posts("bench_asked")
    assert (first["context"], second["context"]["dialogue"], third["text"]) == (None, {"turns": 1}, "Xem tiếp")
    page.get_by_role("button", name="Hỏi lại từ đầu").click()
    ask(page, ASKED)
    assert stub.posts("bench_asked")[-1]["context"] is None


def test_what_was_tried_is_kept_as_a_question_with_what_is_expected(office: BrowserContext, stub: Stub) -> None:
    page = open_bench(office, stub)
    ask(page, ASKED)
    page.get_by_role("button", name="Lưu làm câu kiểm tra").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("lệ phí")).to_be_checked()
    dialog.get_by_label("thời hạn").check()
    dialog.get_by_label("Ghi chú").fill("Hay hỏi nhất")
    dialog.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("cell", name=f"trả lời từ «{TITLE}», nói đủ lệ phí, thời hạn")).to_be_visible()
    turn = {"text": ASKED, "behaviour": "answer", "codes": ["2.000815"], "aspects": ["fee", "time"]}
    assert stub.posts("question") == [{"question": {"turns": [turn], "note": "Hay hỏi nhất"}}]


def test_question_is_written_changed_and_taken_away_by_hand(office: BrowserContext, stub: Stub) -> None:
    page = open_bench(office, stub)
    page.get_by_role("button", name="Thêm câu kiểm tra").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Người dân hỏi").fill("mấy giờ xã mở cửa")
    dialog.get_by_label("Từ mục").fill("làm việc")
    dialog.get_by_role("listbox").get_by_role("option").first.click()
    dialog.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("cell", name="mấy giờ xã mở cửa", exact=True)).to_be_visible()
    assert stub.posts("question")[0]["question"]["turns"][0]["codes"] == ["gio-lam-viec"]
    page.get_by_role("button", name=re.compile(r"^Sửa\s*: mấy giờ xã mở cửa")).click()
    page.get_by_role("dialog").get_by_label("Máy phải").select_option("clarify")
    page.get_by_role("dialog").get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("cell", name="hỏi lại từ «gio-lam-viec»")).to_be_visible()
    page.get_by_role("button", name=re.compile(r"^Xóa\s*: mấy giờ xã mở cửa")).click()
    page.get_by_role("dialog").get_by_role("button", name="Xóa").click()
    expect(page.get_by_text("Chưa có câu nào.")).to_be_visible()


def test_link_of_a_draft_opens_with_it_chosen(office: BrowserContext, stub: Stub) -> None:
    page = open_bench(office, stub)
    draft = waiting_draft(page)
    page.goto(f"{stub.desk}#/content/bench?draft={draft}")
    expect(page.get_by_text("Đang thử như thể các bản nháp dưới đây đã công bố.")).to_be_visible()
    ask(page, ASKED)
    expect(page.locator(".bench-sheet").first).to_contain_text("3.000 đồng")
    assert stub.posts("bench_asked")[0]["draft_ids"] == [draft]
    page.get_by_role("button", name="khỏi lần thử").click()
    expect(page.get_by_text("Đang thử trên nội dung người dân đang thấy.")).to_be_visible()
    page.get_by_label("Thêm bản nháp để thử").fill("giờ")
    page.get_by_role("listbox").get_by_role("option").first.click()
    expect(page).to_have_url(f"{stub.desk}#/content/bench?draft={draft}")


def test_run_tells_first_what_breaks_with_both_answers_side_by_side(office: BrowserContext, stub: Stub) -> None:
    page = open_bench(office, stub)
    page.goto(f"{stub.desk}#/content/bench?draft={waiting_draft(page)}")
    page.get_by_text("Đang thử như thể các bản nháp").wait_for()
    page.get_by_role("button", name="Chạy", exact=True).click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator(".bench-verdict strong")).to_have_text("Làm hỏng 1 câu", timeout=15_000)
    expect(page.locator(".bench-verdict .is-broken")).to_be_visible()
    expect(page.get_by_role("row", name="Trả lời đúng 80% 75% -5 điểm")).to_be_visible()
    broken = page.locator(".bench-list.is-broken")
    expect(broken.get_by_text("đúng → sai")).to_be_visible()
    broken.locator(".bench-change summary").click()
    expect(broken.locator(".sides")).to_contain_text("Phí 2.000 đồng một trang.")
    expect(broken.locator(".sides")).to_contain_text("Phí 3.000 đồng một trang.")


def test_run_is_stopped_and_another_may_begin(office: BrowserContext, stub: Stub) -> None:
    page = open_bench(office, stub)
    page.get_by_role("button", name="Chạy", exact=True).click()
    page.get_by_role("button", name="Dừng lượt này").click()
    expect(page.get_by_role("button", name="Chạy", exact=True)).to_be_visible()
    page.get_by_text("Các lượt chạy trước").click()
    expect(page.get_by_text("Đã dừng", exact=False).last).to_be_visible()


def test_what_cannot_be_asked_is_said_at_the_question(office: BrowserContext, stub: Stub) -> None:
    page = open_bench(office, stub)
    stub.set_faults({"POST ask": {"status": 503, "message": "Máy trả lời đang bận."}})
    page.get_by_label("Câu hỏi", exact=True).fill(ASKED)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Máy trả lời đang bận.")).to_be_visible()
    expect(page.get_by_label("Câu hỏi", exact=True)).to_have_value(ASKED)


def test_who_only_approves_measures_but_keeps_no_questions(office: BrowserContext, stub: Stub) -> None:
    page = open_bench(office, stub, ("approve_content",))
    ask(page, ASKED)
    expect(page.get_by_role("button", name="Chạy", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Lưu làm câu kiểm tra")).to_have_count(0)
    expect(page.get_by_role("button", name="Thêm câu kiểm tra")).to_have_count(0)


@pytest.mark.parametrize("viewport", [OFFICE, PHONE], ids=["1366", "360"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(
    open_context: NewContext, stub: Stub, axe: Callable[[Page], list[str]], viewport: dict[str, int], scheme: str
) -> None:
    page = open_bench(open_context(viewport, color_scheme=scheme), stub)
    page.goto(f"{stub.desk}#/content/bench?draft={waiting_draft(page)}")
    ask(page, ASKED)
    page.get_by_text("Máy hiểu", exact=True).click()
    page.get_by_role("button", name="Chạy", exact=True).click()
    page.locator(".bench-verdict").wait_for()
    page.locator(".bench-change summary").first.click()
    assert axe(page) == []
    assert page.evaluate(TOO_WIDE) is False
    assert page.evaluate(TARGETS_TOO_SMALL) == []
    page.get_by_role("button", name="Lưu làm câu kiểm tra").click()
    assert axe(page) == []
