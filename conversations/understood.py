"""What the bot made of a message, kept with it where the bot does not answer: people who have the conversation are told by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.models import Message
from conversations.ports import BotReply

_UNDERSTOOD, _BEHAVIOUR = "understood", "behaviour"


def understood_of(reply: BotReply) -> dict[str, Any]:
    """For the details of the message that `reply` would have answered."""
    return {_UNDERSTOOD: {**(reply.details.get(_UNDERSTOOD) or {}), _BEHAVIOUR: reply.behaviour}}


def intent_of(details: Mapping[str, Any]) -> str:
    """From the details of a reply, or of a message that was left to people; empty where the bot was not asked."""
    intent = (details.get(_UNDERSTOOD) or {}).get("intent") or {}
    return str(intent.get("name") or "")


def behaviour_of(details: Mapping[str, Any]) -> str:
    return str(details.get(_BEHAVIOUR) or (details.get(_UNDERSTOOD) or {}).get(_BEHAVIOUR) or "")


def asked_of(message: Message, reply: Message | None) -> Mapping[str, Any]:
    """Where the bot's understanding of a message is kept: with the reply, or with itself."""
    return reply.details if reply is not None else message.details
