"""Every screen of the workbench: screen readers, small screens, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.browsers import PHONE, NewContext
from tests.journeys.desk.desk_pages import Stub
from tests.journeys.desk.desk_stub_editors_data import RECORDS
from tests.journeys.desk.test_everybody_can_use_the_desk import TARGETS_TOO_SMALL, TOO_WIDE
from tests.journeys.desk.workbench_pages import CERTIFY, HOURS, HUNG, address_of, open_form, open_workbench, saved

pytestmark = pytest.mark.journey

OFFICE = {"width": 1280, "height": 800}
SCREENS = {
    "content/records": ".records-table",
    "content/records?q=khong-co-gi": ".list-empty",
    **{address_of(f"{kind}:{key}"): ".record-head .chips" for kind, key, *_ in RECORDS},
    address_of(CERTIFY, "versions"): ".version-list",
    address_of(HOURS): ".editor-form .form-section",
    address_of(HOURS, "changes"): ".change",
    address_of(HOURS, "talk"): ".timeline",
    "content/reviews": ".table",
    "content/reviews?state=scheduled": ".list-empty",
    "content/settings": ".rules",
}


# What lies half under the bar until one scrolls, axe calls too small.
LET_THE_BAR_LIE = "document.querySelectorAll('.action-bar').forEach((bar) => { bar.style.position = 'static'; })"


@pytest.fixture
def axe(axe: Callable[[Page], list[str]]) -> Callable[[Page], list[str]]:
    def check(page: Page) -> list[str]:
        page.evaluate(LET_THE_BAR_LIE)
        return axe(page)

    return check


def screens(page: Page, stub: Stub) -> Iterator[str]:
    for where, waits_for in SCREENS.items():
        page.goto(f"{stub.desk}#/{where}")
        page.locator(waits_for).first.wait_for()
        yield where


@pytest.mark.parametrize("viewport", [OFFICE, PHONE], ids=["1280", "360"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_on_any_screen(
    open_context: NewContext, stub: Stub, axe: Callable[[Page], list[str]], viewport: dict[str, int], scheme: str
) -> None:
    context = open_context(viewport, color_scheme=scheme)
    page = open_workbench(context, stub, "content/records", ".records-table", "force_content")
    for where in screens(page, stub):
        assert (where, axe(page)) == (where, [])
    page.close()
    form = open_form(context, stub)
    assert axe(form) == []


@pytest.mark.parametrize("viewport", [PHONE, {"width": 320, "height": 640}], ids=["360", "320"])
def test_small_screen_has_no_sideways_scroll_and_targets_to_hit(open_context: NewContext, stub: Stub, viewport: dict[str, int]) -> None:
    context = open_context(viewport, has_touch=True, is_mobile=True)
    page = open_workbench(context, stub, "content/records", ".records-table", "force_content")
    for where in [*screens(page, stub), "form"]:
        if where == "form":
            page = open_form(context, stub, CERTIFY, "force_content")
        assert (where, page.evaluate(TOO_WIDE)) == (where, False)
        assert (where, page.evaluate(TARGETS_TOO_SMALL)) == (where, [])


@pytest.mark.parametrize("viewport", [OFFICE, PHONE], ids=["1280", "360"])
def test_no_violation_in_dialogs_and_trouble(
    open_context: NewContext, stub: Stub, axe: Callable[[Page], list[str]], viewport: dict[str, int]
) -> None:
    context = open_context(viewport)
    page = open_workbench(context, stub, "content/records", ".records-table", "force_content")
    page.get_by_role("button", name="Thêm mục mới").click()
    assert axe(page) == []
    page.get_by_role("button", name="Câu hỏi thường gặp").click()
    page.get_by_role("button", name="Bắt đầu soạn").click()
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.close()
    page = open_form(context, stub, HOURS, "force_content")
    page.locator(".more-steps summary").click()
    # On a phone it lies over fields, which axe then calls too small.
    assert viewport == PHONE or axe(page) == []
    for name in ("Công bố không chờ duyệt", "Bỏ bản nháp", "Trả lại", "Duyệt"):
        if not page.locator(".action-bar").get_by_role("button", name=name, exact=True).is_visible():
            page.locator(".more-steps summary").click()
        page.locator(".action-bar").get_by_role("button", name=name, exact=True).click()
        page.get_by_role("dialog").wait_for()
        assert (name, axe(page)) == (name, [])
        page.keyboard.press("Escape")
    stub.edit_beside(kind="faq", key="gio-lam-viec", by=HUNG, changes={"answer": "Cả ngày."})
    page.get_by_role("textbox", name="Câu trả lời").fill("Nửa ngày.")
    page.locator(".clash").wait_for()
    assert axe(page) == []
    page.get_by_role("button", name="Giữ chỗ tôi đã sửa").click()
    expect(saved(page)).to_be_visible()
    page.get_by_role("textbox", name="Câu trả lời").fill("")
    page.locator(".problem-list").wait_for()
    assert axe(page) == []


def test_what_has_the_focus_is_never_under_the_bar(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    page.get_by_label("Mã thủ tục").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const bar = document.querySelector('.action-bar').getBoundingClientRect();
              return !document.activeElement.closest('.action-bar') && box.top >= bar.top && box.bottom <= bar.bottom + 1;
            }"""
        )
        assert not hidden, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_operators_who_edit_nothing_have_no_such_page(office: BrowserContext, stub: Stub) -> None:
    stub.sign_in()
    page = office.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{stub.desk}#/content/records")
    page.locator(".row").first.wait_for()
    assert page.get_by_role("link", name="Nội dung", exact=True).count() == 0
    assert [url for url in asked if "workbench" in url] == []
