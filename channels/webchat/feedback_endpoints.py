"""Thumbs up or down under an answer of the bot: said by whoever holds the conversation's token, and changed as often as they like."""

from __future__ import annotations

import uuid

from fastapi import APIRouter, status

from channels.webchat.parts import Authorised, Parts
from channels.webchat.schemas import FeedbackIn

_MAX_BODY_BYTES = 4 * 1024

router = APIRouter(prefix="/api/conversations", max_body_size=_MAX_BODY_BYTES)


@router.put("/{conversation_id}/messages/{message_id}/feedback", status_code=status.HTTP_204_NO_CONTENT)
async def rate_answer(conversation_id: Authorised, message_id: uuid.UUID, parts: Parts, body: FeedbackIn) -> None:
    await parts.feedback.give(conversation_id, message_id, is_helpful=body.is_helpful)
