"""Over which channel the dialogues are asked, and who asks there."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from app.citizen import Citizen
from app.evaluating.asking import NewCitizen
from app.zalo_citizen import ZaloCitizen
from core.errors import InputError
from core.settings import Settings

_ZALO_PATIENCE_SECONDS = 30.0


class Channel(StrEnum):
    WEB = "web"
    ZALO = "zalo"


def citizens_of(channel: Channel, settings: Settings, database_url: str) -> NewCitizen:
    """Whose conversations become nobody's work. Raises InputError for Zalo where a real account may be behind it."""
    if channel is Channel.WEB:
        return partial(Citizen, settings.web_url, private_token=settings.private_token)
    if settings.zalo != "fake":
        message = "Chỉ đo được qua Zalo giả: đặt ZALO=fake trong .env (hoặc trước cả hai lệnh), chạy lại «make run» rồi gọi lệnh này."
        raise InputError("zalo_is_not_fake", message)
    return partial(ZaloCitizen, settings.zalo_fake_url, database_url, is_trial=True, patience=_ZALO_PATIENCE_SECONDS)
