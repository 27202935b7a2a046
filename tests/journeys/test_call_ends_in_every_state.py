"""A caller hangs up, or is cut off, whatever the call was doing: it has ended, the line is free, and nothing is left waiting."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from benchmarks.phone.clips import clip_of
from tests.journeys import calls
from tests.journeys.browsers import WITH_MICROPHONE, opened_browser
from tests.journeys.calls import a_call, greeted, new_number, wait_until
from tests.journeys.operators import SOON, operator_on_duty, take_the_call

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def browser():
    yield from opened_browser("--use-fake-ui-for-media-stream", *WITH_MICROPHONE)


@pytest.fixture
def desk(browser, program):
    yield from operator_on_duty(browser, program)


def during_the_greeting(_program, telephone) -> None:
    telephone.wait_for_sound(telephone.answered_at, 5)


def while_listened_to(_program, telephone) -> None:
    greeted(telephone)
    telephone.end.say(clip_of("Đoan").pcm)
    time.sleep(1.0)


def while_it_thinks(_program, telephone) -> None:
    greeted(telephone)
    telephone.say(clip_of("Ly").pcm)
    time.sleep(0.65)


def while_it_speaks(_program, telephone) -> None:
    greeted(telephone)
    ended = telephone.say(clip_of("Ly").pcm)
    telephone.wait_for_sound(ended, 8)


def while_a_number_is_asked_for(program, telephone) -> None:
    greeted(telephone)
    telephone.press("0")
    wait_until(lambda: calls.tickets_of(program, telephone.caller))


def cut_off(_program, telephone) -> None:
    greeted(telephone)
    telephone.vanish()


STATES = (during_the_greeting, while_listened_to, while_it_thinks, while_it_speaks, while_a_number_is_asked_for)


def test_who_hangs_up_or_is_cut_off_is_gone(program):
    """All at once: a call is as long as its greeting."""
    with ThreadPoolExecutor(len(STATES) + 1) as telephones:
        ended = {state.__name__: telephones.submit(ended_by_caller, program, state) for state in (*STATES, cut_off)}
    calls_ended = {name: call.result() for name, call in ended.items()}
    endings = {name: call["ending"] for name, call in calls_ended.items()}
    assert endings == {state.__name__: "caller" for state in STATES} | {"cut_off": "lost"}
    assert all(call["first_word_at"] for call in calls_ended.values())
    assert {call["owner"] for call in calls_ended.values()} == {"bot"}


def ended_by_caller(program, until_then):
    with a_call(program) as telephone:
        until_then(program, telephone)
        if until_then is not cut_off:
            telephone.hang_up()
        return calls.ended_call(program, telephone.caller)


def test_who_hangs_up_in_the_queue_waits_for_nobody_and_is_called_back(desk, program):
    caller = new_number()
    with a_call(program, caller) as telephone:
        greeted(telephone)
        telephone.press("0")
        expect(desk.locator(".row", has_text="Gọi đến")).to_contain_text(caller[-3:], timeout=SOON)
        assert calls.kept_call(program, caller)["owner"] == "queue"
        telephone.hang_up()
    call = calls.ended_call(program, caller)
    wait_until(lambda: calls.kept_call(program, caller)["owner"] == "bot")
    assert (call["ending"], call["was_handed_over"], call["details"]["left"]) == ("caller", True, "waiting")
    [ticket] = calls.tickets_of(program, caller)
    assert (ticket["kind"], ticket["state"], ticket["citizen_phone"]) == ("callback", "received", caller)
    expect(desk.locator(".row", has_text="Gọi đến")).to_have_count(0, timeout=SOON)


def test_who_hangs_up_on_an_operator_leaves_them_what_is_to_be_finished(desk, program):
    caller = new_number()
    with a_call(program, caller) as telephone:
        greeted(telephone)
        telephone.press("0")
        take_the_call(desk)
        telephone.hang_up()
    call = calls.ended_call(program, caller)
    assert (call["ending"], call["owner"], call["was_handed_over"]) == ("caller", "operator", True)
    [ticket] = calls.tickets_of(program, caller)
    assert (ticket["kind"], ticket["state"], ticket["citizen_phone"]) == ("enquiry", "in_progress", "")
    expect(desk.get_by_text("không ai nghe câu trả lời nữa")).to_be_visible(timeout=SOON)
    desk.get_by_role("button", name="Kết thúc").click()
    desk.get_by_role("dialog").get_by_role("button", name="Kết thúc").click()
    wait_until(lambda: calls.kept_call(program, caller)["owner"] == "bot")
    assert [each["state"] for each in calls.tickets_of(program, caller)] == ["resolved"]
