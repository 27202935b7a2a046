"""What every endpoint of the web chat works with, and who may use a conversation: whoever holds its token, nobody else."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Header, Query, Request

from channels.live import Live
from channels.webchat.banners import Banners
from channels.webchat.ports import People
from channels.webchat.reassuring import Reassuring
from channels.webchat.typing import OperatorTyping
from conversations.attachments.service import AttachmentService
from conversations.calls.passes import Passes
from conversations.calls.way_in import WayIn
from conversations.feedback import Feedback
from conversations.service import ConversationService
from core.db import Database
from core.errors import NotAllowed
from core.pace import Pace
from core.words import Words
from tickets.service import TicketService

_LAST_SEQ = 2**31 - 1


@dataclass(frozen=True)
class CallDoor:
    """How a page begins a call. `pace` is by address and minute: many may share one."""

    database: Database
    passes: Passes
    way_in: WayIn
    pace: Pace


@dataclass(frozen=True)
class WebchatParts:
    conversations: ConversationService
    attachments: AttachmentService
    feedback: Feedback
    people: People
    tickets: TicketService
    live: Live
    banners: Banners
    words: Words
    pace: Pace
    look_up_pace: Pace
    province_name: str
    hotline_number: str
    max_attachment_megabytes: int
    reassuring: Reassuring
    private_token: str
    # None where the telephone is off.
    calls: CallDoor | None = None
    operator_typing: OperatorTyping = field(default_factory=OperatorTyping)


async def _parts(request: Request) -> WebchatParts:
    parts: WebchatParts = request.app.state.webchat
    return parts


Parts = Annotated[WebchatParts, Depends(_parts)]


async def _authorised(conversation_id: uuid.UUID, parts: Parts, authorization: Annotated[str, Header()] = "") -> uuid.UUID:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotAllowed("no_token", parts.words.say("not_yours"))
    await parts.conversations.authorise(conversation_id, token)
    return conversation_id


Authorised = Annotated[uuid.UUID, Depends(_authorised)]
After = Annotated[int, Query(ge=0, le=_LAST_SEQ)]


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""
