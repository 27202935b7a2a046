"""A caller asks for a person: an operator takes the call in a real browser, both hear each other, and it can be heard again."""

from __future__ import annotations

import time

import numpy
import pytest
from playwright.sync_api import expect

from benchmarks.phone.sound_files import first_sound_ms
from tests.journeys import calls
from tests.journeys.browsers import WITH_MICROPHONE, opened_browser
from tests.journeys.calls import a_call, greeted, kept_call, new_number, wait_until
from tests.journeys.operators import SOON, operator_on_duty, take_the_call

pytestmark = pytest.mark.journey

_PLAYED = "async (id) => Array.from(new Uint8Array(await (await fetch(`/desk/api/calls/${id}/recording`)).arrayBuffer()))"
_SILENT_A_LAW = 0xD5
_HEADER_BYTES = 58


def tone(seconds: float) -> bytes:
    times = numpy.arange(int(8000 * seconds)) / 8000
    return (9000 * numpy.sin(2 * numpy.pi * 600 * times)).astype("<i2").tobytes()


@pytest.fixture(scope="module")
def browser():
    yield from opened_browser("--use-fake-ui-for-media-stream", *WITH_MICROPHONE)


@pytest.fixture
def desk(browser, program):
    yield from operator_on_duty(browser, program)


def test_they_hear_each_other_and_the_call_can_be_heard_again(desk, program):
    heard_here = bytearray()
    desk.on(
        "websocket", lambda socket: socket.on("framereceived", lambda frame: heard_here.extend(frame) if isinstance(frame, bytes) else None)
    )
    caller = new_number()
    with a_call(program, caller) as telephone:
        greeted(telephone)
        telephone.press("0")
        waiting = desk.locator(".row", has_text="Gọi đến")
        expect(waiting).to_contain_text(caller[-3:], timeout=SOON)
        waiting.click()
        desk.get_by_role("button", name="Nhận cuộc gọi").click()
        bar = desk.get_by_role("region", name="Cuộc gọi", exact=True)
        expect(bar).to_contain_text("Đang nói chuyện với người gọi", timeout=SOON)

        # The microphone beeps once a second.
        since = time.time()
        telephone.wait_for_sound(since, 10)
        heard_here.clear()
        telephone.say(tone(1.0))
        # What the browser got is told while it is waited for with its own clock.
        desk.wait_for_timeout(1000)
        assert first_sound_ms(bytes(heard_here)) is not None

        bar.get_by_role("button", name="Giữ máy").click()
        expect(bar).to_contain_text("Đang giữ máy", timeout=SOON)
        bar.get_by_role("button", name="Nói tiếp").click()
        expect(bar).to_contain_text("Đang nói chuyện", timeout=SOON)

        bar.get_by_role("button", name="Gác máy").click()
        assert telephone.was_hung_up.wait(10)

    kept = calls.ended_call(program, caller)
    assert (kept["ending"], kept["was_handed_over"], kept["operator_id"] is not None) == ("operator", True, True)
    expect(bar.get_by_role("button", name="Nghe bản ghi âm")).to_be_visible(timeout=SOON)
    # What is finished keeps nobody from going off duty.
    desk.get_by_role("button", name="Kết thúc").click()
    desk.get_by_role("dialog").get_by_role("button", name="Kết thúc").click()
    wav = numpy.array(desk.evaluate(_PLAYED, str(kept["id"]))[_HEADER_BYTES:])
    left, right = wav[0::2], wav[1::2]
    assert numpy.count_nonzero(left != _SILENT_A_LAW) > 4000
    assert numpy.count_nonzero(right != _SILENT_A_LAW) > 4000


def test_who_gives_the_conversation_back_leaves_the_call_and_the_bot_goes_on(desk, program):
    caller = new_number()
    with a_call(program, caller) as telephone:
        greeted(telephone)
        telephone.press("0")
        take_the_call(desk)
        desk.get_by_text("Việc khác").click()
        desk.get_by_role("button", name="Giao lại cho máy").click()
        desk.get_by_role("dialog").get_by_role("button", name="Giao lại cho máy").click()
        wait_until(lambda: kept_call(program, caller)["owner"] == "bot", 10)
        assert not telephone.was_hung_up.is_set()
