"""An editor finds a record, writes, and loses nothing, whoever else writes and however the line is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.desk.desk_pages import Stub
from tests.journeys.desk.workbench_pages import CERTIFY, HUNG, address_of, last_saved, open_form, open_workbench, saved

pytestmark = pytest.mark.journey

WORD = "\u00b7\u00a0\u00a0\u00a0 Tờ khai\u00a0theo mẫu\r\n\u00b7\u00a0\u00a0\u00a0 Căn cước"


PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  data.setData('text/html', '<p class=MsoNormal>' + text);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def paste(page: Page, text: str) -> None:
    page.evaluate(PASTE, text)


def test_the_list_is_found_narrowed_and_walked_by_keys(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, "content/records", ".records-table")
    rows = page.locator(".records-table tbody tr")
    expect(rows).to_have_count(9)
    page.keyboard.press("/")
    page.keyboard.type("chứng thực")
    expect(rows).to_have_count(1)
    expect(page.get_by_label("Tìm trong tên, mã, nội dung")).to_be_focused()
    assert "q=ch" in page.url
    page.keyboard.press("Enter")
    expect(rows.first.get_by_role("link")).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    expect(rows.first.get_by_role("link")).to_be_focused()
    page.get_by_role("link", name="Bỏ lọc").click()
    expect(rows).to_have_count(9)
    page.get_by_label("Loại mục").select_option(label="Danh bạ")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Đã hết hiệu lực")
    page.get_by_role("link", name="Bỏ lọc").click()
    expect(rows).to_have_count(9)
    page.get_by_role("heading", level=1).focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Ủy ban xã làm việc giờ nào?")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator(".record-title-heading")).to_have_text("Chứng thực bản sao từ bản chính giấy tờ, văn bản")
    page.keyboard.press("Escape")
    expect(rows).to_have_count(9)


def test_papers_are_added_moved_and_taken_away_without_a_mouse(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    first = page.get_by_label("Tên giấy tờ").first
    first.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(first).to_have_value("Bản sao cần chứng thực")
    expect(page.get_by_label("Tên giấy tờ").nth(1)).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    page.get_by_role("button", name="Thêm giấy tờ").first.press("Enter")
    expect(page.get_by_label("Tên giấy tờ").nth(2)).to_be_focused()
    page.keyboard.type("Giấy ủy quyền")
    expect(saved(page)).to_be_visible()
    names = [each["name"] for each in last_saved(stub)["required_documents"][0]["documents"]]
    assert names == ["Bản chính giấy tờ, văn bản cần chứng thực", "Bản sao cần chứng thực", "Giấy ủy quyền"]
    page.get_by_role("button", name="Bỏ giấy tờ 3").press("Enter")
    expect(page.get_by_role("button", name="Bỏ giấy tờ 2").first).to_be_focused()
    page.get_by_role("button", name="Chuyển giấy tờ 2 lên").first.press("Enter")
    expect(first).to_have_value("Bản sao cần chứng thực")


def test_text_from_word_comes_clean_and_several_lines_become_several_steps(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    page.get_by_label("Tóm tắt").fill("")
    page.get_by_label("Tóm tắt").focus()
    paste(page, WORD)
    expect(page.get_by_label("Tóm tắt")).to_have_value("- Tờ khai theo mẫu\n- Căn cước")
    page.get_by_role("button", name="Thêm bước").press("Enter")
    paste(page, "1. Nộp hồ sơ\n2. Nhận kết quả")
    expect(page.get_by_label("Bước 3")).to_have_value("Nộp hồ sơ")
    expect(page.get_by_label("Bước 4")).to_have_value("Nhận kết quả")
    aliases = page.get_by_label("Tên gọi thường ngày")
    aliases.focus()
    paste(page, "công chứng bản sao\nsao y công chứng")
    expect(page.get_by_role("button", name="Bỏ “sao y công chứng”")).to_be_visible()
    aliases.fill("y bản chính")
    page.keyboard.press("Enter")
    expect(saved(page)).to_be_visible()
    expect(page.locator(".preview-sheet")).to_contain_text("Căn cước")
    assert last_saved(stub)["aliases"][-3:] == ["công chứng bản sao", "sao y công chứng", "y bản chính"]


def test_looking_at_the_form_begins_no_draft_and_escape_stays_where_one_is(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    expect(page.locator(".saving")).to_have_text("Chưa sửa gì")
    outcome = page.get_by_label("Kết quả thực hiện")
    outcome.focus()
    place = outcome.bounding_box()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(outcome).not_to_be_focused()
    expect(page.locator(".editor-form")).to_be_visible()
    assert outcome.bounding_box() == place
    page.reload()
    expect(page.get_by_role("button", name="Sửa mục này")).to_be_visible()


def test_what_is_typed_can_be_sent_in_at_once(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    page.get_by_label("Số tiền").first.fill("3000")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("dialog").get_by_role("button", name="Gửi duyệt")).to_be_visible()
    assert last_saved(stub)["submission_methods"][0]["fees"][0]["amount_vnd"] == 3000


def test_with_something_wrong_no_question_is_asked_but_the_wrong_place_shown(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    page.get_by_label("Số tiền").first.fill("tám nghìn")
    page.get_by_label("Tóm tắt").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toast")).to_contain_text("Còn 1 chỗ phải sửa nên chưa gửi được")
    expect(page.get_by_label("Số tiền").first).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_is_wrong_is_said_at_its_field_and_one_press_leads_there(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    page.locator(".preview-sheet").wait_for()
    amount = page.get_by_label("Số tiền").first
    amount.fill("tám nghìn")
    page.locator(".action-bar").get_by_role("button", name="Còn 1 chỗ phải sửa").click()
    expect(amount).to_be_focused()
    problem = page.locator(".problem-list").get_by_role("button", name="Cách nộp 1 › Khoản thu 1 › Số tiền")
    problem.click()
    expect(amount).to_be_focused()
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".field-failure", has_text="Số tiền phải là số")).to_be_visible()
    expect(page.locator(".preview")).to_contain_text("Ô “Cách nộp 1 › Khoản thu 1 › Số tiền” chưa đúng: phần đó hiện như lần gõ trước.")
    expect(page.locator(".preview .block-list li").first).to_have_text("Bản chính giấy tờ, văn bản cần chứng thực")
    amount.fill("8.000 đ")
    expect(page.locator(".problem-list")).to_have_count(0)
    page.get_by_label("Tóm tắt").focus()
    expect(amount).to_have_value("8.000")
    assert last_saved(stub)["submission_methods"][0]["fees"][0]["amount_vnd"] == 8000


def test_a_dead_line_loses_nothing_and_a_reload_goes_on(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    page.get_by_label("Tóm tắt").fill("Khi còn mạng")
    expect(saved(page)).to_be_visible()
    stub.set_faults({f"PUT {_draft_id(page)}": {"status": 503, "message": "Đang bảo trì."}})
    page.get_by_label("Tóm tắt").fill("Viết khi mất mạng")
    expect(page.locator(".saving")).to_contain_text("Chưa lưu được, đang thử lại")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_label("Tóm tắt")).to_have_value("Viết khi mất mạng")
    stub.set_faults({})
    expect(saved(page)).to_be_visible(timeout=15_000)
    assert last_saved(stub)["summary"] == "Viết khi mất mạng"
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('desk.content'))") == []


def test_ctrl_s_saves_at_once(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    page.get_by_label("Tóm tắt").fill("Lưu ngay")
    page.keyboard.press("Control+s")
    expect(saved(page)).to_have_text(re.compile(r"Đã lưu \d\d:\d\d$"), timeout=900)


def test_two_editors_see_each_other_and_neither_overwrites_the_other(office: BrowserContext, stub: Stub) -> None:
    stub.edit_beside(others=[HUNG])
    page = open_form(office, stub)
    page.get_by_label("Tóm tắt").fill("Bắt đầu")
    expect(page.locator(".others")).to_have_text(f"{HUNG} cũng đang mở mục này")
    kind, key = CERTIFY.split(":")
    stub.edit_beside(kind=kind, key=key, by=HUNG, changes={"outcome": "Bản sao có dấu"})
    page.get_by_label("Tóm tắt").fill("Của tôi")
    expect(page.get_by_text(f"{HUNG} vừa sửa: Kết quả thực hiện.")).to_be_visible()
    expect(page.get_by_label("Kết quả thực hiện")).to_have_value("Bản sao có dấu")
    expect(saved(page)).to_be_visible()
    stub.edit_beside(kind=kind, key=key, by=HUNG, changes={"summary": "Của anh Hùng", "outcome": "Bản sao"})
    page.get_by_label("Tóm tắt").fill("Vẫn của tôi")
    clash = page.locator(".clash")
    expect(clash).to_contain_text("Của anh Hùng")
    expect(page.locator(".saving")).to_contain_text("cần chọn")
    clash.get_by_role("button", name="Giữ chỗ tôi đã sửa").click()
    expect(saved(page)).to_be_visible()
    assert {name: last_saved(stub)[name] for name in ("summary", "outcome")} == {"summary": "Vẫn của tôi", "outcome": "Bản sao"}
    stub.edit_beside(kind=kind, key=key, by=HUNG, changes={"summary": "Lại của anh Hùng"})
    page.get_by_label("Tóm tắt").fill("Bỏ đi")
    clash.get_by_role("button", name=f"Lấy bản của {HUNG}").click()
    expect(page.get_by_label("Tóm tắt")).to_have_value("Lại của anh Hùng")


def test_preview_is_what_web_zalo_and_phone_say(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    preview = page.locator(".preview")
    expect(preview.locator(".block-list li").first).to_have_text("Bản chính giấy tờ, văn bản cần chứng thực")
    page.get_by_label("Tóm tắt").fill("Đóng dấu sao y.")
    expect(preview.locator(".block-paragraph")).to_have_text("Đóng dấu sao y.")
    preview.get_by_role("button", name="Zalo").click()
    expect(preview.locator(".zalo-part")).to_have_count(3)
    preview.get_by_role("button", name="Điện thoại").click()
    expect(preview).to_contain_text("văn bản. Đóng dấu sao y.")


def test_a_term_is_explained_on_focus_and_escape_closes_it(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    page.get_by_role("button", name="Giải thích: Lĩnh vực").focus()
    meaning = page.locator(".meaning", has_text="Nhóm thủ tục theo ngành")
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(page.locator(".editor-form")).to_be_visible()


def test_a_term_is_explained_under_the_mouse_and_escape_takes_only_the_words_away(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, address_of(CERTIFY), ".editor .sheet-read")
    meaning = page.locator(".editor .meaning", has_text="Nhóm thủ tục theo ngành")
    page.locator(".editor").get_by_role("button", name="Giải thích: Lĩnh vực").hover()
    expect(meaning).to_be_visible()
    meaning.hover(position={"x": 15, "y": 15})
    page.wait_for_timeout(400)
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(page.locator(".editor .sheet-read")).to_be_visible()


def test_a_record_taken_down_while_it_is_edited_is_said_at_once(office: BrowserContext, stub: Stub) -> None:
    page = open_form(office, stub)
    page.get_by_label("Tóm tắt").fill("Đang viết")
    expect(saved(page)).to_be_visible()
    kind, key = CERTIFY.split(":")
    stub.edit_beside(kind=kind, key=key, takes_down=True)
    page.get_by_label("Tóm tắt").fill("Viết tiếp")
    expect(page.get_by_text("Mục này đã bị gỡ khi bản nháp đang được viết.")).to_be_visible()
    expect(page.locator(".record-head")).to_contain_text("Đã gỡ")
    expect(page.locator(".taken-down")).to_contain_text("Trưởng ca")
    expect(page.get_by_label("Tóm tắt")).to_have_value("Viết tiếp")
    expect(page.locator(".printed-record")).to_contain_text("Bản nháp")


@pytest.mark.parametrize(
    ("kind", "asked", "address"),
    [
        ("Câu hỏi thường gặp", {"Câu hỏi": "Mất sổ đỏ thì làm gì?"}, "faq%3Amat-so-do-thi-lam-gi"),
        ("Thủ tục", {"Mã thủ tục": "1.004222", "Tên thủ tục": "Đăng ký tạm trú"}, "procedure%3A1.004222"),
        ("Danh bạ", {"Tên cơ quan, dịch vụ": "Công an xã"}, "contact%3Acong-an-xa"),
        ("Tin nóng", {"Tiêu đề": "Cúp điện"}, "announcement%3Acup-dien"),
        ("Loại phản ánh", {"Tên loại phản ánh": "Rác thải"}, "report_category%3Arac-thai"),
    ],
)
def test_a_new_record_of_a_kind_opens_its_form(office: BrowserContext, stub: Stub, kind: str, asked: dict[str, str], address: str) -> None:
    page = open_workbench(office, stub, "content/records", ".records-table")
    page.get_by_role("heading", level=1).focus()
    page.keyboard.press("n")
    page.get_by_role("button", name=re.compile(f"^{kind}")).click()
    page.get_by_role("button", name="Bắt đầu soạn").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa điền hết các ô.")
    for label, text in asked.items():
        page.get_by_role("dialog").get_by_label(label).fill(text)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Bắt đầu soạn").click()
    page.locator(".editor-form").wait_for()
    assert address in page.url
    expect(page.locator(".record-head")).to_contain_text("Chưa công bố")


def test_a_fixed_sentence_begins_with_what_is_shipped_and_says_what_it_must_keep(office: BrowserContext, stub: Stub) -> None:
    page = open_workbench(office, stub, "content/records", ".records-table")
    page.get_by_role("button", name="Thêm mục mới").click()
    page.get_by_role("button", name=re.compile("^Câu cố định")).click()
    page.get_by_role("combobox", name="Câu nào?").fill("goi ngay")
    page.get_by_role("option", name="Gọi ngay 114.").click()
    page.get_by_role("button", name="Bắt đầu soạn").click()
    said = page.get_by_role("textbox", name="Máy nói")
    expect(said).to_have_value("Gọi ngay 114.")
    said.fill("Gọi cứu hỏa.")
    expect(page.locator(".shipped-sentence code.is-missing")).to_have_text("114")
    page.get_by_role("button", name="Chèn 114").click()
    expect(said).to_have_value("Gọi cứu hỏa. 114")
    page.get_by_role("button", name="Dùng lại câu gốc").click()
    expect(said).to_have_value("Gọi ngay 114.")


def test_who_may_not_edit_reads(office: BrowserContext, stub: Stub) -> None:
    stub.change_me(permissions=["approve_content"])
    stub.sign_in()
    page = office.new_page()
    page.goto(f"{stub.desk}#/{address_of(CERTIFY)}")
    expect(page.locator(".editor .sheet-read")).to_contain_text("Bản chính không bị tẩy xóa, hư hỏng.")
    expect(page.get_by_role("button", name="Sửa mục này")).to_have_count(0)


def _draft_id(page: Page) -> str:
    """As the page names it when it says that it is here."""
    with page.expect_request(lambda request: request.url.endswith("/presence")) as asked:
        page.reload()
    return asked.value.url.split("/")[-2]
