"""The telephones that the program is tried with, tried themselves: one calls the other."""

from __future__ import annotations

import time

import pytest

from benchmarks.phone import pcap, sound_files
from benchmarks.phone.baresip import baresip
from benchmarks.phone.media import Media
from benchmarks.phone.pace import pace_of
from benchmarks.phone.sipp import Line, calling

pytestmark = pytest.mark.journey

KEYS_AT = 96


def port_of(telephone) -> int:
    return int(telephone.address.rpartition(":")[2])


def test_what_one_says_the_other_has_heard(tmp_path):
    with baresip(tmp_path / "caller", "0912345678") as caller, baresip(tmp_path / "called", "200", answers=True) as called:
        caller.dial(called.address)
        caller.wait_for("CALL_ESTABLISHED", 5)
        caller.say(sound_files.tone(500, 440))
        caller.press("5")
        assert called.wait_for("CALL_DTMF_START", 5)["param"] == "5"
        time.sleep(0.7)
        caller.hang_up()
        called.wait_for("CALL_CLOSED", 5)
        heard = called.heard()
    begin, end = sound_files.first_sound_ms(heard), sound_files.last_sound_ms(heard)
    assert begin is not None
    assert end is not None
    assert end - begin == pytest.approx(500, abs=40)


def test_calls_of_sipp_carry_sound_and_keys(tmp_path):
    keys = pcap.write_keys(tmp_path / "keys.pcap", "15", KEYS_AT)
    given = {"hold_ms": 2500, "keys": KEYS_AT, "play": f'<exec play_pcap_audio="{keys}" />'}
    with baresip(tmp_path / "called", "1022", answers=True) as called, Media(2, listens_only=True) as media:
        lines = [Line(f"091234567{number}", end.port) for number, end in enumerate(media.ends)]
        with calling(tmp_path / "sipp", port_of(called), lines, given=given) as calls:
            assert calls.wait(15)
            assert sorted(calls.outcomes("hung up")) == [line.caller for line in lines]
        pressed = [event["param"] for event in called.events if event["type"] == "CALL_DTMF_START"]
    assert sorted(pressed) == ["1", "1", "5", "5"]
    assert [pace_of(end.arrived).lost for end in media.ends] == [0, 0]
    assert all(pace_of(end.arrived).frames > 90 for end in media.ends)
