"""What goes over the wire between the desk's page and us; lists and threads bring their own shapes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from conversations.ownership import Move
from desk.operators.colleagues import Colleague
from desk.operators.deliveries import DeliveryOut
from desk.operators.presence import Viewer
from desk.operators.rows import Row
from desk.operators.thread import DeskMessage
from desk.tickets.schemas import NoteOut, TicketOut

ClientId = Annotated[str, Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


class BoardOut(BaseModel):
    server_time: datetime
    rows: Sequence[Row]
    staff: Sequence[Colleague]
    can_pause_bot: bool
    bot_paused: bool


class OwnershipOut(BaseModel):
    """`after_seq`: the message after which the owner changed."""

    number: int
    after_seq: int
    at: datetime
    move: str
    from_owner: str
    from_name: str
    to_owner: str
    to_name: str
    by_name: str
    reason: str


class EarlierOut(BaseModel):
    id: uuid.UUID
    channel: str
    last_message_at: datetime
    preview: str


class CanOut(BaseModel):
    reply: bool
    claim: bool
    take_over: bool
    release: bool
    transfer: bool
    hand_back: bool
    call_back: bool
    wrap_up: bool


class ConversationOut(BaseModel):
    """`matter`: what the citizen last stated, empty when that is nothing."""

    row: Row
    matter: str
    ownership: list[OwnershipOut]
    tickets: list[TicketOut]
    notes: list[NoteOut]
    earlier: list[EarlierOut]
    viewers: list[Viewer]
    can: CanOut


class ThreadOut(BaseModel):
    """`deliveries`: how the newest messages fare on their way out, also those that the page has already; by message."""

    messages: list[DeskMessage]
    deliveries: dict[uuid.UUID, DeliveryOut]
    has_more: bool


class MessageIn(BaseModel):
    client_id: ClientId
    # People are told a lower limit; this one only keeps absurd bodies from being looked at.
    text: Annotated[str, Field(max_length=100_000)]
    attachment_ids: Annotated[list[uuid.UUID], Field(max_length=5)] = []


class MessageSent(BaseModel):
    message: DeskMessage


class MoveIn(BaseModel):
    move: Move
    to_id: uuid.UUID | None = None
    to_group: Annotated[str, Field(max_length=100)] = ""
    reason: Annotated[str, Field(max_length=100_000)] = ""


class CallBackIn(BaseModel):
    """`phone` empty: the number the citizen gave before."""

    phone: Annotated[str, Field(max_length=1000)]


class CitizenIn(BaseModel):
    """Empty takes the name away. Above what a name may be: too long is said in words."""

    citizen_name: Annotated[str, Field(max_length=1000)]


class RowOut(BaseModel):
    row: Row


class NoteIn(BaseModel):
    text: Annotated[str, Field(max_length=100_000)]


class RevealedOut(BaseModel):
    text: str


class PageClosedIn(BaseModel):
    tab: Annotated[str, Field(max_length=40)] = ""


class HeartbeatIn(BaseModel):
    """`tab` names this browser tab: the same person may have several."""

    tab: Annotated[str, Field(max_length=40)] = ""
    conversation_ids: Annotated[list[uuid.UUID], Field(max_length=50)] = []
    typing_in: uuid.UUID | None = None
