from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.conversations.attachments.samples import image, pdf, wav
from tests.journeys.frontend.chat_pages import Stub, ask, encoded, file_of, open_chat

pytestmark = pytest.mark.journey

PHOTO = file_of("Ảnh nhà.jpg", "image/jpeg", image(size=(400, 300)))
PAPER = file_of("Đơn.pdf", "application/pdf", pdf())
PROGRAM = file_of("ảnh đẹp.jpg", "image/jpeg", b"MZ" + bytes(500))
# Fails when the bytes are no picture.
IS_DRAWN = "(img) => img.decode()"
CAN_BE_PLAYED = "(audio) => audio.readyState || new Promise((done) => audio.addEventListener('loadedmetadata', done))"


def choose(page: Page, *files: FilePayload) -> None:
    page.locator("input[type=file]").set_input_files(list(files))


def test_photo_and_paper_go_with_the_question(phone: BrowserContext, stub: Stub) -> None:
    page = open_chat(phone, stub)
    choose(page, PHOTO, PAPER)
    expect(page.locator(".tray-item.is-done")).to_have_count(2)
    ask(page, "Tôi gửi giấy tờ")
    expect(page.locator(".tray-item")).to_have_count(0)
    expect(page.locator(".citizen .picture img")).to_be_visible()
    expect(page.locator(".citizen .file")).to_contain_text("Đơn.pdf")
    [post] = stub.posts_soon()
    assert (post["text"], len(post["attachment_ids"])) == ("Tôi gửi giấy tờ", 2)
    page.reload()
    page.locator(".citizen .picture img").evaluate(IS_DRAWN)


def test_photo_alone_is_sent_with_a_word_for_who_reads(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    choose(page, PHOTO)
    page.locator(".tray-item.is-done").wait_for()
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator(".bubble")).to_contain_text("Gửi 1 ảnh")
    assert len(stub.posts_soon()[0]["attachment_ids"]) == 1


def test_picture_opens_large_and_gives_the_focus_back(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    choose(page, PHOTO)
    page.locator(".tray-item.is-done").wait_for()
    ask(page, "Ảnh đây")
    small = page.get_by_role("button", name="Xem ảnh Ảnh nhà.jpg")
    small.locator("img").wait_for()
    small.click()
    large = page.get_by_role("dialog", name="Ảnh Ảnh nhà.jpg")
    expect(large.get_by_role("img")).to_be_visible()
    expect(large.get_by_role("button", name="Đóng")).to_be_focused()
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)
    expect(small).to_be_focused()


def test_refused_file_says_why_and_can_be_taken_out(phone: BrowserContext, stub: Stub) -> None:
    page = open_chat(phone, stub)
    choose(page, PROGRAM)
    expect(page.locator(".tray-item.is-refused")).to_contain_text("Tệp này không gửi được. Tổng đài chỉ nhận ảnh")
    page.get_by_role("button", name="Bỏ tệp ảnh đẹp.jpg").tap()
    expect(page.locator(".tray-item")).to_have_count(0)
    ask(page, "vẫn hỏi được")
    expect(page.get_by_text("Đã gửi")).to_have_count(1)
    assert stub.posts_soon()[0]["attachment_ids"] == []


def test_file_that_is_too_large_is_not_even_sent(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    choose(page, file_of("phim.jpg", "image/jpeg", bytes(11 * 1024 * 1024)))
    expect(page.locator(".tray-item.is-refused")).to_contain_text("Tệp lớn hơn 10 MB")
    assert [url for url in asked if url.endswith("/attachments")] == []


def test_broken_line_is_said_and_the_file_tried_again(phone: BrowserContext, stub: Stub) -> None:
    page = open_chat(phone, stub)
    stub.set_faults(upload={"status": 503, "message": "Đang bảo trì.", "times": 1})
    choose(page, PHOTO)
    expect(page.locator(".tray-item.is-failed")).to_contain_text("Đang bảo trì.")
    page.get_by_role("button", name="Thử lại").tap()
    page.locator(".tray-item.is-done").wait_for()


def test_six_files_are_too_many_for_one_message(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    choose(page, *[PHOTO] * 6)
    expect(page.locator(".tray-item")).to_have_count(5)
    expect(page.get_by_role("alert")).to_contain_text("Mỗi tin gửi kèm nhiều nhất 5 tệp.")
    page.get_by_role("button", name="Bỏ tệp Ảnh nhà.jpg").first.click()
    expect(page.get_by_role("alert")).to_be_empty()


def test_pasted_picture_becomes_a_file(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    page.evaluate(
        """async () => {
          const canvas = document.createElement('canvas');
          canvas.width = canvas.height = 20;
          const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
          const data = new DataTransfer();
          data.items.add(new File([blob], 'image.png', {type: 'image/png'}));
          const pasted = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
          document.getElementById('question').dispatchEvent(pasted);
        }"""
    )
    expect(page.locator(".tray-item.is-done")).to_contain_text("image.png")
    expect(page.locator("img.tray-picture")).to_be_visible()


def test_operators_picture_recording_and_paper_are_shown(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    files = [encoded("sơ đồ.png", image("PNG", size=(300, 200))), encoded("hướng dẫn.wav", wav()), encoded("mẫu.pdf", pdf())]
    stub.say("operator", "", author_name="Lan", files=files)
    answer = page.locator(".from-operator")
    expect(answer.locator(".sender")).to_have_text("Tổng đài viên Lan")
    expect(answer.locator(".sheet")).to_have_count(0)
    expect(answer.locator(".picture img")).to_be_visible()
    answer.get_by_role("button", name=re.compile("hướng dẫn.wav")).click()
    expect(answer.locator("audio")).to_have_attribute("src", re.compile("^blob:"))
    answer.locator("audio").evaluate(CAN_BE_PLAYED)
    with page.expect_download() as download:
        answer.get_by_role("button", name=re.compile("mẫu.pdf")).click()
    assert download.value.suggested_filename == "mẫu.pdf"


def test_picture_that_does_not_come_can_be_asked_for_again(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    stub.set_faults(download={"status": 503, "times": 1})
    stub.say("operator", "Xem ảnh", author_name="Lan", files=[encoded("sơ đồ.png", image("PNG"))])
    picture = page.locator(".picture")
    expect(picture).to_contain_text("Chưa mở được. Mở lại")
    picture.click()
    expect(picture.locator("img")).to_be_visible()
    picture.locator("img").evaluate(IS_DRAWN)


def test_names_that_try_to_be_markup_stay_text(desktop: BrowserContext, stub: Stub) -> None:
    page = open_chat(desktop, stub)
    stub.say(
        "operator", "x", author_name="<img src=x onerror='window.hacked=1'>", files=[encoded("<script>window.hacked=1</script>.pdf", pdf())]
    )
    expect(page.locator(".from-operator .file-name")).to_have_text("<script>window.hacked=1</script>.pdf")
    assert page.evaluate("window.hacked") is None
