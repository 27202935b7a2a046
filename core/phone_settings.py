"""Settings of the telephone."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings


class PhoneSettings(BaseSettings):
    phone: Literal["off", "on"] = "off"
    # What calls and their sound are taken on.
    phone_host: str = "127.0.0.1"
    phone_sip_port: int = 5060
    # What the other side sends sound to, where it is not the host: behind a router.
    phone_public_address: str = ""
    phone_rtp_ports: str = "30000-30399"
    # Calls are taken from these addresses alone: the carrier's or the PBX's.
    phone_trunks: str = "127.0.0.1"
    # Where we sign in as an extension of a PBX, instead of a trunk that is known by its address.
    phone_registrar: str = ""
    phone_account: str = ""
    phone_password: SecretStr = SecretStr("")
    # Browsers' calls; `phone_web_url` is how they reach it from outside (wss://…), empty: this port of the page's own host.
    phone_web_port: int = 8026
    phone_web_url: str = ""
    # Asterisk's AudioSocket; 0: not listened to.
    phone_audiosocket_port: int = 0
    phone_calls_at_once: int = Field(default=40, gt=0)
    phone_calls_per_number_hourly: int = Field(default=20, gt=0)
    phone_call_minutes: float = Field(default=30.0, gt=0)
    # An operator's telephone is called by it: {extension} is what their account says.
    phone_operator_address: str = "sip:{extension}@127.0.0.1"
    phone_hears_with: Literal["viet-asr", "http"] = "viet-asr"
    phone_speaks_with: Literal["espeak", "http"] = "espeak"
    phone_speech_url: str = ""
    phone_speech_key: SecretStr = SecretStr("")
    # Recorded sentences: a folder for each voice, a WAV for each key; empty: none are there.
    phone_prompts_dir: str = ""
    phone_voice: str = "mac-dinh"
    phone_records_calls: bool = True
    phone_recording_days: int = Field(default=90, ge=0)

    @property
    def phone_internal_url(self) -> str:
        """Where the program's other processes reach the one that has the calls."""
        host = "127.0.0.1" if self.phone_host in {"0.0.0.0", "::"} else self.phone_host  # noqa: S104 - it is asked of, not listened on
        return f"http://{f'[{host}]' if ':' in host else host}:{self.phone_web_port}"
