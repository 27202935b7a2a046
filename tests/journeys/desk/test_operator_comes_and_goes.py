"""Coming on duty shows what waits and one key takes it; closing the page as the last one is asked about."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Dialog, Locator, Page, expect

from tests.journeys.desk.desk_pages import Stub, composer_of, open_desk

pytestmark = pytest.mark.journey


def duty(page: Page) -> Locator:
    return page.locator(".rail").get_by_role("switch")


def waiting(page: Page) -> Locator:
    return page.get_by_role("region", name="Việc đang chờ bạn").locator(".toast")


def come_on_duty(page: Page, stub: Stub) -> None:
    """Having rested before."""
    stub.change_duty("staff-me", "away")
    expect(duty(page)).not_to_be_checked()
    duty(page).focus()
    page.keyboard.press("Space")


def no_longer_waits(stub: Stub, *conversations: str) -> None:
    for each in conversations:
        stub.hand(each, "bot", None, "hand_back")


def test_the_switch_is_called_by_what_is_seen_on_it(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub)
    expect(page.locator(".rail").get_by_role("switch", name="Đang trực, bấm để tạm nghỉ")).to_be_checked()
    stub.change_duty("staff-me", "away")
    expect(page.locator(".rail").get_by_role("switch", name="Tạm nghỉ, bấm để chuyển sang Đang trực")).not_to_be_checked()
    expect(page.locator(".rail .duty-words")).to_have_text("Tạm nghỉ")


def test_whoever_comes_on_duty_is_told_and_takes_the_first_citizen_with_one_key(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub)
    page.goto(f"{stub.desk}#/tickets")
    page.locator(".table").wait_for()
    come_on_duty(page, stub)
    expect(waiting(page)).to_contain_text("2 người trong hàng chờ.")
    expect(waiting(page)).to_contain_text("Bấm N để nhận người chờ lâu nhất.")
    page.keyboard.press("n")
    expect(composer_of(page)).to_be_focused()
    expect(waiting(page)).to_have_count(0)
    assert [post["move"] for post in stub.posts("move")] == ["claim"]


def test_with_nobody_in_the_queue_it_is_the_ticket_that_nobody_has(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub)
    rows = page.locator('[data-list="queue"] .row')
    ids = [(each.get_attribute("href") or "").rpartition("/")[2] for each in rows.all()]
    no_longer_waits(stub, *ids)
    expect(rows).to_have_count(0)
    expect(page.get_by_role("link", name="Phiếu chưa ai nhận:")).to_be_visible()
    come_on_duty(page, stub)
    expect(waiting(page)).to_contain_text("Bấm N để mở phiếu gấp nhất.")
    page.keyboard.press("n")
    page.locator(".timeline").wait_for()
    page.keyboard.press("n")
    expect(page.get_by_text("Phiếu này do bạn xử lý.")).to_be_visible()
    (taken,) = stub.posts("assignee_id")
    assert taken["assignee_id"] == "staff-me"


def test_the_composer_has_the_focus_also_when_what_is_allowed_is_heard_late(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "conversations/conv-land", "[data-primary]")
    expect(page.locator("[data-primary]")).to_be_focused()
    stub.change("conv-land", {"owner": "operator", "owner_id": "staff-me", "owner_name": "Nguyễn Thị Lan"})
    expect(composer_of(page)).to_be_focused()


def test_closing_the_page_as_the_last_one_asks_and_says_why(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub)
    for colleague in ("staff-hung", "staff-mai"):
        stub.change_duty(colleague, "away")
    expect(page.get_by_text("0 người đang trực")).to_be_visible()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("searchbox").first.click()  # no browser asks about a page that nobody has touched
    page.close(run_before_unload=True)
    expect(page.get_by_text("Bạn là người trực cuối cùng.")).to_be_visible()
    assert asked == ["beforeunload"]


def test_a_page_that_closes_says_so(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub)
    page.goto("about:blank")
    assert stub.posts_soon("closed")


def test_on_a_telephone_what_waits_is_not_in_the_way_once_somebody_is_looked_at(phone: BrowserContext, stub: Stub) -> None:
    page = open_desk(phone, stub)
    stub.change_duty("staff-me", "away")
    switch = page.locator(".lists").get_by_role("switch")
    expect(switch).not_to_be_checked()
    switch.click()
    expect(waiting(page)).to_contain_text("2 người trong hàng chờ.")
    page.locator(".row", has_text="Bà Tư").click()
    expect(waiting(page)).to_have_count(0)


def test_the_ring_around_the_last_field_of_a_dialog_is_whole(phone: BrowserContext, stub: Stub) -> None:
    page = open_desk(phone, stub, "conversations/conv-other", ".thread-head")
    page.get_by_role("button", name="Giành quyền trả lời").click()
    field = page.get_by_role("dialog").get_by_label("Lý do").bounding_box()
    below = page.locator(".dialog-actions").bounding_box()
    assert field is not None
    assert below is not None
    assert below["y"] - (field["y"] + field["height"]) >= 5
