"""An operator takes a conversation, answers and ends it; what goes wrong on the way is said and loses nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.desk.desk_pages import Stub, composer_of, open_desk

pytestmark = pytest.mark.journey


def open_mine(context: BrowserContext, stub: Stub) -> Page:
    return open_desk(context, stub, "conversations/conv-mine", ".thread .message")


def paste(page: Page, text: str) -> None:
    page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
          if (document.activeElement.dispatchEvent(event)) document.execCommand('insertText', false, text);
        }""",
        text,
    )


def test_claims_answers_and_wraps_up_by_keyboard_alone(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub)
    page.keyboard.press("j")
    expect(page.locator(":focus")).to_contain_text("Bà Tư")
    page.keyboard.press("Enter")
    expect(page.locator("[data-primary]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(composer_of(page)).to_be_focused()
    page.keyboard.type("/ch")
    expect(page.get_by_role("option", selected=True)).to_contain_text("/chao")
    page.keyboard.press("Enter")
    expect(composer_of(page)).to_have_value("Chào Bà Tư, tôi là Nguyễn Thị Lan, Tổng đài 1022.")
    page.keyboard.press("Control+Enter")
    dialog = page.get_by_role("dialog", name="Kết thúc cuộc này")
    expect(dialog.get_by_label("Đã trả lời xong")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("Đã kết thúc.")).to_be_visible()
    texts = [post["text"] for post in stub.posts("text")]
    assert texts == ["Chào Bà Tư, tôi là Nguyễn Thị Lan, Tổng đài 1022."]
    (ended,) = stub.posts("outcome")
    assert ended.pop("seen_seq") > 0
    assert ended == {
        "conversation": "conv-land",
        "outcome": "referred",
        "sector": "Đất đai",
        "procedure_code": "1.012753",
        "bot_should_have_known": False,
    }


def test_what_is_sent_without_network_goes_once_when_it_is_back(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    office.set_offline(True)
    expect(page.get_by_text("Mất kết nối mạng")).to_be_visible()
    composer_of(page).fill("Nộp tại công an xã.")
    page.keyboard.press("Enter")
    expect(page.locator(".is-outgoing")).to_contain_text("Chưa gửi")
    office.set_offline(False)
    expect(page.locator(".is-outgoing")).to_have_count(0)
    expect(page.locator(".log").get_by_text("Nộp tại công an xã.")).to_have_count(1)
    assert len(stub.posts("client_id")) == 1


def test_reload_keeps_the_unsent_and_a_lost_answer_makes_no_second_message(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    stub.set_faults({"POST messages": {"status": 503, "message": "Đang bảo trì."}})
    composer_of(page).fill("Giữ lại giúp")
    page.keyboard.press("Enter")
    expect(page.locator(".is-outgoing")).to_contain_text("Đang bảo trì.")
    composer_of(page).fill("còn viết dở")
    stub.set_faults({"lost POST messages": True})
    page.reload()
    expect(page.locator(".is-outgoing")).to_have_count(0)
    expect(page.locator(".log").get_by_text("Giữ lại giúp")).to_have_count(1)
    expect(composer_of(page)).to_have_value("còn viết dở")
    sent = stub.posts("client_id")
    assert len(sent) >= 2
    assert len({post["client_id"] for post in sent}) == 1


def test_taken_over_by_somebody_else_locks_the_composer_and_says_who(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    composer_of(page).fill("đang viết")
    stub.hand("conv-mine", "operator", "Trần Quốc Hùng", "take_over")
    expect(page.locator(".thread-loss")).to_have_text("Trần Quốc Hùng đã giành quyền trả lời cuộc này. Bạn không gửi tin được nữa.")
    expect(composer_of(page)).to_have_attribute("readonly", "")
    expect(composer_of(page)).to_have_value("đang viết")
    expect(page.get_by_role("button", name="Gửi", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Giành quyền trả lời").click()
    dialog = page.get_by_role("dialog", name="Giành quyền trả lời?")
    expect(dialog).to_contain_text("Trần Quốc Hùng đang trả lời cuộc này.")
    dialog.get_by_role("button", name="Giành quyền trả lời").click()
    expect(composer_of(page)).to_be_focused()
    expect(page.locator(".thread-loss")).to_have_count(0)


def test_a_reply_that_comes_too_late_is_refused_with_the_owner_and_kept(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    stub.set_faults({"POST messages": {"status": 409, "message": "Trần Quốc Hùng đang giữ cuộc này."}})
    composer_of(page).fill("muộn rồi")
    page.keyboard.press("Enter")
    expect(page.locator(".is-outgoing.is-refused")).to_contain_text("Trần Quốc Hùng đang giữ cuộc này.")
    page.get_by_role("button", name="Sửa lại").click()
    expect(composer_of(page)).to_have_value("muộn rồi")


def test_somebody_claimed_first(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "conversations/conv-land", "[data-primary]")
    stub.set_faults({"POST moves": {"status": 409, "message": "Trần Quốc Hùng đã nhận cuộc này trước."}})
    page.get_by_role("button", name="Nhận Enter").or_(page.locator("[data-primary]")).first.click()
    expect(page.locator(".toast")).to_contain_text("Trần Quốc Hùng đã nhận cuộc này trước.")


def test_open_places_of_a_ready_made_reply_are_shown_and_not_sent(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    composer_of(page).press_sequentially("/ma")
    page.keyboard.press("Enter")
    expect(page.locator(".writing-behind mark")).to_have_text("{ma_tra_cuu}")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Còn chỗ chưa điền: {ma_tra_cuu}.")).to_be_visible()
    assert stub.posts("client_id") == []


def test_paste_of_50000_characters_is_refused_with_words(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    composer_of(page).focus()
    paste(page, "dán " * 12_500)
    expect(page.get_by_text("Đoạn dán dài 50.000 ký tự nên không được nhận.")).to_be_visible()
    expect(composer_of(page)).to_have_value("")
    paste(page, "ă" * 6_003)
    expect(page.locator("#composer-counter")).to_have_text("Thừa 3 ký tự, xin viết gọn lại")
    page.keyboard.press("Enter")
    assert stub.posts("client_id") == []


def test_note_goes_to_colleagues_only(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    page.keyboard.press("Escape")
    page.keyboard.press("i")
    note = page.get_by_label("Ghi chú nội bộ, người dân không thấy")
    expect(note).to_be_focused()
    page.keyboard.type("Nhờ @hu")
    page.keyboard.press("Enter")
    expect(note).to_have_value("Nhờ @hung ")
    page.keyboard.type("xem giúp")
    page.keyboard.press("Enter")
    expect(page.locator(".note")).to_have_count(2)
    expect(page.locator(".note").last).to_contain_text("Nhờ @hung xem giúp")
    assert stub.posts("client_id") == []


def test_knowledge_goes_into_the_reply_with_its_source(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    page.keyboard.type("sổ đỏ")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Chèn tất cả").click()
    expect(composer_of(page)).to_have_value(re.compile("17 ngày làm việc.*\nNguồn: .*https://dichvucong.gov.vn/1.012753$", re.DOTALL))


def test_masked_number_is_shown_on_request(office: BrowserContext, stub: Stub) -> None:
    page = open_desk(office, stub, "conversations/conv-land", ".masked")
    expect(page.locator(".log")).not_to_contain_text("001234567123")
    page.get_by_role("button", name="Hiện").first.click()
    expect(page.locator(".log")).to_contain_text("001234567123")


def test_file_goes_with_the_reply(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    page.locator("input[type=file]").set_input_files({"name": "mau.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    expect(page.locator(".file-chips")).to_contain_text("hop-dong.svg")
    composer_of(page).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".file-chips")).to_have_count(0)
    (sent,) = stub.posts_soon("client_id")
    assert len(sent["attachment_ids"]) == 1


def test_new_message_is_on_the_screen_and_the_title_counts(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    expect(page).to_have_title("(3) Hội thoại – Bàn trực 1022")
    stub.say("conv-mine", "Cảm ơn chị")
    expect(page.locator(".log").get_by_text("Cảm ơn chị")).to_have_count(1)
    stub.publish("alert", {"kind": "requeued", "conversation_id": "conv-land", "text": "Bà Tư trở lại hàng chờ", "at": ""})
    expect(page.locator(".toast")).to_contain_text("Bà Tư trở lại hàng chờ")
    page.locator(".toast").get_by_role("link").click()
    expect(page.locator(".thread-head")).to_contain_text("Bà Tư")


def test_dead_line_is_shown_and_everything_loaded_anew_afterwards(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    stub.set_faults({"events": {}, "GET events": {"status": 503}})
    expect(page.get_by_text("Mất kết nối với máy chủ. Đang nối lại…")).to_be_visible(timeout=15_000)
    stub.say("conv-mine", "nói lúc mất mạng")
    stub.set_faults({})
    expect(page.locator(".log").get_by_text("nói lúc mất mạng")).to_have_count(1, timeout=25_000)
    expect(page.get_by_text("Đang nối lại…")).to_have_count(0)


def test_heartbeat_tells_what_is_open_and_typed_in(office: BrowserContext, stub: Stub) -> None:
    page = open_mine(office, stub)
    composer_of(page).press_sequentially("chào")
    page.wait_for_timeout(300)
    beats = [post["heartbeat"] for post in stub.posts("heartbeat")]
    assert {beat.pop("tab") for beat in beats} != {""}
    assert beats[0] == {"conversation_ids": ["conv-mine"], "typing_in": None}
    assert beats[-1] == {"conversation_ids": ["conv-mine"], "typing_in": "conv-mine"}
