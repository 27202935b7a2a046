"""What goes over the wire between the chat page and us."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from channels.webchat.banners import BannerOut
from channels.webchat.ports import Status
from conversations.feedback import may_be_rated
from conversations.models import Attachment, Message, Sender
from tickets.following import PublicTicket

# Far above what one message may carry; the citizen is told the true limit.
_ABSURDLY_MANY = 50


class MessageIn(BaseModel):
    client_id: Annotated[str, Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
    # The limit citizens are told is lower; this one only keeps absurd bodies from being looked at.
    text: Annotated[str, Field(max_length=100_000)]
    attachment_ids: Annotated[list[uuid.UUID], Field(max_length=_ABSURDLY_MANY)] = []


class AttachmentOut(BaseModel):
    id: uuid.UUID
    file_name: str
    media_type: str
    size_bytes: int

    @classmethod
    def of(cls, attachment: Attachment) -> AttachmentOut:
        return cls(id=attachment.id, file_name=attachment.file_name, media_type=attachment.media_type, size_bytes=attachment.size_bytes)


class MessageOut(BaseModel):
    """Staff's details of a message (behaviour, confidence, what was understood) stay inside; of an operator, the name goes out alone."""

    seq: int
    id: uuid.UUID
    sender: str
    kind: str
    author_name: str
    text: str
    blocks: list[dict[str, Any]] | None
    options: list[dict[str, Any]]
    attachments: list[AttachmentOut]
    in_reply_to: uuid.UUID | None
    client_id: str | None
    created_at: datetime
    # Whether the citizen may say of it that it helped, and what they said.
    may_rate: bool
    is_helpful: bool | None

    @classmethod
    def of(
        cls, message: Message, attachments: Sequence[Attachment] = (), author_name: str = "", is_helpful: bool | None = None
    ) -> MessageOut:
        return cls(
            seq=message.seq,
            id=message.id,
            sender=message.sender,
            kind=message.kind,
            author_name=author_name,
            text=message.text,
            blocks=message.blocks,
            options=message.options,
            attachments=[AttachmentOut.of(attachment) for attachment in attachments],
            in_reply_to=message.in_reply_to,
            client_id=message.external_id if message.sender == Sender.CITIZEN else None,
            created_at=message.created_at,
            may_rate=may_be_rated(message),
            is_helpful=is_helpful,
        )


class StatusOut(BaseModel):
    owner: str
    operator_name: str
    place: int | None
    expected_wait_seconds: int | None

    @classmethod
    def of(cls, status: Status) -> StatusOut:
        return cls(
            owner=status.owner,
            operator_name=status.operator_name,
            place=status.place,
            expected_wait_seconds=status.expected_wait_seconds,
        )


class FeedbackIn(BaseModel):
    is_helpful: bool


class TypingIn(BaseModel):
    on: bool


class TypingOut(BaseModel):
    on: bool
    who: Literal["bot", "operator"]


class HistoryOut(BaseModel):
    messages: list[MessageOut]
    typing: bool
    status: StatusOut
    banners: list[BannerOut]
    may_call: bool


class Welcome(BaseModel):
    text: str
    suggestions: list[str]


class OpenedOut(BaseModel):
    id: uuid.UUID
    token: str
    welcome: Welcome
    province_name: str
    hotline_number: str
    max_attachment_megabytes: int
    may_call: bool


class AcceptedOut(BaseModel):
    message: MessageOut


class ReopenIn(BaseModel):
    reason: Annotated[str, Field(max_length=100_000)]


class AdditionIn(BaseModel):
    text: Annotated[str, Field(max_length=100_000)]


class RatingIn(BaseModel):
    rating: Annotated[int, Field(ge=1, le=5)]
    comment: Annotated[str, Field(max_length=100_000)] = ""


class PublicReplyOut(BaseModel, from_attributes=True):
    at: datetime
    text: str


class TicketOut(BaseModel):
    tracking_code: str
    state: str
    state_words: str
    kind_words: str
    created_at: datetime
    due_at: datetime
    replies: list[PublicReplyOut]
    is_awaited: bool
    may_add: bool
    may_reopen: bool
    may_rate: bool
    rating: int | None

    @classmethod
    def of(cls, ticket: PublicTicket) -> TicketOut:
        return cls.model_validate(ticket, from_attributes=True)
