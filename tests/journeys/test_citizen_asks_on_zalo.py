"""A citizen asks on a phone of the fake Zalo: the whole program, the vendor's API and webhooks, and an operator in a real browser."""

from __future__ import annotations

import io
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import httpx
import psycopg
import pytest
from PIL import Image
from playwright.sync_api import expect

from app.zalo_citizen import ZaloCitizen
from core.db import libpq_url
from tests.journeys.browsers import opened_browser
from tests.journeys.operators import SOON, operator_on_duty

pytestmark = pytest.mark.journey

PATIENCE_SECONDS = 40.0
EIGHT_DAYS = 8 * 24 * 3600.0
QUESTION = "làm giấy khai sinh cho con cần giấy tờ gì?"
ANSWER = "163/QĐ-BTP"


@pytest.fixture(scope="module")
def browser():
    yield from opened_browser()


@pytest.fixture
def desk(browser, program):
    yield from operator_on_duty(browser, program)


@pytest.fixture
def new_phone(program):
    with ExitStack() as open_phones:

        def new_one(name: str = "") -> ZaloCitizen:
            address = program.settings.zalo_fake_url
            return open_phones.enter_context(ZaloCitizen(address, program.database_url, name=name, patience=PATIENCE_SECONDS))

        yield new_one


@pytest.fixture
def phone(new_phone):
    return new_phone()


def holds(text: str):
    return lambda message: text in message["text"]


def is_answered(phone: ZaloCitizen) -> bool:
    return any(ANSWER in message["text"] for message in phone.shown())


def to_a_person(phone: ZaloCitizen, desk, question: str) -> None:
    """The conversation is the operator's, and open before them."""
    phone.send("cho tôi gặp tổng đài viên")
    told = phone.wait_for(holds("Mã tra cứu"))
    phone.send(question)
    waiting = desk.locator(".row", has_text=question).first
    expect(waiting).to_be_visible(timeout=SOON)
    waiting.click()
    desk.get_by_role("main").get_by_role("button", name="Nhận").last.click()
    expect(desk.get_by_label("Nội dung trả lời người dân")).to_be_enabled(timeout=SOON)
    assert told


def writes(desk, text: str) -> None:
    composer = desk.get_by_label("Nội dung trả lời người dân")
    composer.fill(text)
    composer.press("Enter")


def wraps_up(desk) -> None:
    desk.get_by_role("button", name="Kết thúc").click()
    desk.get_by_role("dialog").get_by_role("button", name="Kết thúc").click()
    expect(desk.get_by_text("Bạn chưa nhận cuộc nào.")).to_be_visible(timeout=SOON)


def picture(width: int, height: int) -> bytes:
    to = io.BytesIO()
    Image.new("RGB", (width, height), (180, 40, 40)).save(to, "PNG")
    return to.getvalue()


class TestQuestion:
    def test_is_answered_after_the_citizen_was_told_once_what_is_stored(self, phone):
        assert ANSWER in phone.ask(QUESTION).text
        phone.ask("thế còn phí?")
        from_account = [message["text"] for message in phone.shown() if message["sender"] == "oa"]
        assert "XÓA DỮ LIỆU CỦA TÔI" in from_account[0]
        assert sum("XÓA DỮ LIỆU CỦA TÔI" in text for text in from_account) == 1
        assert "miễn phí" in from_account[-1].lower()

    def test_a_number_chooses_among_the_options(self, phone):
        asked = phone.ask("đổi giấy tờ xe")
        second = next(line for line in asked.text.splitlines() if line.startswith("2. ")).removeprefix("2. ")
        assert second == "Sang tên xe cũ"
        assert "đăng ký sang tên xe" in phone.ask("2").text

    def test_typed_on_a_phone_that_takes_accents_apart_is_understood(self, phone):
        assert ANSWER in phone.ask(unicodedata.normalize("NFD", QUESTION)).text


class TestPeople:
    def test_an_operator_answers_with_a_picture(self, phone, desk):
        to_a_person(phone, desk, "mẫu đơn xin cấp lại giấy ao cá vùng lòng hồ")
        chosen = {"name": "mau-don.png", "mimeType": "image/png", "buffer": picture(640, 360)}
        desk.locator(".composer input[type=file]").set_input_files(chosen)
        expect(desk.locator(".file-chips li", has_text="KB")).to_be_visible(timeout=SOON)
        writes(desk, "Chào bác, cháu gửi mẫu đơn ạ.")
        text = phone.wait_for(holds("Chào bác, cháu gửi mẫu đơn ạ."))
        image = phone.wait_for(lambda message: message["kind"] == "image", after=text["number"])
        shown = Image.open(io.BytesIO(httpx.get(image["attachment"]["url"], trust_env=False).content))
        assert shown.size == (640, 360)
        expect(desk.locator(".message.from-operator").last.locator(".delivery")).to_contain_text("Đã xem", timeout=SOON)

        phone.send(QUESTION)
        expect(desk.get_by_role("log")).to_contain_text(QUESTION, timeout=SOON)
        time.sleep(2)
        assert not is_answered(phone), "the bot talks over the operator"
        wraps_up(desk)
        phone.wait_for(holds("Bạn hài lòng với lần hỗ trợ này đến mức nào?"))
        phone.send("5")
        phone.wait_for(holds("Cảm ơn bạn đã đánh giá 5 trên 5"))

    def test_who_answers_at_the_vendors_own_page_has_the_conversation(self, phone, desk):
        to_a_person(phone, desk, "giấy phép cho bè cá trên sông thì hỏi ai")
        phone.control(f"console/{phone.user_id}", {"text": "Chào bác, trang OA xin trả lời."})
        said = desk.locator(".message.from-operator", has_text="Chào bác, trang OA xin trả lời.")
        expect(said).to_contain_text("Trả lời từ trang Zalo OA", timeout=SOON)
        expect(desk.locator(".thread-state")).to_contain_text("Trang Zalo OA đang trả lời", timeout=SOON)
        expect(desk.get_by_label("Nội dung trả lời người dân")).to_have_count(0)
        phone.send(QUESTION)
        expect(desk.get_by_role("log")).to_contain_text(QUESTION, timeout=SOON)
        time.sleep(2)
        assert not is_answered(phone), "the bot talks over the official"


