"""What every journey does in the editors' workbench."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page

from tests.journeys.desk.desk_pages import Stub, open_desk
from tests.journeys.desk.desk_stub_data import PERMISSIONS

EDITOR = ["edit_content", "approve_content"]
ME, HUNG = "Nguyễn Thị Lan", "Trần Quốc Hùng"
CERTIFY, HOURS = "procedure:2.000815", "faq:gio-lam-viec"


def address_of(record: str, view: str = "") -> str:
    return f"content/records/{record.replace(':', '%3A')}" + (f"?view={view}" if view else "")


def open_workbench(context: BrowserContext, stub: Stub, where: str, waits_for: str, *more: str) -> Page:
    stub.change_me(permissions=[*PERMISSIONS, *EDITOR, *more])
    return open_desk(context, stub, where, waits_for)


def open_form(context: BrowserContext, stub: Stub, record: str = CERTIFY, *more: str) -> Page:
    """The record's draft, begun if there is none."""
    page = open_workbench(context, stub, address_of(record), ".record-head .chips", *more)
    begin = page.get_by_role("button", name="Sửa mục này")
    page.locator(".action-bar").or_(begin).first.wait_for()
    if begin.is_visible():
        begin.click()
    page.locator(".editor-form .form-section").first.wait_for()
    return page


def saved(page: Page) -> Locator:
    return page.locator(".saving.is-saved", has_text="Đã lưu")


def last_saved(stub: Stub) -> dict[str, Any]:
    record: dict[str, Any] = stub.posts_soon("saved")[-1]["record"]
    return record
