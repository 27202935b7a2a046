"""Every setting of the program, read once from the environment or `.env`; each stands in `.env.example`."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import SettingsConfigDict

from core.phone_settings import PhoneSettings
from core.secret_keeping import kept_secret

PROJECT_ROOT = Path(__file__).resolve().parent.parent
_SHORTEST_KEY = 32


class Settings(PhoneSettings):
    model_config = SettingsConfigDict(env_file=PROJECT_ROOT / ".env", extra="ignore", frozen=True, hide_input_in_errors=True)

    database_url: str = Field(default="", repr=False)  # may hold a password
    var_dir: Path = PROJECT_ROOT / "var"

    province_name: str = "Đồng Nai"
    former_province_name: str = "Bình Phước"
    hotline_number: str = "1022"

    web_host: str = "127.0.0.1"
    web_port: int = 8022
    web_processes: int = Field(default=2, ge=1)
    # Addresses of proxies in front of the program, separated by commas; only they are believed who asks, and whether by https.
    trusted_proxies: str = "127.0.0.1"
    # Origins whose pages may show the chat in a frame, separated by blanks; the chat's own origin always may.
    portal_origins: str = ""
    rasa_port: int = 8023
    actions_port: int = 8024
    internal_token: SecretStr = SecretStr("")

    rasa_timeout_seconds: float = 4.0
    reassure_after_seconds: float = 4.0
    give_up_after_seconds: float = 120.0
    session_turns: int = 20

    max_message_characters: int = 2000
    burst_messages: int = 20
    burst_seconds: float = 10.0
    hard_messages_per_minute: int = 300
    new_conversations_per_minute: int = 120
    ticket_look_ups_per_minute: int = 10

    # Seals what must not lie readable in the database; several are separated by blanks, the first one seals.
    secret_key: SecretStr = SecretStr("")
    desk_second_factor: Literal["required", "optional"] = "required"
    desk_idle_hours: float = Field(default=12.0, gt=0)
    desk_session_days: float = Field(default=7.0, gt=0)
    sign_ins_per_minute: int = Field(default=30, gt=0)

    # Without a heartbeat for so long an operator is gone, and the citizens who wait for them go back to the queue.
    operator_silence_seconds: float = Field(default=90.0, gt=0)
    # Whoever took a conversation and writes nothing for so long while the citizen waits gives it up to the queue.
    operator_answer_minutes: float = Field(default=10.0, gt=0)
    queue_patience_minutes: float = Field(default=10.0, gt=0)
    queue_abandoned_minutes: float = Field(default=0.0, ge=0)

    # Times and days in Vietnam; core.working_hours reads them.
    working_hours: str = "T2-T6 07:30-11:30 13:00-17:00"
    extra_days_off: str = ""
    extra_working_days: str = ""
    # Working hours. Provinces promise 5 to 7 days for a citizen's report (HCMC 1478/QD-UBND, Da Nang), and no law was found that says.
    ticket_hours_enquiry: float = Field(default=8.0, gt=0)
    ticket_hours_callback: float = Field(default=4.0, gt=0)
    ticket_hours_citizen_report: float = Field(default=40.0, gt=0)
    ticket_close_after_days: int = Field(default=7, ge=1)
    ticket_reopen_within_days: int = Field(default=7, ge=1)
    max_attachment_megabytes: int = 10
    max_attachments_per_day: int = 40

    # Where citizens reach the program from outside: in links that are sent to them, and for Zalo's pages to come back to.
    public_url: str = ""

    zalo: Literal["off", "fake", "live"] = "off"
    zalo_app_id: str = ""
    zalo_app_secret: SecretStr = SecretStr("")
    # Signs webhooks; the vendor's console shows it on the webhook page, and it is not the app secret.
    zalo_oa_secret_key: SecretStr = SecretStr("")
    # What goes into the address of the vendor's page and is saved in its console as well: 43 characters (RFC 7636).
    zalo_code_verifier: SecretStr = SecretStr("")
    zalo_oauth_url: str = "https://oauth.zaloapp.com"
    zalo_api_url: str = "https://openapi.zalo.me"
    # Whose files are fetched, separated by blanks; a leading dot means every host below.
    zalo_media_hosts: str = ".zdn.vn .zadn.vn .zalo.me .zaloapp.com"
    zalo_sign_calls: bool = False
    zalo_buttons: bool = False
    zalo_calls_per_minute: int = Field(default=3600, gt=0)
    zalo_free_reply_hours: float = Field(default=48.0, gt=0)
    zalo_reply_days: float = Field(default=7.0, gt=0)
    # A conversation taken from the vendor's own console goes back to the bot after so long without a word.
    zalo_console_hours: float = Field(default=4.0, gt=0)
    # Working minutes without a webhook after which somebody should look.
    zalo_silence_minutes: int = Field(default=120, gt=0)
    zalo_fake_port: int = 8025

    # So many days after its end content is no longer given as fact.
    content_expired_days: int = Field(default=30, ge=0)
    # Whether addresses in what is published are opened now and then, to see whether they lead somewhere.
    check_links: bool = True
    # Answers of which the bot was less sure are put before editors.
    questions_low_confidence: float = Field(default=0.6, ge=0, le=1)
    questions_left_minutes: float = Field(default=15.0, gt=0)

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

    @property
    def zalo_fake_url(self) -> str:
        return f"http://127.0.0.1:{self.zalo_fake_port}"

    @cached_property
    def private_token(self) -> str:
        """What the program's own processes show each other; made at the first start when no setting gives it."""
        given = self.internal_token.get_secret_value()
        return given or kept_secret(self.var_dir / "secrets" / "internal_token")

    @cached_property
    def secret_keys(self) -> tuple[str, ...]:
        """At least one; made at the first start when no setting gives any."""
        given = tuple(self.secret_key.get_secret_value().split())
        return given or (kept_secret(self.var_dir / "secrets" / "secret_key"),)

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, given: SecretStr) -> SecretStr:
        if any(len(key) < _SHORTEST_KEY for key in given.get_secret_value().split()):
            raise ValueError(f"each key needs at least {_SHORTEST_KEY} characters")
        return given
