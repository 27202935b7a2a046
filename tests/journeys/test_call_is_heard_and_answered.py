"""People speak on a telephone of others' making: what they said, what they were told and what is kept of it agree."""

from __future__ import annotations

import pytest

from benchmarks.phone import sound_files
from benchmarks.phone.baresip import baresip
from benchmarks.phone.clips import clip_of
from benchmarks.phone.listening import heard_in, likeliest
from benchmarks.phone.word_errors import word_error_rate
from tests.journeys import calls
from tests.journeys.calls import new_number, wait_until

pytestmark = pytest.mark.journey

BOUND = 0.2
SPEAKERS = ("Ly", "Đoan")


@pytest.mark.parametrize("speaker", SPEAKERS)
def test_what_was_said_what_is_kept_and_what_is_heard_agree(program, tmp_path, speaker):
    clip, caller = clip_of(speaker), new_number()
    with baresip(tmp_path / "phone", caller) as telephone:
        telephone.dial(f"sip:1022@127.0.0.1:{program.settings.phone_sip_port}")
        telephone.wait_for("CALL_ESTABLISHED", 5)
        heard_out(telephone)
        asked_at = len(telephone.heard())
        telephone.say(clip.pcm)
        reply = wait_until(lambda: replies(program, caller))[0]
        heard_out(telephone, asked_at)
        answer = telephone.heard()[asked_at:]
        telephone.hang_up()
    said = calls.by_caller(program, caller)
    assert len(said) == 1
    assert word_error_rate(clip.said, said[0]) <= BOUND
    pages = calls.spoken_pages(program, reply)
    assert likeliest(heard_in(answer), [*pages, *calls.fixed_sentences(program)]) in pages
    call = calls.ended_call(program, caller)
    assert (call["leg"], call["ending"], call["utterances"], call["understood"]) == ("sip", "caller", 1, 1)


def heard_out(telephone, behind: int = 0) -> None:
    """Until something was said behind so many bytes of the recording, and then nothing for a while."""

    def is_quiet() -> bool:
        heard = telephone.heard()[behind:]
        last = sound_files.last_sound_ms(heard)
        return last is not None and len(heard) / sound_files.BYTES_A_MS - last > 1500

    wait_until(is_quiet)


def replies(program, caller):
    return [said for said in calls.said_in(program, calls.kept_call(program, caller)["conversation_id"]) if said.kind == "reply"]
