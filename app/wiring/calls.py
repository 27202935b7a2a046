"""What pages need to reach the process that has the calls."""

from __future__ import annotations

from channels.webchat.parts import CallDoor
from conversations.calls.passes import Passes
from conversations.calls.way_in import WayIn
from core.db import Database
from core.pace import Pace
from core.settings import Settings
from core.words import Words


def way_in(settings: Settings) -> WayIn:
    return WayIn(settings.phone_web_url, settings.phone_web_port)


def call_door(settings: Settings, database: Database, words: Words) -> CallDoor | None:
    if settings.phone != "on":
        return None
    pace = Pace(settings.phone_calls_per_number_hourly, "too_many_calls", words.say("too_many_calls"))
    return CallDoor(database, Passes(settings.secret_keys), way_in(settings), pace)
