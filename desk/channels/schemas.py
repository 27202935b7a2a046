"""What the page of a channel shows, and what a browser brings back from the vendor's page."""

from __future__ import annotations

import uuid
from datetime import datetime

from pydantic import BaseModel, Field

from conversations.models import ChannelAlarm
from desk.channels.alarm_words import AlarmWords
from desk.channels.ports import Account, Console, Mode
from desk.channels.repository import Sending


class AlarmOut(BaseModel):
    id: uuid.UUID
    kind: str
    title: str
    instruction: str
    began_at: datetime
    last_at: datetime

    @classmethod
    def of(cls, alarm: ChannelAlarm, words: AlarmWords) -> AlarmOut:
        return cls(
            id=alarm.id,
            kind=alarm.kind,
            title=words.title(alarm.kind, alarm.details),
            instruction=words.instruction(alarm.kind, alarm.details),
            began_at=alarm.began_at,
            last_at=alarm.last_at,
        )


class ChannelOut(BaseModel):
    mode: Mode
    account: Account | None
    last_heard_at: datetime | None
    missing_settings: list[str]
    sending: Sending
    console: Console
    alarms: list[AlarmOut]


class PageOut(BaseModel):
    url: str


class GrantIn(BaseModel):
    """As the vendor's page added them to the address."""

    state: str = Field(max_length=200)
    code: str = Field(max_length=4000)
    oa_id: str = Field(max_length=40)
