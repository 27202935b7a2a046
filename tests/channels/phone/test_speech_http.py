from __future__ import annotations

import io
import wave

import httpx
import pytest

from channels.phone.hearing.over_http import HttpHearing
from channels.phone.ports import Heard, SpeechFailure, TextToSpeech
from channels.phone.speaking.over_http import HttpVoice, VoiceOrElse
from channels.phone.speech_http import speech_http
from tests.channels.phone.fake_speech import KEY, FakeSpeech
from tests.serving import serving


@pytest.fixture
def fake():
    return FakeSpeech()


@pytest.fixture
async def http(fake):
    async with serving(fake.app()) as url, speech_http(f"{url}/speech", KEY) as client:
        client.timeout = httpx.Timeout(0.5)
        yield client


async def spoken(voice, text="Xin chào.", **how):
    return b"".join([piece async for piece in voice.speak(text, **how)])


class TestHearing:
    async def test_sends_the_utterance_as_a_wav_of_the_phones_sound(self, fake, http):
        hearing = await HttpHearing(http).begin()
        await hearing.accept(b"\1\0" * 160)
        await hearing.accept(b"\2\0" * 160)
        heard = await hearing.final()
        assert (heard.text, heard.confidence, heard.words) == ("xin chào", 0.9, (("xin", 0.8), ("chào", 1.0)))
        with wave.open(io.BytesIO(fake.heard[0])) as sent:
            assert (sent.getframerate(), sent.getnchannels(), sent.getsampwidth()) == (8000, 1, 2)
            assert sent.readframes(1000) == b"\1\0" * 160 + b"\2\0" * 160

    @pytest.mark.parametrize("fault", ["slow", "500", "nonsense"])
    async def test_a_final_text_that_cannot_be_had_is_a_failure(self, fake, http, fault):
        fake.fault = fault
        with pytest.raises(SpeechFailure):
            await (await HttpHearing(http).begin()).final()

    async def test_a_look_that_cannot_be_had_is_none(self, fake, http):
        hearing = await HttpHearing(http).begin()
        assert await hearing.partial() == Heard("xin chào", 0.9, (("xin", 0.8), ("chào", 1.0)))
        fake.fault = "500"
        assert await hearing.partial() is None

    async def test_a_server_that_is_not_there_is_a_failure(self):
        async with speech_http("http://127.0.0.1:9", "") as nobody:
            with pytest.raises(SpeechFailure):
                await (await HttpHearing(nobody).begin()).final()


class TestVoice:
    @pytest.mark.parametrize("rate", [8000, 16_000, 22_050, 44_100])
    async def test_sound_of_any_rate_comes_as_the_phones(self, fake, http, rate):
        fake.rate = rate
        assert len(await spoken(HttpVoice(http, "mai"))) == pytest.approx(16_000, rel=0.01)

    async def test_asks_for_the_voice_and_the_words_that_are_said(self, fake, http):
        await spoken(HttpVoice(http, "mai"), "Phí 8.000 đồng", slowly=True)
        assert fake.asked == [{"text": "Phí tám nghìn đồng", "voice": "mai", "slowly": True}]

    @pytest.mark.parametrize("fault", ["slow", "500", "cut", "nonsense"])
    async def test_fails_when_the_server_does(self, fake, http, fault):
        fake.fault = fault
        with pytest.raises(SpeechFailure):
            await spoken(HttpVoice(http, "mai"))


class Recited(TextToSpeech):
    """Says the words themselves."""

    def __init__(self, breaks_at: str = "") -> None:
        self._breaks_at = breaks_at

    async def speak(self, text, *, slowly=False):
        if text == self._breaks_at:
            raise SpeechFailure("broken")
        yield text.encode() + b"|"


class TestVoiceOrElse:
    async def test_speaks_with_the_first(self):
        assert await spoken(VoiceOrElse(Recited(), Recited("Một.")), "Một. Hai.") == "Một.|Hai.|".encode()

    async def test_from_the_sentence_on_that_was_broken_off_with_the_second(self):
        voice = VoiceOrElse(Recited("Hai."), Recited("Một."))
        assert await spoken(voice, "Một. Hai. Ba.") == "Một.|Hai.|Ba.|".encode()

    async def test_fails_when_both_do(self):
        with pytest.raises(SpeechFailure):
            await spoken(VoiceOrElse(Recited("Một."), Recited("Một.")), "Một.")
