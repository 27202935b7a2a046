"""The caller has the last word: speaking stops what is being said, and keys work whatever payload type they come under."""

from __future__ import annotations

import pytest

from benchmarks.phone import pcap
from benchmarks.phone.clips import clip_of
from benchmarks.phone.media import Media
from benchmarks.phone.sipp import Line, calling
from benchmarks.phone.sound_files import first_sound_ms
from benchmarks.phone.word_errors import word_error_rate
from tests.journeys import calls
from tests.journeys.calls import a_call, new_number, wait_until

pytestmark = pytest.mark.journey

BOUND = 0.2
STOPS_WITHIN = 0.3
QUIET = 0.25


@pytest.mark.parametrize("speaker", ["Đoan", "Tuyên"])
def test_who_speaks_is_let_speak_and_not_a_word_of_it_is_lost(program, speaker):
    clip = clip_of(speaker)
    with a_call(program) as telephone:
        telephone.wait_for_sound(telephone.answered_at, 5)
        telephone.say(bytes(16_000))
        telephone.say(clip.pcm)
        began = telephone.end.saying_at + (first_sound_ms(clip.pcm) or 0) / 1000
        stopped = next(
            at
            for at, after in zip(telephone.end.loud_at, [*telephone.end.loud_at[1:], float("inf")], strict=True)
            if at > began - QUIET and after - at > QUIET
        )
        assert stopped - began <= STOPS_WITHIN
        heard = wait_until(lambda: calls.by_caller(program, telephone.caller))
    assert word_error_rate(clip.said, heard[0]) <= BOUND


@pytest.mark.parametrize("payload_type", [96, 101])
def test_a_key_is_understood_under_the_payload_type_that_was_offered(program, tmp_path, payload_type):
    caller = new_number()
    keys = pcap.write_keys(tmp_path / "keys.pcap", "0", payload_type)
    given = {"keys": payload_type, "play": f'<exec play_pcap_audio="{keys}" />', "hold_ms": 6000}
    with (
        Media(1, listens_only=True) as media,
        calling(tmp_path / "sipp", program.settings.phone_sip_port, [Line(caller, media.ends[0].port)], given=given) as call,
    ):
        ticket = wait_until(lambda: calls.tickets_of(program, caller))
        assert call.wait(20), call.errors()
    assert [each["kind"] for each in ticket] == ["callback"]
