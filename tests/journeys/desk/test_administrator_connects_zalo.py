"""The channel Zalo at the desk: connecting, what has to be put right, and the banner over every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.desk.desk_pages import Stub, open_desk
from tests.journeys.desk.desk_stub_channels import CODE, OA_ID, STATE, account, alarm

pytestmark = pytest.mark.journey


def open_channels(office: BrowserContext, stub: Stub) -> Page:
    return open_desk(office, stub, "channels", ".kill-switch")


def test_administrator_goes_to_the_vendor_and_comes_back_connected(office: BrowserContext, stub: Stub) -> None:
    page = open_channels(office, stub)
    page.get_by_role("button", name="Kết nối Official Account").click()
    expect(page.get_by_role("heading", name="Đang kết nối với Tổng đài 1022 tỉnh Đồng Nai")).to_be_visible()
    assert stub.posts("grant") == [{"grant": {"state": STATE, "code": CODE, "oa_id": OA_ID}}]


def test_code_does_not_stay_in_the_address_and_is_handed_in_once(office: BrowserContext, stub: Stub) -> None:
    page = open_channels(office, stub)
    page.goto(f"{stub.desk}#/channels?state={STATE}&code={CODE}&oa_id={OA_ID}")
    expect(page.get_by_text("Đã kết nối Official Account.")).to_be_visible()
    assert page.url == f"{stub.desk}#/channels"
    page.reload()
    expect(page.get_by_role("heading", name="Đang kết nối với Tổng đài 1022 tỉnh Đồng Nai")).to_be_visible()
    assert len(stub.posts("grant")) == 1


def test_vendor_who_gave_no_code_is_told_of(office: BrowserContext, stub: Stub) -> None:
    page = open_channels(office, stub)
    page.goto(f"{stub.desk}#/channels?state={STATE}")
    expect(page.get_by_text("Zalo chưa cấp quyền")).to_be_visible()
    assert stub.posts("grant") == []


def test_refusal_is_shown_in_the_servers_words(office: BrowserContext, stub: Stub) -> None:
    page = open_channels(office, stub)
    stub.set_faults({"POST connect": {"status": 409, "message": "Chưa đủ cài đặt để kết nối: ZALO_APP_ID."}})
    page.get_by_role("button", name="Kết nối Official Account").click()
    expect(page.get_by_role("alert").filter(has_text="ZALO_APP_ID")).to_be_visible()


def test_disconnecting_asks_first(office: BrowserContext, stub: Stub) -> None:
    stub.change_zalo(account=account())
    page = open_channels(office, stub)
    page.get_by_role("button", name="Ngắt kết nối").click()
    page.get_by_role("dialog").get_by_role("button", name="Ngắt kết nối").click()
    expect(page.get_by_role("heading", name="Chưa kết nối với Official Account nào")).to_be_visible()


def test_alarm_stands_over_every_page_until_it_ends(office: BrowserContext, stub: Stub) -> None:
    # The first answer rings for nothing.
    with office.expect_event("response", lambda response: response.url.endswith("/channels/alarms")):
        page = open_desk(office, stub)
    said = "Không nhận được gì từ Zalo đã 120 phút làm việc"
    stub.change_zalo(alarms=[alarm(said)])
    banner = page.locator(".link-bar", has_text=said)
    expect(banner).to_be_visible()
    expect(page.locator(".toast", has_text=said)).to_be_visible()
    banner.get_by_role("link", name="Xem kênh Zalo").click()
    expect(page.get_by_role("heading", name=said)).to_be_visible()
    expect(page.get_by_text("mục Webhook")).to_be_visible()
    stub.change_zalo(alarms=[])
    expect(banner).to_have_count(0)


def test_what_was_announced_of_an_alarm_goes_with_it(office: BrowserContext, stub: Stub) -> None:
    with office.expect_event("response", lambda response: response.url.endswith("/channels/alarms")):
        page = open_desk(office, stub)
    said = "Không nhận được gì từ Zalo đã 120 phút làm việc"
    stub.change_zalo(alarms=[alarm(said)])
    toast = page.locator(".toast", has_text=said)
    expect(toast).to_be_visible()
    # The pointer rests on it: it would stay as long as that.
    toast.hover()
    stub.change_zalo(alarms=[])
    expect(toast).to_have_count(0)


def test_a_dead_grant_has_no_dates_and_an_account_without_a_name_is_called_what_it_is(office: BrowserContext, stub: Stub) -> None:
    stub.change_zalo(account=account(is_dead=True, name=""))
    page = open_channels(office, stub)
    figures = page.locator("section", has=page.get_by_role("heading", name="Tình hình"))
    expect(figures).to_contain_text(f"Official Account (mã {OA_ID})")
    expect(figures).to_contain_text("Zalo không còn nhận, phải kết nối lại")
    expect(figures).not_to_contain_text("Lần gia hạn này dùng tới")
    expect(figures).not_to_contain_text("hết quyền vào")


def test_what_the_guide_calls_doi_chieu_is_there_with_the_fake_too(office: BrowserContext, stub: Stub) -> None:
    stub.change_zalo(mode="fake", account=account())
    page = open_channels(office, stub)
    console = page.locator("section", has=page.get_by_role("heading", name="Đối chiếu với developers.zalo.me"))
    expect(console.get_by_role("button", name="Chép")).to_have_count(4)
    expect(console).to_contain_text("Đang thử với Zalo giả")


def test_whoever_may_not_manage_channels_has_no_such_page(office: BrowserContext, stub: Stub) -> None:
    stub.change_me(permissions=["answer_citizens", "see_reports"])
    stub.change_zalo(alarms=[alarm("Zalo không còn nhận quyền đã cấp")])
    page = open_desk(office, stub, "channels")
    banner = page.locator(".link-bar", has_text="Zalo không còn nhận quyền đã cấp")
    expect(banner).to_be_visible()
    expect(banner.get_by_role("link")).to_have_count(0)
    expect(page.get_by_role("heading", name="Kênh Zalo")).to_have_count(0)
