"""Every statement that blanks a citizen's words: one place to look at for what goes and what stays.

Rows stay, so that counts, times and who did what still hold; what a person wrote or gave goes. Codes of our own making (behaviour, topic,
sector, procedure) stay for the reports: they say nothing about anybody once the conversation has no name, number or address. What was
made of the messages elsewhere goes by privacy.ports.LearnedTraces.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.calls.begun_in_pages_repository import BEGAN_IN
from conversations.models import Attachment
from conversations.repository import FOR_STAFF, SAID_ELSEWHERE
from core.erasing import ERASED, open_erasing

_KEPT_OF_MESSAGES = ["behaviour", "handover", "topic", "ticket_id", "tracking_code", "is_report", SAID_ELSEWHERE, FOR_STAFF]
_KEPT_OF_EVENTS = [
    "priority",
    "sector",
    "procedure_code",
    "outcome",
    "bot_should_have_known",
    "due_at",
    "unit_id",
    "assignee_id",
    "percent",
    "rating",
    "before",
    "kind",
    "reply",
]

_MESSAGES = text("""
    UPDATE messages m SET text = CASE m.text WHEN '' THEN '' ELSE :erased END, blocks = NULL, options = '[]', external_id = NULL,
        details = (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(m.details) WHERE key = ANY(:kept)),
        state = CASE WHEN m.state IS NULL THEN NULL ELSE 'answered' END,
        handled_at = CASE WHEN m.state IS NULL THEN NULL ELSE coalesce(m.handled_at, now()) END
    WHERE m.conversation_id = :conversation_id AND m.details->>'topic' IS DISTINCT FROM :spared
        AND (m.text NOT IN ('', :erased) OR m.blocks IS NOT NULL OR m.options <> '[]' OR m.external_id IS NOT NULL
             OR m.state <> 'answered' OR EXISTS (SELECT FROM jsonb_object_keys(m.details) key WHERE key <> ALL(:kept)))
""")
# What was not sent yet is not sent any more: the address goes as well. What the vendor called the parts leads to their texts there.
_DELIVERIES = text("""
    UPDATE deliveries SET vendor_ids = '{}', state = CASE state WHEN 'waiting' THEN 'dropped' ELSE state END
    WHERE conversation_id = :conversation_id AND (vendor_ids <> '{}' OR state = 'waiting')
""")
_OWNERSHIP = text("""
    UPDATE ownership_changes SET reason = :erased
    WHERE conversation_id = :conversation_id AND by_id IS NOT NULL AND reason NOT IN ('', :erased)
""")
_TICKETS = text("""
    UPDATE tickets SET subject = :erased, summary = '{}', citizen_name = '', citizen_phone = '', citizen_address = '', asks_phone = false,
        rating_comment = CASE rating_comment WHEN '' THEN '' ELSE :erased END
    WHERE id = ANY(:ticket_ids)
        AND (subject <> :erased OR summary <> '{}' OR citizen_name || citizen_phone || citizen_address <> ''
             OR rating_comment NOT IN ('', :erased))
""")
# The reason of the first event is the code of why a person was needed.
_EVENTS = text("""
    UPDATE ticket_events e SET
        reason = CASE WHEN e.reason = '' OR e.kind = 'opened' THEN e.reason ELSE :erased END,
        public_text = CASE e.public_text WHEN '' THEN '' ELSE :erased END,
        details = (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(e.details) WHERE key = ANY(:kept))
    WHERE e.ticket_id = ANY(:ticket_ids)
        AND ((e.reason NOT IN ('', :erased) AND e.kind <> 'opened') OR e.public_text NOT IN ('', :erased)
             OR EXISTS (SELECT FROM jsonb_object_keys(e.details) key WHERE key <> ALL(:kept)))
""")
_NOTES = text("""
    UPDATE notes SET text = :erased
    WHERE (conversation_id = :conversation_id OR ticket_id = ANY(:ticket_ids)) AND text <> :erased
""")

_WITH_RECORDING = text("SELECT id FROM calls WHERE conversation_id = :conversation_id AND recording_path <> ''")
# Where it began is a conversation of ours; whatever else was noted of a call may hold what was heard.
_CALLS = text("""
    UPDATE calls SET caller = '', recording_path = '', recording_until = NULL,
        details = (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(details) WHERE key = ANY(:kept))
    WHERE conversation_id = :conversation_id
        AND (caller <> '' OR recording_path <> '' OR EXISTS (SELECT FROM jsonb_object_keys(details) key WHERE key <> ALL(:kept)))
""")

# They repeat what the citizen said, and are of use only until they are read.
_STAFF_NOTICES = text("DELETE FROM staff_notices WHERE conversation_id = :conversation_id OR ticket_id = ANY(:ticket_ids)")


class ErasingRepository:
    """Of one conversation, which is locked; first the tickets, which others lock alone, then what hangs on them."""

    def __init__(self, session: AsyncSession, conversation_id: uuid.UUID) -> None:
        self._session = session
        self._conversation_id = conversation_id

    async def blank_tickets(self, ticket_ids: Sequence[uuid.UUID]) -> dict[str, int]:
        """Of locked tickets, in the order in which they were locked."""
        await open_erasing(self._session)
        of_tickets = {"ticket_ids": list(ticket_ids), "erased": ERASED}
        return {
            "tickets": await self._run(_TICKETS, of_tickets),
            "ticket_events": await self._run(_EVENTS, of_tickets | {"kept": _KEPT_OF_EVENTS}),
            "notes": await self._run(_NOTES, of_tickets | {"conversation_id": self._conversation_id}),
            "staff_notices": await self._run(_STAFF_NOTICES, {"ticket_ids": list(ticket_ids), "conversation_id": self._conversation_id}),
        }

    async def blank_thread(self, spared_topic: str) -> dict[str, int]:
        """All messages but those of the deletion itself, which hold nothing of the citizen and are the proof they keep."""
        await open_erasing(self._session)
        of_thread = {"conversation_id": self._conversation_id, "erased": ERASED}
        return {
            "deliveries": await self._run(_DELIVERIES, {"conversation_id": self._conversation_id}),
            "messages": await self._run(_MESSAGES, of_thread | {"spared": spared_topic, "kept": _KEPT_OF_MESSAGES}),
            "ownership_changes": await self._run(_OWNERSHIP, of_thread),
        }

    async def delete_attachments(self) -> Sequence[uuid.UUID]:
        """Whose bytes have to go as well."""
        statement = delete(Attachment).where(Attachment.conversation_id == self._conversation_id).returning(Attachment.id)
        return (await self._session.scalars(statement)).all()

    async def blank_calls(self) -> tuple[int, Sequence[uuid.UUID]]:
        """How many, and those whose recordings have to go as well."""
        recorded = (await self._session.scalars(_WITH_RECORDING, {"conversation_id": self._conversation_id})).all()
        kept = {"conversation_id": self._conversation_id, "kept": [BEGAN_IN]}
        return await self._run(_CALLS, kept), recorded

    async def _run(self, statement: Any, values: dict[str, Any]) -> int:
        result: Any = await self._session.execute(statement, values)
        return int(result.rowcount)
