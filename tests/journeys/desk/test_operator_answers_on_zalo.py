"""An operator answers over a channel that takes replies for a time only: sees how they fare, until when, and calls when it is too late."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.desk.desk_pages import Stub, composer_of, open_desk
from tests.journeys.desk.desk_stub_data import ago, delivery_of

pytestmark = pytest.mark.journey
ENDED = {"reply_free_until": ago(days=6), "reply_until": ago(hours=1)}


def open_mine(context: BrowserContext, stub: Stub) -> Page:
    return open_desk(context, stub, "conversations/conv-mine", ".thread .message")


def test_sees_a_reply_on_its_way_there_and_seen(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    composer_of(page).fill("Nộp tại công an xã ạ.")
    page.keyboard.press("Enter")
    last = page.locator(".message.from-operator").last
    expect(last.locator(".delivery")).to_have_text("Đang gửi qua Zalo…")
    for known, said in (("sent_at", "Đã gửi"), ("received_at", "Đã nhận"), ("seen_at", "Đã xem")):
        stub.change("conv-mine", message={"delivery": delivery_of("sent", **{"sent_at": ago(), known: ago()})})
        expect(last.locator(".delivery")).to_contain_text(said)


def test_reads_why_a_reply_did_not_get_there(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    composer_of(page).fill("Nộp tại công an xã ạ.")
    page.keyboard.press("Enter")
    expect(page.locator(".delivery").last).to_have_text("Đang gửi qua Zalo…")
    stub.change("conv-mine", {"unreachable": "-217"}, {"delivery": delivery_of("failed", failure="unreachable", failure_code="-217")})
    trouble = page.locator(".message.from-operator").last.locator(".trouble")
    expect(trouble).to_have_text("Không gửi được qua Zalo: người dân đã chặn trang Zalo của tổng đài")
    expect(page.locator(".window-note")).to_contain_text("Zalo không chuyển tin đến người dân này được: người dân đã chặn")


def test_is_told_what_a_reply_costs_and_when_it_is_nearly_too_late(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    head = page.locator(".thread-state")
    expect(head).to_contain_text("trả lời miễn phí")
    expect(page.locator(".window-note")).to_have_count(0)
    stub.change("conv-mine", {"reply_free_until": ago(hours=1), "reply_until": ago(hours=-119)})
    expect(head).to_contain_text("Trả lời tính phí, còn 4 ngày")
    expect(page.locator(".window-note")).to_contain_text("mỗi tin gửi qua Zalo phải trả phí")
    stub.change("conv-mine", {"reply_until": ago(hours=-20.5)})
    expect(head).to_contain_text("Còn 20 giờ")
    expect(page.locator(".window-note")).to_contain_text("xin số điện thoại để gọi lại")
    expect(composer_of(page)).to_be_editable()


def test_when_it_is_too_late_calls_back_with_one_key_and_the_number(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    stub.change("conv-mine", ENDED)
    expect(page.locator(".window-note")).to_contain_text("Zalo không nhận tin trả lời nữa")
    expect(composer_of(page)).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog", name="Gọi lại người dân")
    expect(dialog.get_by_label("Số điện thoại")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("Xin nhập số điện thoại.")).to_be_visible()
    page.keyboard.type("0912345678")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    assert stub.posts("phone") == [{"conversation": "conv-mine", "phone": "0912345678"}]
    expect(page.locator(".window-note").get_by_role("link", name="Đã có phiếu gọi lại 7KQ2-M4X9")).to_be_visible()


def test_what_was_being_written_when_it_became_too_late_is_kept(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    composer_of(page).fill("đang viết dở")
    stub.change("conv-mine", ENDED)
    expect(composer_of(page)).to_have_attribute("readonly", "")
    expect(composer_of(page)).to_have_value("đang viết dở")
    page.keyboard.press("Enter")
    assert stub.posts("client_id") == []
    stub.change("conv-mine", {"reply_free_until": ago(hours=-48), "reply_until": ago(days=-7)})
    expect(composer_of(page)).to_be_editable()


def test_sees_who_answered_on_the_channels_own_page(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    stub.say("conv-mine", "Chào anh, trang OA đây.", "operator")
    stub.change("conv-mine", message={"author_name": "Trang Zalo OA", "details": {"said_elsewhere": True}, "delivery": None})
    page.reload()
    expect(page.locator(".message.from-operator").last.locator(".voice")).to_contain_text("Trả lời từ trang Zalo OA")


def test_everybody_can_use_it(office: BrowserContext, phone: BrowserContext, stub: Stub, axe: Callable[[Page], list[str]]) -> None:
    stub.change("conv-mine", ENDED, {"delivery": delivery_of("failed", failure="unreachable", failure_code="-230")})
    for context in (office, phone):
        page = open_mine(context, stub)
        expect(page.locator(".window-note")).to_be_visible()
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator(".window-note .button").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert axe(page) == []


def test_is_told_what_taking_over_from_the_vendors_console_does_not_do(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    stub.hand("conv-mine", "operator", "Trang Zalo OA", "take_over", reason="console")
    stub.change("conv-mine", {"is_owner_outside": True})
    expect(page.locator(".move-line").last).to_contain_text("Lý do: cán bộ trả lời từ trang quản trị của Zalo")
    page.get_by_role("button", name="Giành quyền trả lời").click()
    dialog = page.get_by_role("dialog", name="Giành quyền trả lời?")
    expect(dialog).to_contain_text("không được báo và vẫn gửi tin được")
    expect(dialog).not_to_contain_text("sẽ không gửi tin được nữa")


def test_looks_first_for_what_the_citizen_last_stated(office: BrowserContext, stub: Stub) -> None:
    stub.change("conv-land", matter="đổi thẻ căn cước")
    page = open_desk(office, stub, "conversations/conv-land", ".thread .message")
    expect(page.get_by_label("Tìm trong kho kiến thức")).to_have_value("đổi thẻ căn cước")
    expect(page.locator(".summary")).to_contain_text("đổi thẻ căn cước")
