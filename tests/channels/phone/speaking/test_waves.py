from __future__ import annotations

from channels.phone.sound import RATE, SILENCE
from channels.phone.speaking.waves import from_first_sound

LOUD = bytes([0, 32]) * 80


def test_the_quiet_before_the_first_word_is_left_out_but_for_a_breath():
    left = from_first_sound(SILENCE * 10 + LOUD + SILENCE)
    assert left.endswith(LOUD + SILENCE)
    assert len(left) - len(LOUD + SILENCE) == 2 * RATE * 5 // 1000


def test_what_begins_loud_is_left_as_it_is():
    assert from_first_sound(LOUD + SILENCE) == LOUD + SILENCE


def test_of_quiet_alone_nothing_is_left():
    assert from_first_sound(SILENCE * 3) == b""
