"""How a call hears and speaks."""

from __future__ import annotations

from dataclasses import dataclass

from channels.phone.ports import Sayings, SpeechToText, TextToSpeech, VoiceActivity


@dataclass(frozen=True)
class Senses:
    hearing: SpeechToText
    speaking: TextToSpeech
    activity: VoiceActivity
    sayings: Sayings
