"""Keyboard, screen reader, small screen, wrong clocks, names that try to be markup; and signing in."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.browsers import PHONE, NewContext
from tests.journeys.desk.desk_pages import OFFICE, Stub, composer_of, open_desk
from tests.journeys.desk.desk_stub_data import ago
from tests.journeys.desk.desk_stub_routes import CODE, NEW_PASSWORD, PASSWORD

pytestmark = pytest.mark.journey

PAGES = {
    "conversations": ".row",
    "conversations/conv-land": ".message",
    "conversations/conv-mine": ".note",
    "conversations/conv-mine/side": ".side form",
    "conversations/conv-other": ".message",
    "tickets": ".table",
    "tickets/ticket-2": ".timeline",
    "notices": ".notice-link",
    "search?q=khai": ".search-results",
    "reports": ".chart",
    "replies": ".replies",
    "pauses": ".kill-switch",
    "staff": ".table",
    "channels": ".channel-facts",
    "audit": ".table",
    "data": ".requests li",
}
SMALLEST_TARGET = 24
TARGETS_TOO_SMALL = f"""
Array.from(document.querySelectorAll('button, summary, select, textarea, input:not(.sr-only), a.button, a.row, .rail a'))
  .filter((each) => each.offsetParent !== null)
  .map((each) => ({{name: each.textContent || each.id || each.type, box: each.getBoundingClientRect()}}))
  .filter(({{box}}) => box.width > 0 && (box.width < {SMALLEST_TARGET - 0.5} || box.height < {SMALLEST_TARGET - 0.5}))
  .map(({{name, box}}) => name.slice(0, 40) + ' ' + box.width + 'x' + box.height)
