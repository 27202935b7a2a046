"""The web chat's HTTP border: open, send, read, say that one is typing. Whoever holds a conversation's token may use it, nobody else."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import APIRouter, Header, Request, status

from channels.webchat.parts import After, Authorised, Parts, address_of
from channels.webchat.reading import read_page, shown
from channels.webchat.schemas import AcceptedOut, HistoryOut, MessageIn, OpenedOut, TypingIn, Welcome
from conversations.models import InboundState, Owner

CHANNEL = "webchat"
_SUGGESTIONS = ("suggestion_1", "suggestion_2", "suggestion_3", "suggestion_4")
# Also for a body whose length is not announced.
_MAX_BODY_BYTES = 512 * 1024

router = APIRouter(prefix="/api/conversations", max_body_size=_MAX_BODY_BYTES)


@router.post("", status_code=status.HTTP_201_CREATED)
async def open_conversation(request: Request, parts: Parts, authorization: Annotated[str, Header()] = "") -> OpenedOut:
    # The program's own evaluation opens hundreds in a minute, shows its token, and leaves nothing for people to answer.
    is_trial = hmac.compare_digest(authorization.encode(), f"Bearer {parts.private_token}".encode())
    if not is_trial:
        parts.pace.check(address_of(request))
    opened = await parts.conversations.open(CHANNEL, is_trial=is_trial)
    welcome = Welcome(text=parts.words.say("welcome"), suggestions=[parts.words.say(key) for key in _SUGGESTIONS])
    return OpenedOut(
        id=opened.conversation_id,
        token=opened.token,
        welcome=welcome,
        province_name=parts.province_name,
        hotline_number=parts.hotline_number,
        max_attachment_megabytes=parts.max_attachment_megabytes,
        may_call=parts.calls is not None,
    )


@router.get("/{conversation_id}/messages")
async def read_messages(conversation_id: Authorised, parts: Parts, after: After = 0) -> HistoryOut:
    page = await read_page(parts, conversation_id, after)
    return HistoryOut(
        messages=page.messages,
        typing=page.typing.on,
        status=page.status,
        banners=parts.banners.shown.banners,
        may_call=parts.calls is not None,
    )


@router.post("/{conversation_id}/messages", status_code=status.HTTP_202_ACCEPTED)
async def send_message(conversation_id: Authorised, parts: Parts, body: MessageIn) -> AcceptedOut:
    message = await parts.conversations.receive(conversation_id, body.client_id, body.text, attachment_ids=body.attachment_ids)
    if message.state == InboundState.RECEIVED:
        parts.reassuring.later(message.id)
    [accepted] = await shown(parts, [message])
    return AcceptedOut(message=accepted)


@router.post("/{conversation_id}/typing", status_code=status.HTTP_204_NO_CONTENT)
async def say_typing(conversation_id: Authorised, parts: Parts, body: TypingIn) -> None:
    """Told to people only: the bot does not wait for the end of a sentence."""
    if (await parts.people.status(conversation_id)).owner == Owner.OPERATOR:
        await parts.people.citizen_types(conversation_id, on=body.on)
