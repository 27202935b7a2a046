"""A citizen presses «Gọi 1022»: agrees, speaks and hears, reads along, presses keys, hangs up; and what goes wrong is said in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.journeys.browsers import WITH_MICROPHONE, NewContext, opened_browser, watched_contexts
from tests.journeys.frontend.chat_pages import DESKTOP, PHONE, Stub, ask, open_chat
from tests.journeys.phone_stand_in import BUSY, FRAME_BYTES, PhoneStandIn, phone_stand_in, wait_until

MICROPHONE = ["microphone"]
SMALL_PHONE: ViewportSize = {"width": 360, "height": 640}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    yield from opened_browser(*WITH_MICROPHONE)


@pytest.fixture
def open_context(chromium: Browser) -> Iterator[NewContext]:
    yield from watched_contexts(chromium, DESKTOP)


@pytest.fixture
def telephone() -> Iterator[PhoneStandIn]:
    with phone_stand_in() as phone:
        yield phone


@pytest.fixture
def page(open_context: NewContext, stub: Stub, telephone: PhoneStandIn) -> Page:
    stub.take_calls_at(telephone.url)
    return open_chat(open_context(PHONE, permissions=MICROPHONE), stub)


def call(page: Page) -> None:
    page.get_by_role("button", name="Gọi 0251.1022").click()
    page.get_by_role("button", name="Gọi ngay").click()


def connected(page: Page, telephone: PhoneStandIn) -> None:
    call(page)
    expect(page.locator(".call-state")).to_contain_text("Đang nói chuyện")
    wait_until(lambda: telephone.is_connected)


def test_nothing_is_heard_before_the_citizen_agrees(page: Page, telephone: PhoneStandIn) -> None:
    page.get_by_role("button", name="Gọi 0251.1022").click()
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("ghi âm")
    dialog.get_by_role("button", name="Thôi").click()
    expect(dialog).to_have_count(0)
    assert telephone.passes == []


def test_what_is_said_arrives_as_a_telephones_sound(page: Page, telephone: PhoneStandIn) -> None:
    connected(page, telephone)
    wait_until(lambda: len(telephone.frames) > 100)
    assert {len(frame) for frame in telephone.frames} == {FRAME_BYTES}
    assert telephone.loudest(0) > 1000
    assert telephone.passes == ["/call?pass=v%C3%A9"]


def test_captions_can_be_read_along(page: Page, telephone: PhoneStandIn) -> None:
    connected(page, telephone)
    telephone.show("said", "Tổng đài 1022 xin nghe.")
    telephone.show("heard", "làm khai sinh ở đâu")
    captions = page.get_by_role("log", name="Lời đã nói")
    expect(captions).to_contain_text("Tổng đài: Tổng đài 1022 xin nghe.")
    expect(captions).to_contain_text("Bạn: làm khai sinh ở đâu")


def test_a_muted_microphone_sends_silence_and_says_so(page: Page, telephone: PhoneStandIn) -> None:
    connected(page, telephone)
    page.get_by_role("button", name="Tắt micro").click()
    expect(page.get_by_text("Micro đang tắt, tổng đài không nghe bạn.").first).to_be_visible()
    before = len(telephone.frames) + 10
    wait_until(lambda: len(telephone.frames) > before + 60)
    assert telephone.loudest(before) == 0
    page.get_by_role("button", name="Bật micro").click()
    expect(page.get_by_role("button", name="Tắt micro")).to_be_visible()


def test_keys_are_pressed_on_the_screen_and_on_the_keyboard(page: Page, telephone: PhoneStandIn) -> None:
    connected(page, telephone)
    page.get_by_role("button", name="Bàn phím số").click()
    page.get_by_role("button", name="phím sao").click()
    page.get_by_role("region", name="Gọi 0251.1022").focus()
    page.keyboard.press("0")
    wait_until(lambda: telephone.keys == ["*", "0"])


def test_keys_captions_and_what_was_typed_are_seen_together_on_a_phone(page: Page, telephone: PhoneStandIn) -> None:
    page.set_viewport_size(SMALL_PHONE)
    connected(page, telephone)
    for number in range(12):
        telephone.show("said", f"Câu thứ {number} mà người gọi đọc theo trên màn hình.")
    page.get_by_role("button", name="Bàn phím số").click()
    for key in ("0", "9", "1", "#"):
        page.get_by_role("button", name="phím thăng" if key == "#" else f"phím {key}").click()
    expect(page.locator(".call-typed")).to_contain_text("Đã bấm: 091#")
    wait_until(lambda: telephone.keys == ["0", "9", "1", "#"])
    expect(page.get_by_text("Câu thứ 11")).to_be_in_viewport()
    for shown in (page.locator(".call-typed"), *page.locator(".call-keys button").all(), page.get_by_role("button", name="Gác máy")):
        expect(shown).to_be_in_viewport(ratio=1)


def test_a_tracking_code_stays_in_sight_and_can_be_copied(page: Page, telephone: PhoneStandIn) -> None:
    page.context.grant_permissions(["microphone", "clipboard-read", "clipboard-write"])
    connected(page, telephone)
    telephone.show("said", "Mã tra cứu của bạn là A7K-04T-9XA2.")
    for _ in range(12):
        telephone.show("said", "Bạn hỏi thêm, xin mời nói.")
    kept = page.locator(".call-code")
    expect(kept).to_contain_text("A7K-04T-9XA2")
    expect(kept).to_be_in_viewport()
    kept.get_by_role("button", name="Chép mã").click()
    wait_until(lambda: page.evaluate("navigator.clipboard.readText()") == "A7K-04T-9XA2")
    page.get_by_role("button", name="Gác máy").click()
    expect(kept).to_be_visible()


def test_typing_in_the_chat_presses_no_key(page: Page, telephone: PhoneStandIn, stub: Stub) -> None:
    connected(page, telephone)
    ask(page, "012 m")
    wait_until(lambda: stub.texts_posted() == ["012 m"])
    assert telephone.keys == []


def test_hanging_up_closes_the_line_and_another_call_can_follow(page: Page, telephone: PhoneStandIn) -> None:
    connected(page, telephone)
    page.get_by_role("button", name="Gác máy").click()
    wait_until(lambda: not telephone.is_connected)
    page.get_by_role("button", name="Gọi lại").click()
    expect(page.locator(".call-state")).to_contain_text("Đang nói chuyện")
    assert len(telephone.passes) == 2


def test_when_the_hotline_hangs_up_the_page_says_so(page: Page, telephone: PhoneStandIn) -> None:
    connected(page, telephone)
    telephone.end()
    expect(page.get_by_text("Cuộc gọi đã kết thúc.").first).to_be_visible()
    page.get_by_role("button", name="Đóng").click()
    expect(page.get_by_role("region", name="Gọi 0251.1022")).to_have_count(0)


def test_a_line_that_breaks_is_said_to_be_broken(page: Page, telephone: PhoneStandIn) -> None:
    connected(page, telephone)
    telephone.break_line()
    expect(page.get_by_text("Đường truyền bị đứt nên cuộc gọi đã dừng").first).to_be_visible()


def test_busy_lines_are_said_to_be_busy(page: Page, telephone: PhoneStandIn) -> None:
    telephone.refuses_with = BUSY
    call(page)
    expect(page.get_by_text("Các đường dây đều bận").first).to_be_visible()


def test_what_the_server_refuses_is_said_in_its_words(page: Page, stub: Stub, telephone: PhoneStandIn) -> None:
    stub.set_faults(call={"status": 409, "message": "Trang này đang có một cuộc gọi."})
    call(page)
    expect(page.get_by_text("Trang này đang có một cuộc gọi.").first).to_be_visible()
    assert telephone.passes == []


def test_a_microphone_that_may_not_be_used_is_explained(open_context: NewContext, stub: Stub, telephone: PhoneStandIn) -> None:
    stub.take_calls_at(telephone.url)
    page = open_chat(open_context(PHONE, permissions=[]), stub)
    call(page)
    expect(page.get_by_text("chưa cho trang này dùng micro").first).to_be_visible()
    assert telephone.passes == []


def test_where_the_telephone_is_off_the_number_is_a_link(open_context: NewContext, stub: Stub) -> None:
    page = open_chat(open_context(PHONE), stub)
    expect(page.get_by_role("link", name="Gọi tổng đài 0251.1022").first).to_be_visible()
    assert page.get_by_role("button", name="Gọi 0251.1022").count() == 0


def test_everybody_can_use_it(page: Page, telephone: PhoneStandIn, axe: Callable[[Page], list[str]]) -> None:
    page.get_by_role("button", name="Gọi 0251.1022").click()
    page.get_by_role("button", name="Gọi ngay").wait_for()
    assert axe(page) == []
    page.get_by_role("button", name="Gọi ngay").click()
    expect(page.locator(".call-state")).to_contain_text("Đang nói chuyện")
    wait_until(lambda: telephone.is_connected)
    telephone.show("said", "Tổng đài 1022 xin nghe. Cuộc gọi này được ghi âm. Anh/chị cần hỏi việc gì ạ?")
    page.get_by_role("button", name="Bàn phím số").click()
    expect(page.get_by_role("log", name="Lời đã nói")).to_contain_text("xin nghe")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
