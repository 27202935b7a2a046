"""A caller hangs up, or is cut off, whatever the call was doing: it has ended, the line is free, and nothing is left waiting."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.phone.clips import clip_of
from tests.journeys import calls
from tests.journeys.calls import a_call, greeted, wait_until

pytestmark = pytest.mark.journey


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
