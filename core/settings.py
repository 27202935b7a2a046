"""Every setting of the program, read once from the environment or `.env`; each stands in `.env.example`."""

from __future__ import annotations

import secrets
from functools import cached_property
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=PROJECT_ROOT / ".env", extra="ignore", frozen=True)

    database_url: str = Field(default="", repr=False)  # may hold a password
    var_dir: Path = PROJECT_ROOT / "var"

    province_name: str = "Đồng Nai"
    former_province_name: str = "Bình Phước"
    hotline_number: str = "1022"

    web_host: str = "127.0.0.1"
    web_port: int = 8022
    # Origins whose pages may show the chat in a frame, separated by blanks; the chat's own origin always may.
    portal_origins: str = ""
    rasa_port: int = 8023
    actions_port: int = 8024
    internal_token: SecretStr = SecretStr("")

    rasa_timeout_seconds: float = 4.0
    reassure_after_seconds: float = 4.0
    give_up_after_seconds: float = 600.0
    session_turns: int = 20

    max_message_characters: int = 2000
    burst_messages: int = 20
    burst_seconds: float = 10.0
    hard_messages_per_minute: int = 300
    new_conversations_per_minute: int = 120
    ticket_look_ups_per_minute: int = 10

    max_attachment_megabytes: int = 10
    max_attachments_per_day: int = 40

    max_import_megabytes: int = 50
    log_level: str = "INFO"

    @property
    def rasa_url(self) -> str:
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        return f"http://127.0.0.1:{self.actions_port}/webhook"

    @property
    def web_url(self) -> str:
        return f"http://{self.web_host}:{self.web_port}"

    @cached_property
    def private_token(self) -> str:
        """What the program's own processes show each other; made at the first start when no setting gives it."""
        given = self.internal_token.get_secret_value()
        return given or _kept_secret(self.var_dir / "secrets" / "internal_token")


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        candidate = path.with_suffix(f".{secrets.token_hex(4)}")
        candidate.touch(mode=0o600)
        candidate.write_text(secrets.token_urlsafe(32), encoding="ascii")
        try:
            path.hardlink_to(candidate)
        except FileExistsError:
            pass
        finally:
            candidate.unlink()
    return path.read_text(encoding="ascii").strip()
