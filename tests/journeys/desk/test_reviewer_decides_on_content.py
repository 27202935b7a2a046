"""A second person reads what changed and decides; what is published can be taken down, compared and brought back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.desk.desk_pages import Stub
from tests.journeys.desk.workbench_pages import CERTIFY, HOURS, HUNG, ME, address_of, open_form, open_workbench, saved

pytestmark = pytest.mark.journey

MAI = "Lê Thị Mai"


def the_step(page: Page, name: str) -> None:
    page.locator(".action-bar").get_by_role("button", name=name, exact=True).click()


def test_a_change_that_needs_a_second_person_is_sent_in_with_its_reason(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    page.get_by_label("Số tiền").first.fill("3000")
    expect(saved(page)).to_be_visible()
    expect(page.locator(".action-bar").get_by_role("button", name="Công bố", exact=True)).to_have_count(0)
    page.keyboard.press("Control+Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Gửi duyệt").click()
    expect(dialog.get_by_role("alert")).to_have_text("Hãy ghi lý do.")
    dialog.get_by_label("Vì sao sửa").fill("Nghị quyết 12 tăng phí")
    dialog.get_by_label("Nhắn người duyệt").fill("Nhờ anh xem")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".record-head")).to_contain_text("Chờ duyệt")
    sent = stub.posts_soon("step")[-1]
    assert (sent["step"], sent["text"]) == ("submit", "Nhờ anh xem")
    assert stub.posts("saved")[-1]["reason"] == "Nghị quyết 12 tăng phí"
    expect(page.locator(".action-bar").get_by_role("button", name="Duyệt", exact=True)).to_have_count(0)
    the_step(page, "Rút lại để sửa tiếp")
    page.get_by_role("dialog").get_by_label("Vì sao rút lại").fill("Còn thiếu")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".record-head")).to_contain_text("Đang soạn")


def test_the_reviewer_sees_what_changed_and_approves(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, "content/reviews", ".table")
    expect(page.locator(".table tbody tr")).to_contain_text(HUNG)
    page.get_by_role("link", name="Ủy ban xã làm việc giờ nào?").click()
    change = page.get_by_role("region", name="Câu trả lời")
    expect(change).to_contain_text("Cần người thứ hai duyệt")
    expect(change.locator("del").first).to_contain_text("16 giờ 30,")
    expect(change.locator("ins").first).to_contain_text("17 giờ,")
    page.keyboard.press("Control+Enter")
    page.get_by_role("dialog").get_by_role("button", name="Duyệt").click()
    expect(page.locator(".record-head")).to_contain_text("Đang công bố: bản 2")
    expect(page.locator(".toast")).to_contain_text("Đã duyệt và công bố.")
    expect(page.locator(".editor .sheet-read")).to_contain_text("sáng thứ bảy")


def test_the_reviewer_gives_it_back_with_words(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, address_of(HOURS, "talk"), ".timeline")
    expect(page.locator(".timeline")).to_contain_text("Nhờ chị xem giúp")
    page.get_by_label("Viết cho người cùng làm").fill("Xem lại giờ chiều")
    page.get_by_label("Viết cho người cùng làm").press("Control+Enter")
    expect(page.locator(".timeline li").last).to_contain_text("Xem lại giờ chiều")
    the_step(page, "Trả lại")
    page.get_by_role("dialog").get_by_label("Cần sửa gì").fill("Thiếu thứ bảy")
    page.get_by_role("dialog").get_by_role("button", name="Trả lại").click()
    expect(page.locator(".notice", has_text="trả lại: Thiếu thứ bảy")).to_be_visible()
    assert stub.posts_soon("step")[-1]["step"] == "return"


def test_approved_for_a_time_it_is_planned(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, address_of(HOURS, "changes"), ".change")
    the_step(page, "Duyệt")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Hẹn giờ").check()
    dialog.get_by_role("button", name="Duyệt").click()
    expect(dialog.get_by_role("alert")).to_have_text("Hãy chọn ngày giờ công bố.")
    dialog.get_by_label("Công bố lúc", exact=True).fill("1/12/2030")
    dialog.get_by_label("Công bố lúc, lúc mấy giờ").fill("7h30")
    dialog.get_by_role("button", name="Duyệt").click()
    expect(page.locator(".notice", has_text="sẽ tự công bố lúc 07:30, 01/12/2030")).to_be_visible()
    assert stub.posts_soon("step")[-1]["publish_at"] == "2030-12-01T07:30:00+07:00"


def test_what_was_decided_on_is_what_was_read(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, address_of(HOURS, "changes"), ".change")
    the_step(page, "Duyệt")
    stub.edit_beside(kind="faq", key="gio-lam-viec", by=HUNG, changes={"answer": "Cả ngày chủ nhật."})
    page.get_by_role("dialog").get_by_role("button", name="Duyệt").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("vừa có người sửa")
    page.keyboard.press("Escape")
    expect(page.locator(".change")).to_contain_text("Cả ngày chủ nhật.")


def test_what_came_in_while_one_is_asked_is_not_approved_unseen(office: BrowserContext, stub: Stub) -> None:
    stub.edit_beside(others=[HUNG])
    page = open_workbench(office, stub, address_of(HOURS, "changes"), ".change")
    the_step(page, "Duyệt")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Duyệt").wait_for()
    stub.edit_beside(kind="faq", key="gio-lam-viec", by=HUNG, changes={"answer": "Cả ngày chủ nhật."})
    # The page takes it in by itself, behind the dialog.
    expect(page.locator(".change")).to_contain_text("Cả ngày chủ nhật.", timeout=15_000)
    for _ in range(2):
        dialog.get_by_role("button", name="Duyệt").click()
        expect(dialog.get_by_role("alert")).to_contain_text("vừa có người sửa")
    page.keyboard.press("Escape")
    the_step(page, "Duyệt")
    dialog.get_by_role("button", name="Duyệt").click()
    expect(page.locator(".toast")).to_contain_text("Đã duyệt và công bố.")


def test_of_two_reviewers_the_second_is_told_what_the_first_has_done(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, address_of(HOURS, "changes"), ".change")
    the_step(page, "Duyệt")
    stub.edit_beside(kind="faq", key="gio-lam-viec", by=MAI, step="approve")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Duyệt").click()
    expect(dialog.get_by_role("alert")).to_contain_text("đã được công bố rồi")
    page.keyboard.press("Escape")
    expect(page.locator(".notice", has_text=f"{MAI} đã công bố bản này")).to_be_visible()
    expect(page.locator(".action-bar").get_by_role("button", name="Duyệt", exact=True)).to_have_count(0)


def test_publishing_without_a_second_person_needs_the_right_and_a_reason(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub, HOURS, "force_content")
    page.locator(".more-steps summary").click()
    the_step(page, "Công bố không chờ duyệt")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("khi chưa ai duyệt")
    dialog.get_by_role("button", name="Công bố không chờ duyệt").click()
    expect(dialog.get_by_role("alert")).to_have_text("Hãy ghi lý do.")
    dialog.get_by_label("Vì sao không chờ được").fill("Lũ đang lên")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".record-head")).to_contain_text("Đang công bố: bản 2")
    page.get_by_role("link", name=re.compile("^Phiên bản")).click()
    expect(page.locator(".version-list li").first).to_contain_text("Công bố không chờ duyệt")


def test_a_small_change_is_published_by_its_writer(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    page.get_by_label("Tóm tắt").fill("Ngắn hơn")
    expect(saved(page)).to_be_visible()
    the_step(page, "Công bố")
    page.get_by_role("dialog").get_by_label("Vì sao sửa").fill("Viết gọn")
    page.get_by_role("dialog").get_by_role("button", name="Công bố").click()
    expect(page.locator(".record-head")).to_contain_text("Đang công bố: bản 3")


def test_a_draft_is_given_up(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    page.get_by_label("Tóm tắt").fill("Viết nhầm")
    page.locator(".more-steps summary").click()
    the_step(page, "Bỏ bản nháp")
    page.get_by_role("dialog").get_by_role("button", name="Bỏ bản nháp").click()
    expect(page.locator(".editor .sheet-read")).to_contain_text("Chứng nhận bản sao đúng với bản chính.")
    expect(page.get_by_role("button", name="Sửa mục này")).to_be_visible()


def test_versions_are_read_compared_and_brought_back(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, address_of(CERTIFY, "versions"), ".version-list")
    expect(page.locator(".version-list li").first).to_contain_text(f"{HUNG} soạn, Lê Thị Mai duyệt")
    page.get_by_role("button", name="Xem Bản 1").click()
    expect(page.get_by_role("dialog")).to_contain_text("photo công chứng")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="So với bản 1").click()
    expect(page.get_by_role("region", name="Tên gọi thường ngày").locator("del")).to_contain_text("photo công chứng")
    page.get_by_role("button", name="Lấy lại bản này").click()
    expect(page.get_by_role("dialog")).to_contain_text("Bản 2, đang công bố")
    expect(page.get_by_role("dialog").get_by_role("region", name="Tên gọi thường ngày").locator("ins")).to_contain_text("photo công chứng")
    page.get_by_role("dialog").get_by_label("Vì sao lấy lại").fill("Bản mới sai")
    page.get_by_role("dialog").get_by_role("button", name="Lấy lại bản này").click()
    expect(page.locator(".record-head")).to_contain_text("Đang công bố: bản 3")


def test_the_red_button_takes_down_with_a_reason_and_it_can_be_put_back(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, address_of(CERTIFY), ".editor .sheet-read")
    page.get_by_role("button", name="Gỡ khẩn cấp").click()
    page.get_by_role("dialog").get_by_label("Vì sao gỡ").fill("Phí sai")
    page.get_by_role("dialog").get_by_role("button", name="Gỡ khẩn cấp").click()
    expect(page.locator(".record-head")).to_contain_text("Đã gỡ: máy không trả lời bằng mục này")
    assert stub.posts_soon("turned")[-1] == {"turned": "taken_down", "reason": "Phí sai"}
    page.get_by_role("button", name="Phục hồi").click()
    page.get_by_role("dialog").get_by_label("Vì sao phục hồi").fill("Đã kiểm tra")
    page.get_by_role("dialog").get_by_role("button", name="Phục hồi").click()
    expect(page.locator(".record-head")).to_contain_text("Đang công bố: bản 2")


def test_what_was_published_under_a_draft_needs_to_be_known(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    page.get_by_label("Tóm tắt").fill("Ngắn hơn")
    expect(saved(page)).to_be_visible()
    page.get_by_role("link", name=re.compile("^Phiên bản")).click()
    page.get_by_role("button", name="Lấy lại bản này").click()
    page.get_by_role("dialog").get_by_label("Vì sao lấy lại").fill("Thử")
    page.get_by_role("dialog").get_by_role("button", name="Lấy lại bản này").click()
    expect(page.locator(".notice", has_text=re.compile(r"nay bản 3 \(.+\) đang được công bố"))).to_be_visible()
    the_step(page, "Công bố")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Vì sao sửa").fill("Viết gọn")
    dialog.get_by_role("button", name="Công bố").click()
    expect(dialog.get_by_role("alert")).to_contain_text("đánh dấu ô xác nhận")
    dialog.get_by_label("Tôi đã xem").check()
    dialog.get_by_role("button", name="Công bố").click()
    expect(page.locator(".record-head")).to_contain_text("Đang công bố: bản 4")
    assert stub.posts("step")[-1]["is_confirmed"] is True


def test_who_needs_a_second_person_is_a_setting(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, "content/settings", ".rules", "force_content")
    page.get_by_label("Trình tự thực hiện").check()
    expect(page.get_by_text("1 chỗ đã đổi, chưa lưu.")).to_be_visible()
    page.get_by_role("button", name="Lưu quy tắc").click()
    expect(page.get_by_text("Chưa đổi gì.")).to_be_visible()
    assert stub.posts_soon("rules")[-1]["rules"] == [{"kind": "procedure", "field": "steps", "needs_approval": True}]


def test_rules_are_only_read_without_the_right(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, "content/settings", ".rules")
    expect(page.get_by_label("Trình tự thực hiện")).to_be_disabled()
    expect(page.get_by_role("button", name="Lưu quy tắc")).to_have_count(0)


def test_paper_shows_the_record_and_nothing_else(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    page.get_by_label("Tóm tắt").fill("In ra giấy")
    page.emulate_media(media="print")
    expect(page.locator(".printed-record")).to_contain_text("In ra giấy")
    expect(page.locator(".printed-record")).to_be_visible()
    for hidden in (".rail", ".action-bar", ".editor", ".workbench-tabs", ".record-head h2"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight") > 1200


def test_own_change_is_named_in_the_queue(office: BrowserContext, stub: Stub) -> None:
    stub.edit_beside(kind="faq", key="gio-lam-viec", by=ME, changes={"topic": "Giờ"})
    page = open_workbench(office, stub, "content/reviews", ".table")
    expect(page.locator(".table")).to_contain_text("phải người khác duyệt")
    page.get_by_role("link", name="Ủy ban xã làm việc giờ nào?").click()
    page.locator(".change").first.wait_for()
    expect(page.locator(".action-bar").get_by_role("button", name="Duyệt", exact=True)).to_have_count(0)
