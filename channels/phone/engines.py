"""What hears and what speaks, as the settings say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import structlog

from channels.phone.activity.silero import Silero
from channels.phone.hearing.local import LocalHearing
from channels.phone.hearing.over_http import HttpHearing
from channels.phone.ports import SpeechFailure, SpeechToText, TextToSpeech, VoiceActivity
from channels.phone.speaking.espeak import Espeak
from channels.phone.speaking.over_http import HttpVoice, VoiceOrElse
from channels.phone.speaking.recordings import Recordings
from channels.phone.speaking.sayings import KeptSayings
from channels.phone.speech_http import speech_http
from core.phone_settings import PhoneSettings
from core.settings import Settings
from core.words import Words

_log = structlog.get_logger()


@dataclass(frozen=True)
class Engines:
    """`start` before the first call, `close` behind the last one."""

    hears: SpeechToText
    speaks: TextToSpeech
    activity: VoiceActivity
    sayings: KeptSayings
    http: httpx.AsyncClient | None = None

    async def start(self) -> None:
        """Fixed sentences first: without ears the phone still has keys."""
        await self.sayings.prepare()
        if isinstance(self.hears, LocalHearing):
            try:
                await self.hears.start()
            except SpeechFailure as failure:
                _log.error("phone: nothing is heard for now", error=str(failure))

    async def close(self) -> None:
        if isinstance(self.hears, LocalHearing):
            await self.hears.close()
        if self.http is not None:
            await self.http.aclose()


def engines_of(settings: Settings, *words: Words) -> Engines:
    """The sentences of `words` that need no values are the fixed ones."""
    uses_http = "http" in (settings.phone_hears_with, settings.phone_speaks_with)
    http = speech_http(settings.phone_speech_url, settings.phone_speech_key.get_secret_value()) if uses_http else None
    hears = HttpHearing(http) if http and settings.phone_hears_with == "http" else LocalHearing()
    speaks = voice_of(settings, http)
    return Engines(hears, speaks, Silero(), sayings_of(settings, fixed_sentences(*words), speaks), http)


def voice_of(settings: PhoneSettings, http: httpx.AsyncClient | None) -> TextToSpeech:
    """A machine's voice is better than none."""
    espeak = Espeak()
    return VoiceOrElse(HttpVoice(http, settings.phone_voice), espeak) if http and settings.phone_speaks_with == "http" else espeak


def sayings_of(settings: Settings, sentences: Mapping[str, str], speaks: TextToSpeech) -> KeptSayings:
    voice = f"{settings.phone_speaks_with} {settings.phone_speech_url} {settings.phone_voice}"
    return KeptSayings(sentences, Recordings(recordings_folder(settings)), speaks, settings.var_dir / "prompts", voice)


def fixed_sentences(*words: Words) -> dict[str, str]:
    return {key: sentence for some in words for key, sentence in some.fixed().items()}


def recordings_folder(settings: PhoneSettings) -> Path | None:
    return Path(settings.phone_prompts_dir) / settings.phone_voice if settings.phone_prompts_dir else None
