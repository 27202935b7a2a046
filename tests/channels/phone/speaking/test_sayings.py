from __future__ import annotations

import pytest

from channels.phone.ports import SpeechFailure, TextToSpeech
from channels.phone.speaking.recordings import Recordings, State, file_name
from channels.phone.speaking.sayings import KeptSayings
from tests.channels.phone.fake_speech import wave_of

SENTENCES = {"greeting": "Tổng đài xin nghe.", "goodbye": "Chào bạn."}


class Counted(TextToSpeech):
    def __init__(self, *, is_broken=False):
        self.said = []
        self.is_broken = is_broken

    async def speak(self, text, *, slowly=False):
        if self.is_broken:
            raise SpeechFailure("gone")
        self.said.append(text)
        yield b"\7\0" * 800


@pytest.fixture
def recorded(tmp_path):
    folder = tmp_path / "mac-dinh"
    folder.mkdir()
    return folder


def sayings(tmp_path, engine, recorded=None, voice="espeak"):
    return KeptSayings(SENTENCES, Recordings(recorded), engine, tmp_path / "kept", voice)


class TestKeptSayings:
    async def test_are_spoken_once_and_kept_for_the_next_start(self, tmp_path):
        engine, later = Counted(), Counted()
        await sayings(tmp_path, engine).prepare()
        assert engine.said == list(SENTENCES.values())
        assert await sayings(tmp_path, later).sound("greeting") == b"\7\0" * 800
        assert later.said == []

    async def test_are_spoken_anew_by_another_voice(self, tmp_path):
        await sayings(tmp_path, Counted()).prepare()
        other = Counted()
        await sayings(tmp_path, other, voice="http mai").prepare()
        assert len(other.said) == 2

    async def test_a_recording_is_played_instead(self, tmp_path, recorded):
        (recorded / file_name("greeting", SENTENCES["greeting"])).write_bytes(wave_of(b"\3\0\3\0" * 44_100, 44_100, channels=2))
        engine = Counted()
        sound = await sayings(tmp_path, engine, recorded).sound("greeting")
        assert len(sound) == pytest.approx(16_000, rel=0.01)
        assert engine.said == []

    async def test_a_recording_of_what_the_sentence_was_before_is_not_played(self, tmp_path, recorded):
        (recorded / file_name("greeting", "Tổng đài cũ xin nghe.")).write_bytes(wave_of(bytes(1600), 8000))
        assert await sayings(tmp_path, Counted(), recorded).sound("greeting") == b"\7\0" * 800

    async def test_a_recording_that_cannot_be_read_is_spoken_instead(self, tmp_path, recorded):
        (recorded / file_name("greeting", SENTENCES["greeting"])).write_bytes(b"no sound at all")
        assert await sayings(tmp_path, Counted(), recorded).sound("greeting") == b"\7\0" * 800

    async def test_what_cannot_be_spoken_now_is_tried_again_when_it_is_wanted(self, tmp_path):
        engine = Counted(is_broken=True)
        said = sayings(tmp_path, engine)
        await said.prepare()
        with pytest.raises(SpeechFailure):
            await said.sound("greeting")
        engine.is_broken = False
        assert await said.sound("greeting")


class TestRecordings:
    def test_tell_what_is_recorded_stale_missing_and_named_wrongly(self, recorded):
        names = [file_name("greeting", SENTENCES["greeting"]), file_name("goodbye", "Tạm biệt."), "loi-chao.wav"]
        for name in names:
            (recorded / name).touch()
        recordings = Recordings(recorded)
        greeting, goodbye = recordings.prompts(SENTENCES)
        assert (greeting.state, goodbye.state, goodbye.stale) == (State.RECORDED, State.STALE, [names[1]])
        assert recordings.strangers(SENTENCES) == ["loi-chao.wav"]

    def test_without_a_folder_all_are_missing(self):
        assert {prompt.state for prompt in Recordings(None).prompts(SENTENCES)} == {State.MISSING}
