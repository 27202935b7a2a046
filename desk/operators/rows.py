"""One conversation as a line of the desk's lists, read in one query for any number of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.calls.models import SILENT_FOR
from core.redaction import redact
from desk.tickets.masking import citizens_words
from staff.outside import NO_PASSWORD
from tickets.phone_numbers import masked
from tickets.tracking_codes import shown

_PREVIEW_CHARACTERS = 140
_OF_CALL = ("is_live", "may_be_sent", "began_at", "ended_at", "ending", "is_recorded")


class RowTicket(BaseModel):
    id: uuid.UUID
    tracking_code: str
    kind: str
    state: str
    priority: str
    subject: str
    due_at: datetime
    handover_reason: str


class RowCall(BaseModel):
    """The newest call of a conversation that is one. `caller_masked` is empty for a number that was withheld.

    `is_live`: the process that has it was heard of lately. `may_be_sent`: a telephone, which can be put through to another one.
    """

    id: uuid.UUID
    is_live: bool
    may_be_sent: bool
    caller_masked: str
    began_at: datetime
    ended_at: datetime | None
    ending: str
    is_recorded: bool


class Row(BaseModel):
    """Times are UTC. `preview` and `last_sender` are of the last thing that somebody said; `last_move` is the newest change of owner.

    `reply_free_until`, `reply_until`: on a channel that takes our replies for a time only, until when they cost nothing and until when
    they are taken at all. `unreachable`: the channel's code for why it takes none for this citizen, empty while it does.
    `is_owner_outside`: it is answered at the vendor's own console, where nobody hears of us and nobody is kept from writing.
    """

    id: uuid.UUID
    channel: str
    owner: str
    owner_id: uuid.UUID | None
    owner_name: str
    is_owner_outside: bool = False
    ownership_number: int
    last_move: str
    last_move_by: str
    queue_group: str
    citizen_name: str
    preview: str
    last_seq: int
    last_message_at: datetime
    last_sender: str
    waiting_since: datetime | None
    queued_at: datetime | None
    times_queued: int
    reply_free_until: datetime | None = None
    reply_until: datetime | None = None
    unreachable: str = ""
    ticket: RowTicket | None = None
    call: RowCall | None = None


_SELECT = """
    SELECT c.id, c.channel, c.owner, c.owner_id, coalesce(o.display_name, '') AS owner_name,
           coalesce(o.password_hash = :no_password, false) AS is_owner_outside, c.ownership_number,
           coalesce(x.move, '') AS last_move, coalesce(b.display_name, '') AS last_move_by, c.queue_group, c.citizen_name,
           coalesce(m.text, '') AS preview, c.next_seq - 1 AS last_seq, c.last_message_at, coalesce(m.sender, '') AS last_sender,
           c.waiting_since, c.queued_at, c.times_queued, c.reply_free_until, c.reply_until, c.unreachable,
           t.id AS ticket_id, t.tracking_code, t.kind, t.state, t.priority, t.subject, t.due_at, t.handover_reason,
           k.id AS call_id, k.ended_at IS NULL AND k.beat_at > now() - :call_silent AS is_live,
           k.leg = 'sip' AS may_be_sent, k.caller, k.began_at, k.ended_at, k.ending, k.recording_path <> '' AS is_recorded
    FROM conversations c
    LEFT JOIN staff_members o ON o.id = c.owner_id
    LEFT JOIN ownership_changes x ON x.conversation_id = c.id AND x.number = c.ownership_number
    LEFT JOIN staff_members b ON b.id = x.by_id
    LEFT JOIN LATERAL (
        SELECT text, sender FROM messages WHERE conversation_id = c.id AND sender <> 'system' ORDER BY seq DESC LIMIT 1
    ) m ON true
    LEFT JOIN LATERAL (
        SELECT * FROM tickets WHERE conversation_id = c.id AND kind <> 'citizen_report' ORDER BY created_at DESC LIMIT 1
    ) t ON true
    LEFT JOIN LATERAL (
        SELECT * FROM calls WHERE conversation_id = c.id AND c.channel = 'phone' ORDER BY began_at DESC LIMIT 1
    ) k ON true
"""
_ON_BOARD = text(_SELECT + "WHERE c.owner <> 'bot' ORDER BY coalesce(c.waiting_since, c.queued_at), c.id")
_OF_IDS = text(_SELECT + "WHERE c.id = ANY(:ids)")
_VALUES = {"no_password": NO_PASSWORD, "call_silent": SILENT_FOR}


async def rows_on_board(session: AsyncSession) -> list[Row]:
    """Everything that is not with the bot; who has waited longest comes first."""
    return [_row(dict(found)) for found in (await session.execute(_ON_BOARD, _VALUES)).mappings()]


async def rows_of(session: AsyncSession, ids: Sequence[uuid.UUID]) -> list[Row]:
    return [_row(dict(found)) for found in (await session.execute(_OF_IDS, _VALUES | {"ids": list(ids)})).mappings()]


def _row(found: dict[str, object]) -> Row:
    ticket_id = found.pop("ticket_id")
    names = ("tracking_code", "kind", "state", "priority", "subject", "due_at", "handover_reason")
    ticket = {name: found.pop(name) for name in names} | {"id": ticket_id}
    if ticket_id:
        ticket |= {"tracking_code": shown(str(ticket["tracking_code"])), "subject": citizens_words(str(ticket["subject"]))}
    call_id, caller = found.pop("call_id"), str(found.pop("caller") or "")
    call = {name: found.pop(name) for name in _OF_CALL} | {"id": call_id, "caller_masked": masked(caller)}
    preview = redact(str(found["preview"])[: 2 * _PREVIEW_CHARACTERS])[:_PREVIEW_CHARACTERS]
    return Row.model_validate(found | {"preview": preview, "ticket": ticket if ticket_id else None, "call": call if call_id else None})
