"""An operator takes a call: sees who calls and what was said, talks, holds, hangs up or sends it on; and hears it again afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsers import PHONE, WITH_MICROPHONE, NewContext, opened_browser, watched_contexts
from tests.journeys.desk.desk_pages import OFFICE, Stub, composer_of, open_desk
from tests.journeys.desk.desk_stub_calls import call_of
from tests.journeys.phone_stand_in import PhoneStandIn, phone_stand_in, wait_until

MICROPHONE = ["microphone"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    yield from opened_browser(*WITH_MICROPHONE)


@pytest.fixture
def open_context(chromium: Browser) -> Iterator[NewContext]:
    yield from watched_contexts(chromium, OFFICE)


@pytest.fixture
def telephone() -> Iterator[PhoneStandIn]:
    with phone_stand_in() as phone:
        yield phone


@pytest.fixture
def page(open_context: NewContext, stub: Stub, telephone: PhoneStandIn) -> Page:
    stub.call_in(telephone.url, extension="2011")
    return open_desk(open_context(OFFICE, permissions=MICROPHONE), stub)


def bar(page: Page):
    return page.get_by_role("region", name="Cuộc gọi", exact=True)


def open_call(page: Page) -> None:
    page.locator(".row", has_text="Gọi đến").click()
    page.get_by_role("button", name="Nhận cuộc gọi").wait_for()


def talking(page: Page, telephone: PhoneStandIn) -> None:
    open_call(page)
    page.get_by_role("button", name="Nhận cuộc gọi").click()
    expect(bar(page)).to_contain_text("Đang nói chuyện với người gọi")
    wait_until(lambda: telephone.is_connected)


def asked(stub: Stub, what: str) -> list[dict[str, object]]:
    return [post for post in stub.posts("call") if post["what"] == what]


def test_a_waiting_call_looks_like_a_call_with_its_number_masked(page: Page) -> None:
    open_call(page)
    expect(bar(page)).to_contain_text("•••••••678")
    expect(page.get_by_label("Các tin nhắn").last).to_contain_text("cho tôi gặp tổng đài viên")
    bar(page).get_by_role("button", name="Hiện số").click()
    expect(bar(page)).to_contain_text("0912345678")


def test_taking_it_opens_the_microphone_and_the_caller_is_heard(page: Page, telephone: PhoneStandIn) -> None:
    talking(page, telephone)
    wait_until(lambda: telephone.loudest(0) > 1000)
    assert telephone.passes[0].startswith("/call?pass=pass-")


def test_muted_the_caller_hears_nothing(page: Page, telephone: PhoneStandIn) -> None:
    talking(page, telephone)
    page.get_by_role("region", name="Các tin nhắn").focus()
    page.keyboard.press("m")
    expect(bar(page)).to_contain_text("Micro đang tắt")
    before = len(telephone.frames) + 10
    wait_until(lambda: len(telephone.frames) > before + 60)
    assert telephone.loudest(before) == 0


def test_the_caller_is_put_on_hold_and_talked_to_again(page: Page, telephone: PhoneStandIn, stub: Stub) -> None:
    talking(page, telephone)
    bar(page).get_by_role("button", name="Giữ máy").click()
    expect(bar(page)).to_contain_text("Đang giữ máy")
    bar(page).get_by_role("button", name="Nói tiếp").click()
    expect(bar(page)).to_contain_text("Đang nói chuyện")
    assert [post["on"] for post in asked(stub, "hold")] == [True, False]


def test_a_line_that_breaks_is_opened_anew_with_another_pass(page: Page, telephone: PhoneStandIn) -> None:
    talking(page, telephone)
    telephone.break_line()
    wait_until(lambda: len(telephone.passes) == 2)
    expect(bar(page)).to_contain_text("Đang nói chuyện với người gọi")
    assert telephone.passes[0] != telephone.passes[1]


def test_hanging_up_ends_the_call_and_not_only_the_sound(page: Page, telephone: PhoneStandIn, stub: Stub) -> None:
    talking(page, telephone)
    bar(page).get_by_role("button", name="Gác máy").click()
    wait_until(lambda: not telephone.is_connected)
    assert len(asked(stub, "hang-up")) == 1


def test_it_is_sent_to_the_operators_own_telephone(page: Page, telephone: PhoneStandIn, stub: Stub) -> None:
    talking(page, telephone)
    bar(page).get_by_role("button", name="Chuyển đến máy nhánh 2011").click()
    expect(page.get_by_text("Máy nhánh 2011 đã nhận cuộc gọi.").first).to_be_visible()
    wait_until(lambda: not telephone.is_connected)
    assert len(asked(stub, "transfer")) == 1


def test_where_nobody_picks_up_there_the_talk_goes_on(page: Page, telephone: PhoneStandIn, stub: Stub) -> None:
    stub.set_faults({"transfer": True})
    talking(page, telephone)
    bar(page).get_by_role("button", name="Chuyển đến máy nhánh 2011").click()
    expect(bar(page).get_by_role("alert")).to_contain_text("Người gọi vẫn đang giữ máy")
    assert telephone.is_connected


def test_typing_still_works_while_talking(page: Page, telephone: PhoneStandIn, stub: Stub) -> None:
    talking(page, telephone)
    composer_of(page).fill("Dạ hồ sơ gồm tờ khai, giấy chứng sinh m h")
    page.keyboard.press("Enter")
    assert stub.posts_soon("text")[0]["text"] == "Dạ hồ sơ gồm tờ khai, giấy chứng sinh m h"
    assert asked(stub, "hold") == []
    assert telephone.is_connected


def test_looking_elsewhere_does_not_end_the_call(page: Page, telephone: PhoneStandIn) -> None:
    talking(page, telephone)
    page.get_by_role("link", name="Phiếu", exact=False).first.click()
    expect(page.locator(".call-reminder")).to_contain_text("Đang nói chuyện")
    assert telephone.is_connected
    page.get_by_role("link", name="Về cuộc gọi").click()
    expect(bar(page)).to_contain_text("Đang nói chuyện với người gọi")


def test_without_a_microphone_one_can_still_type(open_context: NewContext, stub: Stub, telephone: PhoneStandIn) -> None:
    stub.call_in(telephone.url)
    page = open_desk(open_context(OFFICE, permissions=[]), stub)
    open_call(page)
    page.get_by_role("button", name="Nhận cuộc gọi").click()
    expect(bar(page)).to_contain_text("Trình duyệt chưa cho bàn trực dùng micro")
    expect(bar(page).get_by_role("button", name="Nói chuyện")).to_be_visible()
    expect(composer_of(page)).to_be_editable()
    assert telephone.passes == []


def test_afterwards_it_can_be_heard_again(page: Page, telephone: PhoneStandIn, stub: Stub) -> None:
    talking(page, telephone)
    stub.end_call()
    expect(bar(page)).to_contain_text("Người gọi đã gác máy")
    bar(page).get_by_role("button", name="Nghe bản ghi âm").click()
    sound = bar(page).locator("audio")
    wait_until(lambda: sound.evaluate("each => each.duration") == 1)
    assert sound.evaluate("each => each.error") is None


def test_the_telephone_on_ones_table_is_kept(page: Page, stub: Stub) -> None:
    page.get_by_role("button", name="Thêm").click()
    page.get_by_role("button", name="Tài khoản của tôi").click()
    box = page.get_by_label("Số máy nhánh")
    box.fill("máy 3")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Số máy nhánh gồm 2 đến 8 chữ số.")).to_be_visible()
    box.fill("3012")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu số máy nhánh.").first).to_be_visible()


def test_supervisors_see_figures_and_take_them_along(page: Page) -> None:
    page.get_by_role("link", name="Giám sát").click()
    section = page.get_by_role("region", name="Cuộc gọi", exact=True)
    expect(section).to_contain_text("0,8 giây")
    expect(section).to_contain_text("95% không quá 1,4 giây")
    expect(section).to_contain_text("91%")
    link = section.get_by_role("link", name="Tải bảng từng cuộc gọi (CSV)")
    assert "/desk/api/reports/calls.csv?from=" in (link.get_attribute("href") or "")


@pytest.mark.parametrize("viewport", [PHONE, OFFICE])
def test_everybody_can_use_it(
    open_context: NewContext, stub: Stub, telephone: PhoneStandIn, axe: Callable[[Page], list[str]], viewport: dict[str, int]
) -> None:
    stub.call_in(telephone.url, extension="2011")
    page = open_desk(open_context(viewport, permissions=MICROPHONE), stub)
    talking(page, telephone)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    stub.end_call()
    bar(page).get_by_role("button", name="Nghe bản ghi âm").click()
    assert axe(page) == []


def test_taken_over_from_a_colleague_it_is_talked_on_at_once(open_context: NewContext, stub: Stub, telephone: PhoneStandIn) -> None:
    stub.call_in(telephone.url, owner=["staff-hung", "Trần Quốc Hùng"])
    page = open_desk(open_context(OFFICE, permissions=MICROPHONE), stub, "conversations/conv-call")
    page.get_by_role("button", name="Giành quyền trả lời").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Đường tiếng của Trần Quốc Hùng với người gọi dừng lại")
    dialog.get_by_role("button", name="Giành quyền trả lời").click()
    expect(bar(page)).to_contain_text("Đang nói chuyện với người gọi")
    wait_until(lambda: telephone.is_connected)


def test_who_loses_it_is_cut_off_and_reads_so(page: Page, telephone: PhoneStandIn, stub: Stub) -> None:
    talking(page, telephone)
    stub.hand("conv-call", "operator", "Trần Quốc Hùng", "take_over")
    expect(page.locator(".thread-loss")).to_contain_text("Đường tiếng của bạn với người gọi đã ngắt.")
    wait_until(lambda: not telephone.is_connected)


def test_what_a_colleague_took_over_and_finished_is_nothing_to_take_again(page: Page, telephone: PhoneStandIn, stub: Stub) -> None:
    talking(page, telephone)
    composer_of(page).fill("Dạ bà chờ")
    stub.hand("conv-call", "operator", "Trần Quốc Hùng", "take_over")
    expect(page.locator(".thread-loss")).to_contain_text("Trần Quốc Hùng đã giành quyền")
    stub.hand("conv-call", "bot", None, "hand_back", "answered", by="Trần Quốc Hùng")
    expect(page.locator(".thread-loss")).to_contain_text("Trần Quốc Hùng đã kết thúc cuộc này")
    expect(page.locator(".thread-loss")).not_to_contain_text("hàng chờ")
    expect(composer_of(page)).to_have_count(0)
    page.get_by_text("Câu bạn đang viết được giữ làm nháp").click()
    expect(page.get_by_text("Dạ bà chờ")).to_be_visible()


def test_a_browser_that_was_closed_offers_ones_own_call_at_once(page: Page, telephone: PhoneStandIn, stub: Stub) -> None:
    talking(page, telephone)
    page.reload()
    expect(bar(page).get_by_role("button", name="Nói tiếp")).to_be_visible()
    page.goto("about:blank")
    page.goto(f"{stub.desk}#/tickets")
    expect(page.locator(".call-reminder")).to_contain_text("Cuộc gọi của bạn chưa dứt")
    page.keyboard.press("v")
    expect(bar(page)).to_contain_text("Đang nói chuyện với người gọi")
    wait_until(lambda: telephone.is_connected)


def test_letters_are_keys_right_after_a_call_is_taken_and_one_key_leads_to_typing(page: Page, telephone: PhoneStandIn, stub: Stub) -> None:
    page.keyboard.press("n")
    expect(bar(page)).to_contain_text("Đang nói chuyện với người gọi")
    page.keyboard.press("m")
    expect(bar(page)).to_contain_text("Micro đang tắt")
    page.keyboard.press("h")
    wait_until(lambda: len(asked(stub, "hold")) == 1)
    page.keyboard.press("r")
    expect(composer_of(page)).to_be_focused()


def test_coming_on_one_hears_that_somebody_holds_a_telephone(open_context: NewContext, stub: Stub, telephone: PhoneStandIn) -> None:
    stub.call_in(telephone.url, minutes=1)
    page = open_desk(open_context(OFFICE, permissions=MICROPHONE), stub)
    stub.change_duty("staff-me", "away")
    expect(page.locator("[data-list=queue] .row").first).to_contain_text("Gọi đến")
    page.locator(".rail").get_by_role("switch", name="Tạm nghỉ").click()
    said = page.locator(".toast", has_text="hàng chờ")
    expect(said).to_contain_text("3 người trong hàng chờ, 1 người đang giữ điện thoại.")
    expect(said).to_contain_text("Bấm N để nhận cuộc gọi.")
    stub.hand("conv-script", "operator", "Trần Quốc Hùng", "claim")
    expect(said).to_have_count(0)
    page.keyboard.press("n")
    expect(bar(page)).to_contain_text("Đang nói chuyện với người gọi")
    expect(bar(page)).to_contain_text("Khai số máy nhánh")


def test_nobody_talks_with_two(page: Page, telephone: PhoneStandIn, stub: Stub) -> None:
    talking(page, telephone)
    stub.change("conv-land", {"call": call_of("call-2"), "channel": "phone"})
    page.locator(".row", has_text="Gọi đến").click()
    page.get_by_role("button", name="Nhận cuộc gọi").click()
    expect(page.locator(".toast")).to_contain_text("Bạn đang trong một cuộc gọi khác.")
    assert telephone.is_connected


def test_once_the_caller_hung_up_nobody_is_written_to_nor_kept_waiting(page: Page, telephone: PhoneStandIn, stub: Stub) -> None:
    talking(page, telephone)
    stub.say("conv-call", "còn lệ phí bao nhiêu")
    stub.end_call()
    expect(page.get_by_text("không ai nghe câu trả lời nữa")).to_be_visible()
    expect(composer_of(page)).to_have_count(0)
    row = page.locator(".row", has_text="678")
    expect(row).to_contain_text("Cuộc gọi đã xong")
    expect(row).not_to_contain_text("Chờ")
    expect(page.get_by_role("button", name="Kết thúc")).to_have_count(1)
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Người gọi đã gác máy nên không được mời chấm điểm")
    expect(dialog).not_to_contain_text("Người dân được mời")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Kết thúc").click()
    expect(dialog).to_be_visible()


def test_the_ticket_of_a_call_has_its_number_and_its_words_beside_the_recording(page: Page, telephone: PhoneStandIn, stub: Stub) -> None:
    talking(page, telephone)
    stub.end_call()
    page.locator(".side").get_by_role("button", name="Người dân", exact=True).click()
    expect(page.locator(".side")).to_contain_text("•••••••678")
    page.goto(f"{stub.desk}#/tickets/ticket-1")
    facts = page.get_by_role("region", name="Thông tin phiếu")
    expect(facts).to_contain_text("•••••••678")
    expect(facts).not_to_contain_text("Chưa cho số")
    words = page.get_by_role("region", name="Lời trong cuộc gọi")
    expect(words.get_by_role("listitem").nth(1)).to_contain_text("Người gọi cho tôi gặp tổng đài viên")
    expect(page.get_by_role("button", name="Nghe bản ghi âm")).to_be_visible()
