from __future__ import annotations

import shutil

import numpy as np
import pytest

from channels.phone.ports import SpeechFailure
from channels.phone.speaking.espeak import Espeak

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed (apt-get install espeak-ng)")


async def spoken(voice, text, **how):
    return b"".join([piece async for piece in voice.speak(text, **how)])


@needs_espeak
class TestEspeak:
    async def test_speaks_at_the_phones_rate(self):
        sound = await spoken(Espeak(), "Xin chào bạn.")
        assert 0.5 < len(sound) / 16_000 < 4
        assert np.abs(np.frombuffer(sound, "<i2")).max() > 1000

    async def test_speaks_slowly(self):
        assert len(await spoken(Espeak(), "Nộp hồ sơ.", slowly=True)) > 1.2 * len(await spoken(Espeak(), "Nộp hồ sơ."))

    async def test_reads_numbers_as_words(self):
        assert await spoken(Espeak(), "8.000 đồng") == await spoken(Espeak(), "tám nghìn đồng")

    async def test_may_be_broken_off(self):
        voice = Espeak()
        pieces = voice.speak("Một câu rất dài. " * 50)
        await anext(pieces)
        await pieces.aclose()
        assert await spoken(voice, "Chào.")


class TestWithoutIt:
    async def test_a_program_that_is_not_there_is_a_failure(self):
        with pytest.raises(SpeechFailure):
            await spoken(Espeak("no-such-program"), "Chào.")

    async def test_a_program_that_says_nothing_is_a_failure(self):
        with pytest.raises(SpeechFailure):
            await spoken(Espeak("true"), "Chào.")

    async def test_a_program_that_hangs_is_a_failure(self, tmp_path):
        hangs = tmp_path / "hangs"
        hangs.write_text("#!/bin/sh\nexec sleep 60\n")
        hangs.chmod(0o755)
        with pytest.raises(SpeechFailure):
            await spoken(Espeak(str(hangs), seconds=0.2), "Chào.")
