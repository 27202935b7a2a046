"""What is required, wrong or doubtful is said by the field's own name, leads there, and nobody reads a developer's word."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.browsers import PHONE, NewContext
from tests.journeys.desk.desk_pages import OFFICE, Stub
from tests.journeys.desk.test_editor_writes_content import paste
from tests.journeys.desk.test_everybody_can_use_the_desk import TARGETS_TOO_SMALL, TOO_WIDE
from tests.journeys.desk.workbench_pages import last_saved, open_form, open_workbench, saved

pytestmark = pytest.mark.journey

FLOOD, POLICE, SENTENCE = "announcement:mua-lu", "contact:cong-an-tinh", "fixed_sentence:utter_not_understood"


@pytest.mark.parametrize("half", [r"^Kết thúc \*", "^Kết thúc, lúc mấy giờ"])
def test_a_moment_pasted_in_one_piece_fills_both_halves(office: BrowserContext, stub: Stub, half: str) -> None:
    page = open_form(office, stub, FLOOD)
    page.get_by_label(re.compile(half)).focus()
    paste(page, "26/11/2026 15:00")
    expect(_end(page)).to_have_value("26/11/2026")
    expect(page.get_by_label("Kết thúc, lúc mấy giờ")).to_have_value("15:00")
    page.get_by_label("Tiêu đề").focus()
    expect(_end(page)).to_have_value("26/11/2026")
    expect(saved(page)).to_be_visible()
    assert last_saved(stub)["ends_at"] == "2026-11-26T15:00:00+07:00"


def test_an_end_before_the_start_is_named_by_its_field_and_leads_there(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub, FLOOD)
    end = _end(page)
    end.fill("20/11/2026")
    page.get_by_label("Tiêu đề").focus()
    expect(page.locator(".problem-list")).to_contain_text("Kết thúc: «Kết thúc» phải sau «Bắt đầu».")
    expect(page.locator(".preview")).to_contain_text("Ô “Kết thúc” chưa đúng")
    page.locator(".action-bar").get_by_role("button", name="Còn 1 chỗ phải sửa").click()
    expect(end).to_be_focused()
    expect(end).to_have_attribute("aria-invalid", "true")
    expect(end).to_have_accessible_description("«Kết thúc» phải sau «Bắt đầu».")


@pytest.mark.parametrize("viewport", [OFFICE, PHONE], ids=["1280", "360"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_doubtful_is_asked_about_before_it_goes_out_and_keeps_nothing_back(
    open_context: NewContext, stub: Stub, axe: Callable[[Page], list[str]], viewport: dict[str, int], scheme: str
) -> None:
    page = open_form(open_context(viewport, color_scheme=scheme), stub, POLICE)
    phone = page.get_by_label("Số điện thoại")
    phone.fill("")
    page.get_by_label("Địa chỉ").fill("Số 161, đường Phạm Văn Thuận")
    expect(page.get_by_role("heading", name="Nên xem lại 1 chỗ (vẫn công bố được)")).to_be_visible()
    assert axe(page) == []
    page.locator(".doubt-list").get_by_role("button", name="Số điện thoại").click()
    expect(phone).to_be_focused()
    page.locator(".action-bar").get_by_role("button", name="Công bố", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Nên xem lại trước:Số điện thoại: Chưa có số điện thoại.")
    assert axe(page) == []
    assert page.evaluate(TOO_WIDE) is False
    assert page.evaluate(TARGETS_TOO_SMALL) == []
    dialog.get_by_label("Vì sao sửa").fill("Đổi trụ sở")
    dialog.get_by_role("button", name="Công bố").click()
    expect(page.get_by_text("Đã công bố. Người dân thấy sau ít giây.")).to_be_visible()


def test_a_fixed_sentence_is_known_by_when_it_is_said(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub, SENTENCE)
    expect(page.locator(".shipped-sentence")).to_contain_text("Máy nói khi: Máy chưa hiểu câu hỏi, lần đầu")
    _reads_no_developers_word(page)
    page.goto(f"{stub.desk}#/content/records")
    page.get_by_role("button", name="Thêm mục mới").click()
    page.get_by_role("button", name=re.compile("^Câu cố định")).click()
    page.get_by_role("combobox", name="Câu nào?").fill("dang chay")
    page.get_by_role("option", name="Gọi ngay 114.").wait_for()
    _reads_no_developers_word(page)


def test_a_sentence_of_two_wordings_keeps_both(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub, SENTENCE)
    expect(page.get_by_text("Mỗi lần máy chọn một trong 2 cách nói này.")).to_be_visible()
    page.get_by_role("button", name="Dùng lại câu gốc").click()
    expect(page.get_by_role("textbox", name="Máy nói")).to_have_value("Máy chưa hiểu ý bạn. Xin gọi {hotline_number}.")
    expect(page.get_by_role("textbox", name="Cách nói 1")).to_have_value("Xin lỗi, máy chưa rõ. Xin gọi {hotline_number}.")
    expect(page.get_by_role("button", name="Dùng lại câu gốc")).to_have_count(0)
    expect(saved(page)).to_be_visible()
    assert last_saved(stub)["others"] == ["Xin lỗi, máy chưa rõ. Xin gọi {hotline_number}."]


def test_a_press_gets_its_click_though_a_list_closes_before_it(office: BrowserContext, stub: Stub) -> None:
    open_form(office, stub).get_by_label("Tóm tắt").fill("Một bản nháp để chọn")
    page = open_workbench(office, stub, "content/bench", ".bench")
    run = page.get_by_role("button", name="Chạy", exact=True)
    page.get_by_role("combobox").first.click()
    page.get_by_role("option").first.wait_for()
    place = run.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(150)
    page.mouse.up()
    expect(page.locator(".bench-progress").or_(page.locator(".bench-result")).first).to_be_visible()
    expect(page.get_by_role("listbox")).to_have_count(0)


def _end(page: Page) -> Locator:
    return page.get_by_label(re.compile(r"^Kết thúc \*"))


def _reads_no_developers_word(page: Page) -> None:
    assert "utter_" not in page.locator("body").inner_text()
