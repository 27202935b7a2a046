"""A citizen presses «Gọi 1022» on the page and speaks: heard, answered and read along like a call from a telephone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from benchmarks.phone.clips import clip_of
from benchmarks.phone.listening import heard_in, likeliest
from benchmarks.phone.sound_files import first_sound_ms, silence, write_wav
from benchmarks.phone.word_errors import word_error_rate
from tests.journeys import calls
from tests.journeys.browsers import microphone, opened_browser
from tests.journeys.calls import wait_until

pytestmark = pytest.mark.journey

BOUND = 0.2
SPEAKER = "Đoan"
# The greeting takes as long; the fake microphone runs from its first moment.
BEFORE_MS = 14_000
SOON = 60_000
_NEWEST = "SELECT id, caller, leg, ending, conversation_id, utterances FROM calls WHERE leg = 'web' ORDER BY began_at DESC LIMIT 1"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    spoken = silence(BEFORE_MS) + clip_of(SPEAKER).pcm + silence(60_000)
    yield from opened_browser(*microphone(write_wav(tmp_path_factory.mktemp("microphone") / "spoken.wav", spoken)))


@pytest.fixture
def page(browser, program):
    context = browser.new_context(locale="vi-VN", permissions=["microphone"])
    yield context.new_page()
    context.close()


def test_what_was_said_what_is_kept_what_is_shown_and_what_is_heard_agree(page, program):
    sound = bytearray()
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sound.extend(frame) if isinstance(frame, bytes) else None))
    page.goto(program.settings.web_url)
    page.get_by_role("button", name="Gọi 1022").click()
    page.get_by_role("button", name="Gọi ngay").click()
    captions = page.get_by_role("log", name="Lời đã nói")
    clip = clip_of(SPEAKER)
    heard = captions.locator(".call-heard").first
    expect(heard).to_be_visible(timeout=SOON)
    assert word_error_rate(clip.said, heard.inner_text().partition(":")[2]) <= BOUND
    asked_at = len(sound)

    [call] = calls.rows(program, _NEWEST)
    reply = wait_until(lambda: [said for said in calls.said_in(program, call["conversation_id"]) if said.kind == "reply"])[0]
    page.wait_for_timeout(12_000)
    right = calls.ways_to_say(program, reply)
    answer = bytes(sound[asked_at:])
    assert first_sound_ms(answer) is not None
    assert likeliest(heard_in(answer), [*right, *calls.other_texts(program)]) in right
    assert right[0].split(".")[0] in captions.inner_text()

    page.get_by_role("button", name="Gác máy").click()
    expect(page.get_by_text("Cuộc gọi đã kết thúc.").first).to_be_visible()
    wait_until(lambda: calls.rows(program, _NEWEST)[0]["ending"] == "caller")
    said = [message.text for message in calls.said_in(program, call["conversation_id"]) if message.sender == "citizen"]
    assert word_error_rate(clip.said, said[0]) <= BOUND
    assert "pass=" not in (program.settings.var_dir / "logs" / "phone.log").read_text(encoding="utf-8")
