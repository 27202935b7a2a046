"""Where somebody speaks, and where they stop."""

from __future__ import annotations

import wave

import numpy as np

from benchmarks.phone import sound_files as sound


def test_a_file_of_another_rate_and_two_channels_is_read_as_a_telephone_carries_it(tmp_path):
    one = (np.sin(2 * np.pi * 440 * np.arange(24_000) / 24_000) * 10_000).astype("<i2")
    with wave.open(str(tmp_path / "stereo.wav"), "wb") as opened:
        opened.setparams((2, 2, 24_000, 0, "NONE", ""))
        opened.writeframes(np.stack([one, one], axis=1).tobytes())
    read = np.frombuffer(sound.read_wav(tmp_path / "stereo.wav"), dtype="<i2")
    assert len(read) == 8000
    assert np.argmax(np.abs(np.fft.rfft(read.astype(float)))) == 440


def test_what_is_written_is_read_again(tmp_path):
    spoken = sound.tone(300, 440)
    assert sound.read_wav(sound.write_wav(tmp_path / "tone.wav", spoken)) == spoken


def test_sound_is_found_between_two_quiets():
    heard = sound.silence(500) + sound.tone(200, 300) + sound.silence(400)
    assert (sound.first_sound_ms(heard), sound.last_sound_ms(heard)) == (500, 700)
    assert sound.first_sound_ms(heard, after_ms=700) is None


def test_quiet_is_what_lasts_not_a_gap_between_words():
    heard = sound.tone(300, 300) + sound.silence(60) + sound.tone(300, 300) + sound.silence(300)
    assert sound.quiet_from_ms(heard, 0, lasting_ms=200) == 660
    assert sound.quiet_from_ms(heard, 0, lasting_ms=400) is None


def test_a_shout_is_cut_off_and_does_not_turn_over():
    shouted = np.frombuffer(sound.louder(sound.tone(100, 300), 20), dtype="<i2")
    assert shouted.max() == 32767
    assert shouted.min() == -32767
