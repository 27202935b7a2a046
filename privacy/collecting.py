"""All that is known of one citizen in one conversation, as plain values: what goes into the copy, and what is deleted."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.calls.begun_in_pages_repository import calls_of
from conversations.calls.models import Call
from conversations.models import Attachment, Conversation, Message, MessageFeedback
from core.clock import VIETNAM
from privacy.models import DataRequest
from privacy.ports import ChannelTraces
from tickets.models import ActorKind, Ticket, TicketEvent
from tickets.repository import TicketRepository
from tickets.tracking_codes import shown


class Collecting:
    def __init__(self, channels: Mapping[str, ChannelTraces]) -> None:
        self._channels = channels

    async def collect(self, session: AsyncSession, conversation: Conversation) -> dict[str, Any]:
        """The same values give the same digest, whenever it is asked."""
        traces = self._channels.get(conversation.channel)
        repository = TicketRepository(session)
        return {
            "conversation": {
                "id": str(conversation.id),
                "channel": conversation.channel,
                "name": conversation.citizen_name,
                "begun": _moment(conversation.created_at),
            },
            "channel": dict(await traces.export(session, conversation)) if traces is not None else {},
            "messages": await _messages(session, conversation.id),
            "calls": [await _call(session, call, conversation) for call in await calls_of(session, conversation.id)],
            "tickets": [
                _ticket(ticket, await repository.list_events(ticket.id))
                for ticket in await repository.list_of_conversation(conversation.id)
            ],
            "requests": await _requests(session, conversation.id),
        }


def as_json(copy: Mapping[str, Any]) -> bytes:
    return json.dumps(copy, ensure_ascii=False, indent=1, sort_keys=True).encode()


def digest_of(copy: Mapping[str, Any]) -> str:
    return hashlib.sha256(as_json(copy)).hexdigest()


async def _messages(session: AsyncSession, conversation_id: uuid.UUID) -> list[dict[str, Any]]:
    files: dict[uuid.UUID | None, list[dict[str, Any]]] = {}
    sent = select(Attachment).where(Attachment.conversation_id == conversation_id, Attachment.message_id.is_not(None))
    for one in await session.scalars(sent.order_by(Attachment.created_at, Attachment.id)):
        of_file = {"id": str(one.id), "name": one.file_name, "type": one.media_type, "bytes": one.size_bytes, "sha256": one.sha256}
        files.setdefault(one.message_id, []).append(of_file)
    rated = select(MessageFeedback.message_id, MessageFeedback.is_helpful).where(MessageFeedback.conversation_id == conversation_id)
    thumbs = {row.message_id: row.is_helpful for row in await session.execute(rated)}
    thread = select(Message).where(Message.conversation_id == conversation_id).order_by(Message.seq)
    return [
        {
            "number": message.seq,
            "at": _moment(message.created_at),
            "from": message.sender,
            "text": message.text,
            "files": files.get(message.id, []),
        }
        | ({"helpful": thumbs[message.id]} if message.id in thumbs else {})
        for message in await session.scalars(thread)
    ]


async def _call(session: AsyncSession, call: Call, conversation: Conversation) -> dict[str, Any]:
    """What was said in it stands among the messages, or here, where it is a conversation of its own beside the page's."""
    is_own = call.conversation_id == conversation.id
    return {
        "id": str(call.id),
        "number": call.caller,
        "began": _moment(call.began_at),
        "ended": _moment(call.ended_at) if call.ended_at else None,
        "is_recorded": bool(call.recording_path),
        "messages": [] if is_own else await _messages(session, call.conversation_id),
    }


def _ticket(ticket: Ticket, events: Sequence[TicketEvent]) -> dict[str, Any]:
    """What the citizen gave and was told; what staff note for each other is the office's own work."""
    return {
        "code": shown(ticket.tracking_code),
        "kind": ticket.kind,
        "state": ticket.state,
        "subject": ticket.subject,
        "question": str(ticket.summary.get("question") or ""),
        "sector": ticket.sector,
        "name": ticket.citizen_name,
        "phone": ticket.citizen_phone,
        "address": ticket.citizen_address,
        "opened": _moment(ticket.created_at),
        "due": _moment(ticket.due_at),
        "rating": ticket.rating,
        "rating_comment": ticket.rating_comment,
        "added": [
            {"at": _moment(event.at), "text": event.reason} for event in events if event.actor_kind == ActorKind.CITIZEN and event.reason
        ],
        "replies": [{"at": _moment(event.at), "text": event.public_text} for event in events if event.public_text],
    }


async def _requests(session: AsyncSession, conversation_id: uuid.UUID) -> list[dict[str, Any]]:
    asked = select(DataRequest).where(DataRequest.conversation_id == conversation_id).order_by(DataRequest.asked_at, DataRequest.code)
    return [
        {"code": one.code, "kind": one.kind, "asked": _moment(one.asked_at), "due": _moment(one.due_at)}
        for one in await session.scalars(asked)
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")
