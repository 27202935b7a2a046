"""A caller hangs up, or is cut off, whatever the call was doing: it has ended, the line is free, and nothing is left waiting."""

from __future__ import annotations

import time

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


STATES = [during_the_greeting, while_listened_to, while_it_thinks, while_it_speaks, while_a_number_is_asked_for]


@pytest.mark.parametrize("until_then", STATES, ids=lambda state: state.__name__)
def test_who_hangs_up_is_gone(program, until_then):
    with a_call(program) as telephone:
        until_then(program, telephone)
        telephone.hang_up()
    call = calls.ended_call(program, telephone.caller)
    assert call["ending"] == "caller"
    assert call["first_word_at"] is not None
    assert call["owner"] == "bot"


def test_who_is_cut_off_is_noticed(program):
    with a_call(program) as telephone:
        greeted(telephone)
        telephone.vanish()
        assert calls.ended_call(program, telephone.caller)["ending"] == "lost"
