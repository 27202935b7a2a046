"""What hears and what speaks, as the settings say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import structlog

from channels.phone.activity.silero import Silero
from channels.phone.hearing.local import LocalHearing
from channels.phone.ports import SpeechFailure, SpeechToText, TextToSpeech, VoiceActivity
from channels.phone.speaking.espeak import Espeak
from channels.phone.speaking.recordings import Recordings
from channels.phone.speaking.sayings import KeptSayings
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


def engines_of(settings: Settings, *words: Words) -> Engines:
    """The sentences of `words` that need no values are the fixed ones."""
    speaks = Espeak()
    sentences = {key: sentence for some in words for key, sentence in some.fixed().items()}
    recordings = Recordings(recordings_folder(settings))
    sayings = KeptSayings(sentences, recordings, speaks, settings.var_dir / "prompts", settings.phone_speaks_with)
    return Engines(LocalHearing(), speaks, Silero(), sayings)


def recordings_folder(settings: PhoneSettings) -> Path | None:
    return Path(settings.phone_prompts_dir) / settings.phone_voice if settings.phone_prompts_dir else None
