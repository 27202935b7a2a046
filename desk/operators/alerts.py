"""What rings: a citizen in the queue, for all who answer; and each notice, for the people it is kept for."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from itertools import batched

from pydantic import BaseModel, Field
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import utc_now
from core.words import Words
from desk.operators.rows import Row
from staff.notices import Notice, NoticeKind, Told
from staff.permissions import Permission

CHANNEL = "desk_alerts"
_MOST_IN_A_NOTICE = 100


class AlertKind(StrEnum):
    QUEUED = "queued"
    REQUEUED = "requeued"


class Alert(BaseModel):
    """For the people in `to`, or for all who hold `permission`, of one `group` alone where it is named."""

    kind: AlertKind | NoticeKind
    text: str
    conversation_id: uuid.UUID | None = None
    ticket_id: uuid.UUID | None = None
    # Of the content, as its page's address names it; empty for all else.
    entry: str = ""
    at: datetime = Field(default_factory=utc_now)
    to: list[uuid.UUID] = Field(default_factory=list)
    permission: Permission | None = None
    group: str = ""

    def concerns(self, staff_id: uuid.UUID, permissions: frozenset[str], group_name: str) -> bool:
        return staff_id in self.to or (self.permission in permissions and self.group in ("", group_name))


async def send_alert(session: AsyncSession, alert: Alert) -> None:
    """Told when the transaction is committed; to many in several notices, of which PostgreSQL allows 8000 bytes each."""
    for number, some in enumerate(list(batched(alert.to, _MOST_IN_A_NOTICE)) or [()]):
        part = {"to": list(some), "permission": None if number else alert.permission}
        payload = alert.model_copy(update=part).model_dump_json()
        await session.execute(text("SELECT pg_notify(:channel, :payload)"), {"channel": CHANNEL, "payload": payload})


def alerts_of(before: Row | None, row: Row, words: Words) -> list[Alert]:
    """What a change of owner means for the others; nothing when the owner stayed."""
    if before is not None and before.ownership_number == row.ownership_number:
        return []
    if row.owner != "queue":
        return []
    kind = AlertKind.REQUEUED if row.times_queued > 1 else AlertKind.QUEUED
    subject = row.ticket.subject if row.ticket else row.preview
    is_call = row.call is not None and row.call.is_live
    said = words.say(f"{kind}_call" if is_call else kind, subject=subject)
    return [Alert(kind=kind, text=said, conversation_id=row.id, permission=Permission.ANSWER_CITIZENS, group=row.queue_group)]


def alert_of(told: Told, words: Words) -> Alert | None:
    """None when something was only read."""
    notice = told.notice
    if notice is None:
        return None
    said = notice_in_words(notice, words)
    ids = {"conversation_id": notice.conversation_id, "ticket_id": notice.ticket_id, "entry": entry_of(notice)}
    return Alert(kind=notice.kind, text=said, at=told.at, to=told.to, **ids)


def notice_in_words(notice: Notice, words: Words) -> str:
    return words.say(_sentence_of(notice), **notice.details)


def entry_of(notice: Notice) -> str:
    return str(notice.details.get("entry", ""))


def _sentence_of(notice: Notice) -> str:
    match notice.kind:
        case NoticeKind.REOPENED if notice.details.get("is_answer"):
            return "answered_by_citizen"
        case NoticeKind.DRAFT_PUBLISHED if not notice.details.get("by"):
            return "draft_published_as_planned"
        case kind:
            return kind
