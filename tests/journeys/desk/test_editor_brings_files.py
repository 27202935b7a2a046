"""An editor brings the portal's sheet, or a workbook, and sees what it would change before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.browsers import PHONE, NewContext
from tests.journeys.desk.desk_pages import OFFICE, Stub
from tests.journeys.desk.test_everybody_can_use_the_desk import TARGETS_TOO_SMALL, TOO_WIDE
from tests.journeys.desk.workbench_pages import open_workbench

pytestmark = pytest.mark.journey

DOCX, EXCEL = "Tờ chi tiết của Cổng (.docx)", "Bảng tính (.xlsx)"


def open_dialog(context: BrowserContext, stub: Stub) -> Page:
    page = open_workbench(context, stub, "content/records", ".records-table")
    page.get_by_role("button", name="Nhập từ tệp").click()
    page.get_by_role("dialog", name="Nhập từ tệp").wait_for()
    return page


def choose(page: Page, kind: str, name: str) -> None:
    page.get_by_role("radio", name=kind).check()
    page.get_by_label("Chọn tệp").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": b"PK"})


def brought(stub: Stub) -> list[dict[str, Any]]:
    return stub.posts("brought")


class TestSheet:
    def test_becomes_a_draft_with_its_differences_and_notes(self, office: BrowserContext, stub: Stub) -> None:
        page = open_dialog(office, stub)
        choose(page, DOCX, "43.docx")
        page.get_by_role("button", name="Đọc tệp").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("status")).to_contain_text("Đã tạo bản nháp của")
        expect(dialog.locator(".import-notes")).to_contain_text("phí chỉ ghi bằng lời")
        expect(dialog.locator(".change").first).to_be_visible()
        dialog.get_by_role("button", name="Mở bản nháp").click()
        page.locator(".editor-form .form-section").first.wait_for()

    def test_another_document_is_told_why(self, office: BrowserContext, stub: Stub) -> None:
        page = open_dialog(office, stub)
        choose(page, DOCX, "sai.docx")
        page.get_by_role("button", name="Đọc tệp").click()
        expect(page.get_by_role("alert")).to_contain_text("Không phải tờ «Chi tiết thủ tục hành chính»")

    def test_a_wrong_ending_is_not_even_sent(self, office: BrowserContext, stub: Stub) -> None:
        page = open_dialog(office, stub)
        choose(page, DOCX, "danh-sach.csv")
        page.get_by_role("button", name="Đọc tệp").click()
        expect(page.get_by_role("alert")).to_contain_text("Tệp phải có đuôi .docx.")
        assert brought(stub) == []

    def test_a_workbook_chosen_where_a_sheet_was_meant_is_taken_for_what_it_is(self, office: BrowserContext, stub: Stub) -> None:
        page = open_dialog(office, stub)
        choose(page, DOCX, "sửa.xlsx")
        expect(page.get_by_role("radio", name=EXCEL)).to_be_checked()
        page.get_by_role("button", name="Xem trước thay đổi").click()
        expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("1 mới, 1 thay đổi")


class TestWorkbook:
    def test_is_looked_through_and_then_becomes_drafts(self, office: BrowserContext, stub: Stub) -> None:
        page = open_dialog(office, stub)
        choose(page, EXCEL, "sửa.xlsx")
        page.get_by_role("button", name="Xem trước thay đổi").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("status")).to_contain_text("1 mới, 1 thay đổi, 1 giữ nguyên, 0 không dùng được")
        assert brought(stub) == [{"brought": "sửa.xlsx", "is_dry": True}]
        dialog.locator("summary", has_text="Cách thức nộp, thời hạn, phí").click()
        expect(dialog.locator(".side-after")).to_contain_text("3.000 đồng/trang")
        dialog.get_by_role("button", name="Tạo 2 bản nháp").click()
        expect(dialog.get_by_role("status")).to_contain_text("Đã tạo 2 bản nháp. Chưa có gì được công bố.")
        assert brought(stub)[-1] == {"brought": "sửa.xlsx", "is_dry": False}

    def test_with_a_row_that_cannot_be_used_makes_no_draft(self, office: BrowserContext, stub: Stub) -> None:
        page = open_dialog(office, stub)
        choose(page, EXCEL, "sai.xlsx")
        page.get_by_role("button", name="Xem trước thay đổi").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.locator(".import-row").first).to_contain_text("Không hiểu «tám nghìn»")
        expect(dialog.get_by_role("button", name="Tạo")).to_have_count(0)
        dialog.get_by_role("button", name="Chọn tệp khác").click()
        expect(dialog.get_by_label("Chọn tệp")).to_be_visible()


class TestExport:
    def test_goes_out_as_the_list_is_narrowed(self, office: BrowserContext, stub: Stub) -> None:
        page = open_workbench(office, stub, "content/records?sector=Ch%E1%BB%A9ng%20th%E1%BB%B1c", ".records-table")
        with page.expect_download() as kept:
            page.get_by_role("button", name="Xuất Excel").click()
        assert kept.value.suggested_filename == "thu-tuc.xlsx"

    def test_too_long_a_list_is_told_so(self, office: BrowserContext, stub: Stub) -> None:
        page = open_workbench(office, stub, "content/records", ".records-table")
        page.get_by_role("button", name="Xuất Excel").click()
        expect(page.get_by_role("alert")).to_contain_text("Hãy lọc bớt")


@pytest.mark.parametrize("viewport", [OFFICE, PHONE], ids=["1280", "360"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(
    open_context: NewContext, stub: Stub, axe: Callable[[Page], list[str]], viewport: dict[str, int], scheme: str
) -> None:
    page = open_dialog(open_context(viewport, color_scheme=scheme), stub)
    assert axe(page) == []
    choose(page, EXCEL, "sai.xlsx")
    page.get_by_role("button", name="Xem trước thay đổi").click()
    page.locator(".import-row").first.wait_for()
    page.locator("summary", has_text="Cách thức nộp, thời hạn, phí").click()
    assert axe(page) == []
    assert page.evaluate(TOO_WIDE) is False
    assert page.evaluate(TARGETS_TOO_SMALL) == []