class TestVendor:
    def test_tokens_end_in_the_middle_and_one_of_two_processes_renews_them(self, program, new_phone):
        phones = [new_phone() for _ in range(6)]
        with program.beside("app.zalo"), ThreadPoolExecutor(len(phones)) as all_at_once:
            list(all_at_once.map(lambda phone: phone.ask(QUESTION), phones))
            wait_until(lambda: taking_processes(program) == 2)
            before = fake_state(program)
            phones[0].control("tokens/expire", {})
            answers = list(all_at_once.map(lambda phone: phone.ask("mất mấy ngày thì có?").text, phones))
        after = fake_state(program)
        assert all(answers)
        assert (after["refreshes"] - before["refreshes"], after["refused_grants"]) == (1, before["refused_grants"])
        assert [sorted(set(texts)) for texts in map(from_account, phones)] == [sorted(texts) for texts in map(from_account, phones)]

    def test_when_the_citizen_was_silent_for_too_long_they_are_called_back(self, phone, desk, program):
        to_a_person(phone, desk, "hồ nuôi cá nhà tôi bị thu hồi thì đền bù ra sao")
        phone.control("clock", {"advance_seconds": EIGHT_DAYS})
        writes(desk, "Chào bác, đơn của bác đã có kết quả.")
        trouble = desk.locator(".message.from-operator").last.locator(".trouble")
        expect(trouble).to_contain_text("Không gửi được qua Zalo", timeout=SOON)
        desk.locator(".window-note").get_by_role("button", name="Gọi lại").click()
        dialog = desk.get_by_role("dialog", name="Gọi lại người dân")
        dialog.get_by_label("Số điện thoại").fill("0912345678")
        dialog.get_by_role("button", name="Tạo phiếu gọi lại").click()
        expect(desk.locator(".window-note").get_by_role("link", name="Đã có phiếu gọi lại")).to_be_visible(timeout=SOON)
        assert tickets_of(program, phone) == [("callback", "0912345678")]

        phone.send("tôi đây, tôi vừa lên mạng lại")
        expect(desk.get_by_label("Nội dung trả lời người dân")).to_be_editable(timeout=SOON)
        writes(desk, "Vâng, bác qua xã nhận kết quả nhé.")
        phone.wait_for(holds("Vâng, bác qua xã nhận kết quả nhé."))
        wraps_up(desk)

    def test_an_answer_that_the_vendor_refuses_becomes_a_ticket_to_call_back(self, phone, program):
        phone.ask(QUESTION)
        phone.does("block", code=-230)
        phone.send("mất mấy ngày thì có?")
        wait_until(lambda: tickets_of(program, phone) == [("callback", "")])

    def test_who_withdraws_consent_leaves_no_trace(self, program, new_phone):
        phone = new_phone("Trần Văn Biến Mất")
        phone.ask("xin giấy phép cho thuyền buồm Biến Mất của tôi")
        phone.send(kind="image")
        phone.wait_for(lambda message: message["number"] > 4)
        kept = {user_file for user_file in (program.settings.var_dir / "attachments").rglob("*") if user_file.is_file()}
        assert left(program, phone.user_id)
        phone.does("withdraw")
        nothing_is_left(program, phone.user_id, "Biến Mất")
        assert any(not file.exists() for file in kept)


def from_account(phone: ZaloCitizen) -> list[str]:
    return [message["text"] for message in phone.shown() if message["sender"] == "oa"]


def fake_state(program):
    return httpx.get(f"{program.settings.zalo_fake_url}/fake/state", trust_env=False).json()


def wait_until(is_so) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it does not come to be"
        time.sleep(0.2)


def nothing_is_left(program, *texts: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while found := left(program, *texts):
        assert time.monotonic() < deadline, found
        time.sleep(0.2)


def taking_processes(program) -> int:
    """Connections that listen for deliveries: one for each process of the channel."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN \"deliveries\"'"
    return rows(program, query)[0][0]


def tickets_of(program, phone: ZaloCitizen):
    query = """
        SELECT kind, citizen_phone FROM tickets JOIN conversations ON conversations.id = conversation_id
        WHERE conversations.external_id = %s ORDER BY tickets.created_at
    """
    return rows(program, query, phone.user_id)


def left(program, *texts: str) -> list[tuple[str, str]]:
    """The tables of which some row holds one of the texts, whatever the column, with such a row."""
    named = [name for (name,) in rows(program, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    holding = {name: f'SELECT row::text FROM "{name}" AS row WHERE row::text LIKE %s LIMIT 1' for name in named}
    return [(name, row) for name, query in holding.items() for text in texts for (row,) in rows(program, query, f"%{text}%")]


def rows(program, query: str, *given):
    with psycopg.connect(libpq_url(program.database_url)) as connection:
        return connection.execute(query, given).fetchall()
