"""Keyboard, screen reader, small screen, large letters, input methods, no JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.browsers import NewContext
from tests.journeys.frontend.chat_pages import DESKTOP, PHONE, Stub, ask, open_chat

pytestmark = pytest.mark.journey

SMALLEST_TARGET = 44

TARGETS_TOO_SMALL = f"""
Array.from(document.querySelectorAll('button, a.header-button, .menu a, textarea'))
  .filter((each) => each.offsetParent !== null)
  .map((each) => ({{name: each.textContent || each.id, box: each.getBoundingClientRect()}}))
  .filter(({{box}}) => box.width < {SMALLEST_TARGET} || box.height < {SMALLEST_TARGET})
  .map(({{name, box}}) => name + ' ' + box.width + 'x' + box.height)
"""


def is_too_wide(page: Page) -> bool:
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth > innerWidth"
            " || document.querySelector('.scroller').scrollWidth > document.querySelector('.scroller').clientWidth"
        )
    )


def fill_with_everything(page: Page, stub: Stub) -> None:
    ask(page, "khai sinh")
    page.locator(".option").first.wait_for()
    ask(page, "1")
    page.locator(".block-source").wait_for()
    page.get_by_role("button", name="Gặp tổng đài viên").click()
    page.get_by_text("Đã chuyển đến tổng đài viên").wait_for()
    stub.say("operator", "Xem https://dichvucong.gov.vn/" + "dai" * 60)
    page.locator(".from-operator").wait_for()


@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [(PHONE, "light"), (DESKTOP, "light"), ({"width": 320, "height": 568}, "light"), (PHONE, "dark")],
    ids=["360", "1280", "320", "360 dark"],
)
def test_no_violation_in_any_state(
    open_context: NewContext, stub: Stub, axe: Callable[[Page], list[str]], viewport: dict[str, int], scheme: str
) -> None:
    context = open_context(viewport, color_scheme=scheme)
    page = open_chat(context, stub)
    assert axe(page) == []
    fill_with_everything(page, stub)
    assert axe(page) == []
    page.get_by_role("button", name="Tiện ích").click()
    assert axe(page) == []
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    assert axe(page) == []
    page.keyboard.press("Escape")
    stub.set_faults(post={"status": 503, "message": "Đang bảo trì."})
    ask(page, "không gửi được")
    page.locator(".trouble").wait_for()
    assert axe(page) == []
    context.set_offline(True)
    page.get_by_text("Mất kết nối mạng").wait_for()
    assert axe(page) == []


@pytest.mark.parametrize("larger", [0, 3], ids=["100%", "150%"])
def test_small_screen_has_no_sideways_scroll_and_large_targets(phone: BrowserContext, stub: Stub, larger: int) -> None:
    page = open_chat(phone, stub)
    page.get_by_role("button", name="Tiện ích").click()
    for _ in range(larger):
        page.get_by_role("button", name="Phóng to chữ").click()
    assert page.evaluate(TARGETS_TOO_SMALL) == []
    page.keyboard.press("Escape")
    assert not is_too_wide(page)
    fill_with_everything(page, stub)
    assert not is_too_wide(page)
    assert page.evaluate(TARGETS_TOO_SMALL) == []


def test_text_size_is_kept(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    page.get_by_role("button", name="Tiện ích").click()
    page.get_by_role("button", name="Phóng to chữ").click()
    page.reload()
    assert page.evaluate("document.documentElement.style.fontSize") == "115%"


def test_keyboard_alone_is_enough(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    skip = page.get_by_role("link", name="Đến ô nhập câu hỏi")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Câu hỏi", exact=True)).to_be_focused()
    page.keyboard.type("khai sinh")
    page.keyboard.press("Enter")
    page.locator(".option").first.wait_for()
    expect(page.get_by_label("Câu hỏi", exact=True)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Gửi tệp")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Gặp tổng đài viên")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Xem tiếp")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Đăng ký khai sinh cho trẻ mới sinh")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(".block-source").wait_for()


def test_menu_and_question_close_with_escape_and_give_the_focus_back(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    menu = page.get_by_role("button", name="Tiện ích")
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    page.get_by_role("button", name="Cuộc trò chuyện mới").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("alertdialog")
    expect(dialog.get_by_role("button", name="Giữ lại")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Bắt đầu mới")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(menu).to_be_focused()


def test_enter_sends_and_shift_enter_breaks_the_line(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    page.get_by_label("Câu hỏi", exact=True).focus()
    page.keyboard.type("dòng một")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("dòng hai")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã gửi")).to_have_count(1)
    assert stub.texts_posted() == ["dòng một\ndòng hai"]


def test_enter_that_closes_a_composed_word_does_not_send(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    box = page.get_by_label("Câu hỏi", exact=True)
    box.focus()
    keys = desktop.new_cdp_session(page)
    keys.send("Input.imeSetComposition", {"text": "tiếng", "selectionStart": 5, "selectionEnd": 5})
    box.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True, "bubbles": True})
    keys.send("Input.insertText", {"text": "tiếng"})
    expect(box).to_have_value("tiếng")
    assert stub.texts_posted() == []
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã gửi")).to_have_count(1)
    assert stub.texts_posted() == ["tiếng"]


def test_line_break_passed_on_by_an_input_method_sends(desktop: BrowserContext, stub: Stub) -> None:
    """Telex on macOS and some phones close the word and pass the Enter on as a bare line break."""
    page = open_chat(desktop, stub)
    box = page.get_by_label("Câu hỏi", exact=True)
    box.fill("hộ khẩu")
    page.evaluate(
        "document.getElementById('question').dispatchEvent("
        "new InputEvent('beforeinput', {inputType: 'insertLineBreak', bubbles: true, cancelable: true}))"
    )
    expect(page.get_by_text("Đã gửi")).to_have_count(1)
    assert stub.texts_posted() == ["hộ khẩu"]


def test_counter_warns_and_too_long_is_kept_in_the_box(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    box = page.get_by_label("Câu hỏi", exact=True)
    box.fill("ă" * 1799)
    expect(page.locator("#composer-counter")).to_be_empty()
    box.fill("ă" * 1900)
    expect(page.locator("#composer-counter")).to_have_text("Còn 100 ký tự")
    box.fill("ă" * 2003)
    expect(page.locator("#composer-counter")).to_have_text("Thừa 3 ký tự, bạn viết gọn lại giúp")
    page.keyboard.press("Enter")
    expect(box).to_have_value("ă" * 2003)
    assert stub.texts_posted() == []


def test_emergency_numbers_and_hotline_can_be_dialled(phone: BrowserContext, stub: Stub) -> None:
    page = open_chat(phone, stub)
    page.get_by_role("button", name="Tiện ích").tap()
    for number in ("113", "114", "115"):
        expect(page.locator(f".menu a[href='tel:{number}']")).to_be_visible()
    expect(page.locator("a[href='tel:02511022']").first).to_be_visible()


def test_page_speaks_vietnamese_and_is_a_log(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    assert page.evaluate("document.documentElement.lang") == "vi"
    expect(page).to_have_title("Tổng đài 1022 Đồng Nai – Hỏi đáp thủ tục hành chính")
    log = page.get_by_role("log", name="Các tin nhắn")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("link", name="Quyền riêng tư").last).to_have_attribute("href", "/quyen-rieng-tu")


def test_nothing_is_loaded_from_elsewhere(desktop: BrowserContext, stub: Stub) -> None:
    asked: list[str] = []
    desktop.on("request", lambda request: asked.append(request.url))
    page = open_chat(desktop, stub)
    ask(page, "khai sinh")
    page.locator(".option").first.wait_for()
    assert [url for url in asked if not url.startswith(stub.chat)] == []


NEWER_THAN_2017 = """
for (const name of ['AbortController', 'ResizeObserver', 'queueMicrotask', 'visualViewport', 'CSSStyleSheet', 'structuredClone'])
  delete window[name];
