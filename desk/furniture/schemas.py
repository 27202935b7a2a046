"""What goes over the wire about ready-made replies, saved filters and pauses of the bot."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from conversations.bot_pauses import PauseScope

# Far above what is taken; only keeps absurd bodies from being looked at.
_Typed = Annotated[str, Field(max_length=100_000)]


class CannedReplyIn(BaseModel):
    shortcut: _Typed
    title: _Typed
    text: _Typed


class CannedReplyOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    shortcut: str
    title: str
    text: str


class FilterIn(BaseModel):
    name: _Typed
    criteria: dict[_Typed, _Typed | bool | None]


class FilterOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    name: str
    criteria: dict[str, str | bool]


class PauseIn(BaseModel):
    scope: PauseScope
    value: _Typed = ""
    reason: _Typed


class PauseOut(BaseModel):
    """`value` is empty for the scope `all`."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    scope: PauseScope
    value: str
    reason: str
    started_by: uuid.UUID
    started_at: datetime