"""
TOO_WIDE = """
document.documentElement.scrollWidth > innerWidth
|| Array.from(document.querySelectorAll('.main, .log, .lists-scroll, .side-scroll')).some((box) => box.scrollWidth > box.clientWidth)
"""


@pytest.mark.parametrize("viewport", [OFFICE, PHONE], ids=["1366", "360"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_on_any_page(
    open_context: NewContext, stub: Stub, axe: Callable[[Page], list[str]], viewport: dict[str, int], scheme: str
) -> None:
    page = open_desk(open_context(viewport, color_scheme=scheme), stub)
    for where, waits_for in PAGES.items():
        page.goto(f"{stub.desk}#/{where}")
        page.locator(waits_for).first.wait_for()
        assert (where, axe(page)) == (where, [])


@pytest.mark.parametrize("viewport", [PHONE, {"width": 320, "height": 640}], ids=["360", "320"])
def test_small_screen_has_no_sideways_scroll_and_targets_to_hit(open_context: NewContext, stub: Stub, viewport: dict[str, int]) -> None:
    page = open_desk(open_context(viewport, has_touch=True, is_mobile=True), stub)
    for where, waits_for in PAGES.items():
        page.goto(f"{stub.desk}#/{where}")
        page.locator(waits_for).first.wait_for()
        assert (where, page.evaluate(TOO_WIDE)) == (where, False)
        assert (where, page.evaluate(TARGETS_TOO_SMALL)) == (where, [])


def test_no_violation_in_dialogs_and_trouble(office: BrowserContext, stub: Stub, axe: Callable[[Page], list[str]]) -> None:
    page = open_desk(office, stub, "conversations/conv-mine", ".note")
    for name in ("Kết thúc",):
        page.get_by_role("button", name=name).click()
        assert axe(page) == []
        page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    for key in ("t", "b", "?"):
        page.locator("section.thread").focus()
        page.keyboard.press(key)
        page.locator("dialog").wait_for()
        assert axe(page) == []
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Thêm").click()
    assert axe(page) == []
    page.keyboard.press("Escape")
    composer_of(page).fill("/")
    page.get_by_role("option").first.wait_for()
    assert axe(page) == []
    stub.set_faults({"POST messages": {"status": 503, "message": "Đang bảo trì."}})
    composer_of(page).fill("không gửi được")
    page.keyboard.press("Enter")
    page.locator(".trouble").wait_for()
    stub.hand("conv-mine", "operator", "Trần Quốc Hùng", "take_over")
    page.locator(".thread-loss").wait_for()
    assert axe(page) == []


def test_signs_in_with_a_code(office: BrowserContext, stub: Stub, axe: Callable[[Page], list[str]]) -> None:
    page = office.new_page()
    page.goto(stub.desk)
    expect(page.get_by_label("Tên đăng nhập")).to_be_focused()
    assert axe(page) == []
    page.keyboard.type("lan")
    page.keyboard.press("Tab")
    page.keyboard.type("sai")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Tên đăng nhập hoặc mật khẩu không đúng.")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    code = page.get_by_label("Mã 6 số")
    expect(code).to_be_focused()
    expect(code).to_have_attribute("autocomplete", "one-time-code")
    assert axe(page) == []
    code.fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Mã xác thực không đúng.")
    code.fill(f"{CODE[:3]} {CODE[3:]}")
    page.keyboard.press("Enter")
    page.locator(".row").first.wait_for()


def test_sets_up_password_and_second_factor_first(office: BrowserContext, stub: Stub, axe: Callable[[Page], list[str]]) -> None:
    stub.sign_in()
    stub.change_me(must_change_password=True, must_enrol_totp=True)
    page = office.new_page()
    page.goto(stub.desk)
    page.get_by_label("Mật khẩu đang dùng").fill(PASSWORD)
    page.get_by_label("Mật khẩu mới", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới").fill(f"{NEW_PASSWORD}!")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Hai lần nhập mật khẩu mới không giống nhau.")
    assert axe(page) == []
    page.get_by_label("Nhập lại mật khẩu mới").fill(NEW_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name="Mã vuông")).to_be_visible()
    expect(page.get_by_text("JBSW Y3DP EHPK 3PXP")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Mã 6 số").fill(CODE)
    page.keyboard.press("Enter")
    page.locator(".row").first.wait_for()


def test_signed_out_at_work_comes_back_to_what_was_being_written(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "conversations/conv-mine", ".note")
    composer_of(page).fill("viết dở")
    stub.sign_in(on=False)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Phiên làm việc đã hết")).to_be_visible()
    page.get_by_label("Tên đăng nhập").fill("lan")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Mã 6 số").fill(CODE)
    page.keyboard.press("Enter")
    expect(page.locator(".log").get_by_text("viết dở")).to_have_count(1)
    assert len({post["client_id"] for post in stub.posts("client_id")}) <= 1


def test_markup_in_names_and_messages_stays_text(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "conversations/conv-script", ".thread .message")
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    expect(page.locator(".thread-head")).to_contain_text("<script>alert(1)</script>")
    expect(page.locator(".log")).to_contain_text("<img src=x onerror=alert(2)> <b>đậm</b>")
    assert page.locator(".log img, .log b").count() == 0
    page.goto(f"{stub.desk}#/tickets/ticket-3")
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>document.title='hỏng'</script>")
    expect(page).to_have_title(re.compile("Phiếu – Bàn trực 1022"))


@pytest.mark.parametrize("hours", [-3, 3])
def test_waiting_times_are_right_with_a_wrong_clock(office: BrowserContext, stub: Stub, hours: int) -> None:
    office.add_init_script(
        f"const RealDate = window.RealDate = Date; const off = {hours} * 3600000;"
        "window.Date = class extends RealDate { constructor(...given) { given.length ? super(...given) : super(RealDate.now() + off); }"
        " static now() { return RealDate.now() + off; } };"
    )
    stub.change("conv-mine", {"reply_free_until": ago(hours=-10)})
    page = open_desk(office, stub)
    assert abs(page.evaluate("window.Date.now() - window.RealDate.now()") - hours * 3_600_000) < 1000
    expect(page.locator(".row", has_text="Bà Tư")).to_contain_text("Chờ 7 phút")
    expect(page.locator(".row", has_text="Anh Nam")).to_contain_text(re.compile("Chờ 1 phút"))
    expect(page.locator(".row", has_text="Anh Nam")).to_contain_text("Còn 9 giờ")


def test_letters_never_fire_while_typing_and_can_be_switched_off(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub)
    page.get_by_label("Lọc danh sách").press_sequentially("gtj?")
    expect(page.get_by_label("Lọc danh sách")).to_have_value("gtj?")
    assert page.url.endswith("#/conversations")
    page.get_by_label("Lọc danh sách").fill("")
    page.locator("h1").first.evaluate("document.activeElement.blur()")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.locator(".table").wait_for()
    page.keyboard.press("?")
    page.get_by_label("Bật các phím một chữ").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_have_count(0)
    assert "#/tickets" in page.url


def test_phone_shows_one_column_with_a_way_back(phone: BrowserContext, stub: Stub) -> None:
    page = open_desk(phone, stub)
    page.locator(".row", has_text="Anh Nam").tap()
    expect(page.locator(".lists")).to_be_hidden()
    expect(composer_of(page)).to_be_visible()
    page.get_by_role("link", name="Thông tin").tap()
    expect(page.locator(".side")).to_be_visible()
    expect(page.locator(".thread")).to_be_hidden()
    page.get_by_role("link", name="Quay lại").tap()
    page.get_by_role("link", name="Về danh sách").tap()
    expect(page.locator(".lists")).to_be_visible()


def test_nothing_is_loaded_from_elsewhere(office: BrowserContext, stub: Stub) -> None:
    asked: list[str] = []
    office.on("request", lambda request: asked.append(request.url))
    page = open_desk(office, stub, "conversations/conv-land", ".message")
    assert page.evaluate("document.documentElement.lang") == "vi"
    assert [url for url in asked if not url.startswith(stub.origin)] == []
