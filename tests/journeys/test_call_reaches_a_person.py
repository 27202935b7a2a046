"""A caller asks for a person: an operator talks in the browser, or takes them on a telephone; with nobody there they are called back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from benchmarks.phone.baresip import baresip
from benchmarks.phone.clips import clip_of
from benchmarks.phone.listening import heard_in
from benchmarks.phone.sound_files import BYTES_A_MS, silence, write_wav
from benchmarks.phone.word_errors import word_error_rate
from tests.journeys import calls
from tests.journeys.browsers import microphone, opened_browser
from tests.journeys.calls import a_call, greeted, new_number, wait_until
from tests.journeys.operators import SOON, operator_on_duty

pytestmark = pytest.mark.journey

BOUND = 0.25
EXTENSION = "2011"
OPERATORS, CALLERS = "Đoan", "Tuyên"
BEFORE_MS = 3000
# The recording has been announced by then: what the operator says waits for nothing.
ANNOUNCED_MS = 9000


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    spoken = silence(BEFORE_MS) + clip_of(OPERATORS).pcm + silence(60_000)
    yield from opened_browser(*microphone(write_wav(tmp_path_factory.mktemp("microphone") / "operator.wav", spoken)))


@pytest.fixture
def desk(browser, program):
    yield from operator_on_duty(browser, program)


def has_telephone(desk: Page, extension: str) -> None:
    desk.get_by_role("button", name="Thêm").click()
    desk.get_by_role("button", name="Tài khoản của tôi").click()
    desk.get_by_label("Số máy nhánh").fill(extension)
    desk.get_by_role("dialog").get_by_role("button", name="Lưu").click()
    expect(desk.get_by_text("Đã lưu số máy nhánh.").first).to_be_visible(timeout=SOON)


def is_heard(telephone, said: str, behind: int) -> bool:
    return word_error_rate(said, heard_in(telephone.heard()[behind:])) <= BOUND


def test_an_operator_talks_in_the_browser_and_sends_the_call_to_their_telephone(program, desk, tmp_path):
    has_telephone(desk, EXTENSION)
    sip_port = int(program.settings.phone_operator_address.rpartition(":")[2])
    number = new_number()
    with (
        baresip(tmp_path / "caller", number) as caller,
        baresip(tmp_path / "operator", EXTENSION, answers=True, sip_port=sip_port) as operator,
    ):
        caller.dial(f"sip:1022@127.0.0.1:{program.settings.phone_sip_port}")
        caller.wait_for("CALL_ESTABLISHED", 5)
        wait_until(lambda: len(caller.heard()) > ANNOUNCED_MS * BYTES_A_MS)
        caller.press("0")
        desk.locator(".row", has_text="Gọi đến").first.click(timeout=SOON)
        bar = desk.get_by_role("region", name="Cuộc gọi", exact=True)
        expect(bar).to_contain_text(number[-3:])
        asked_at = len(caller.heard())
        desk.get_by_role("button", name="Nhận cuộc gọi").click()
        expect(bar).to_contain_text("Đang nói chuyện với người gọi", timeout=SOON)
        wait_until(lambda: is_heard(caller, clip_of(OPERATORS).said, asked_at + 2000 * BYTES_A_MS))

        bar.get_by_role("button", name=f"Chuyển đến máy nhánh {EXTENSION}").click()
        operator.wait_for("CALL_ESTABLISHED", 15)
        expect(desk.get_by_text(f"Máy nhánh {EXTENSION} đã nhận cuộc gọi.").first).to_be_visible(timeout=SOON)
        begun_at = len(operator.heard())
        caller.say(clip_of(CALLERS).pcm)
        wait_until(lambda: is_heard(operator, clip_of(CALLERS).said, begun_at))
        caller.hang_up()
        operator.wait_for("CALL_CLOSED", 10)
    desk.get_by_role("button", name="Kết thúc").click()
    desk.get_by_role("dialog").get_by_role("button", name="Kết thúc").click()
    expect(desk.get_by_text("Bạn chưa nhận cuộc nào.")).to_be_visible(timeout=SOON)
    call = calls.ended_call(program, number)
    assert (call["ending"], call["was_handed_over"]) == ("transferred", True)
    assert call["operator_id"] is not None


def test_with_nobody_there_they_are_called_back_on_the_number_they_call_from(program):
    with a_call(program) as telephone:
        greeted(telephone)
        pressed = telephone.press("0")
        telephone.wait_for_quiet(pressed)
        confirmed = telephone.press("1")
        telephone.wait_for_quiet(confirmed)
        telephone.hang_up()
    [ticket] = calls.tickets_of(program, telephone.caller)
    assert (ticket["kind"], ticket["citizen_phone"]) == ("callback", telephone.caller)
    assert calls.ended_call(program, telephone.caller)["ending"] == "caller"
