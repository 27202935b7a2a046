"""People speak on a telephone of others' making: what they said, what they were told and what is kept of it agree."""

from __future__ import annotations

import pytest

from benchmarks.phone.baresip import baresip
from benchmarks.phone.clips import clip_of
from benchmarks.phone.listening import heard_in, likeliest
from benchmarks.phone.sound_files import BYTES_A_MS, first_sound_ms, last_sound_ms
from benchmarks.phone.word_errors import word_error_rate
from tests.journeys import calls
from tests.journeys.calls import new_number, wait_until

pytestmark = pytest.mark.journey

BOUND = 0.2
TURN_AFTER_MS = 1500
ANSWER_MS = 10_000
SPEAKERS = ("Ly", "Đoan")


@pytest.mark.parametrize("speaker", SPEAKERS)
def test_what_was_said_what_is_kept_and_what_is_heard_agree(program, tmp_path, speaker):
    clip, caller = clip_of(speaker), new_number()
    with baresip(tmp_path / "phone", caller) as telephone:
        telephone.dial(f"sip:1022@127.0.0.1:{program.settings.phone_sip_port}")
        telephone.wait_for("CALL_ESTABLISHED", 5)
        wait_until(lambda: is_greeted(telephone))
        asked_at = len(telephone.heard())
        telephone.say(clip.pcm)
        answer = wait_until(lambda: answered_at_length(telephone.heard()[asked_at:]))
        telephone.hang_up()
    [reply] = replies(program, caller)
    said = calls.by_caller(program, caller)
    assert len(said) == 1
    assert word_error_rate(clip.said, said[0]) <= BOUND
    right = calls.ways_to_say(program, reply)
    assert likeliest(heard_in(answer), [*right, *calls.other_texts(program)]) in right
    call = calls.ended_call(program, caller)
    assert (call["leg"], call["ending"], call["utterances"], call["understood"]) == ("sip", "caller", 1, 1)


def is_greeted(telephone) -> bool:
    """Something was said, and then nothing for a while."""
    heard = telephone.heard()
    last = last_sound_ms(heard)
    return last is not None and len(heard) / BYTES_A_MS - last > TURN_AFTER_MS


def answered_at_length(heard: bytes) -> bytes:
    """The first ten seconds of what is said; answers are longer."""
    begin = first_sound_ms(heard)
    wanted = heard[begin * BYTES_A_MS :] if begin is not None else b""
    return wanted[: ANSWER_MS * BYTES_A_MS] if len(wanted) >= ANSWER_MS * BYTES_A_MS else b""


def replies(program, caller):
    return [said for said in calls.said_in(program, calls.kept_call(program, caller)["conversation_id"]) if said.kind == "reply"]