delete Navigator.prototype.clipboard;
delete Crypto.prototype.randomUUID;
for (const name of ['flat', 'flatMap', 'at']) delete Array.prototype[name];
delete Object.fromEntries;
delete Promise.prototype.finally;
"""


def test_phone_of_2017_lacks_much_and_still_chats(open_context: NewContext, stub: Stub) -> None:
    context = open_context(PHONE, has_touch=True, is_mobile=True)
    context.add_init_script(NEWER_THAN_2017)
    page = open_chat(context, stub)
    assert page.evaluate("typeof AbortController + typeof queueMicrotask") == "undefinedundefined"
    page.get_by_role("button", name="Đăng ký khai sinh cần giấy tờ gì?").tap()
    page.get_by_role("button", name="Đăng ký khai sinh cho trẻ mới sinh").tap()
    page.locator(".block-source").wait_for()
    page.get_by_role("button", name="Sao chép").tap()
    expect(page.get_by_role("button", name="Đã chép")).to_be_visible()
    context.set_offline(True)
    ask(page, "không mạng")
    context.set_offline(False)
    expect(page.get_by_text("Đã gửi")).to_have_count(3)


def test_without_javascript_the_number_to_call_is_shown(open_context: NewContext, stub: Stub) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(stub.chat)
    expect(page.locator(".noscript")).to_be_visible()
    expect(page.locator(".noscript a[href='tel:1022']")).to_be_visible()
