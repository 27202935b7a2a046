"""What goes over the wire between the chat page and us."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from conversations.models import Message


class MessageIn(BaseModel):
    client_id: Annotated[str, Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
    # The limit citizens are told is lower; this one only keeps absurd bodies from being looked at.
    text: Annotated[str, Field(max_length=100_000)]


class MessageOut(BaseModel):
    """Staff's details of a message (behaviour, confidence, what was understood) stay inside."""

    seq: int
    id: uuid.UUID
    sender: str
    text: str
    blocks: list[dict[str, Any]] | None
    options: list[dict[str, Any]]
    in_reply_to: uuid.UUID | None
    client_id: str | None
    created_at: datetime

    @classmethod
    def of(cls, message: Message) -> MessageOut:
        return cls(
            seq=message.seq,
            id=message.id,
            sender=message.sender,
            text=message.text,
            blocks=message.blocks,
            options=message.options,
            in_reply_to=message.in_reply_to,
            client_id=message.external_id,
            created_at=message.created_at,
        )


class HistoryOut(BaseModel):
    messages: list[MessageOut]
    typing: bool


class Welcome(BaseModel):
    text: str
    suggestions: list[str]


class OpenedOut(BaseModel):
    id: uuid.UUID
    token: str
    welcome: Welcome
    province_name: str
    hotline_number: str


class AcceptedOut(BaseModel):
    message: MessageOut
