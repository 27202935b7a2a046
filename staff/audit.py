"""Who did or saw what, for the audit page. Details never hold a password, a code or a citizen's words."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from staff.models import AuditEntry
from staff.repository import AuditFilter, AuditRepository


class Action(StrEnum):
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    LOCKED_OUT = "locked_out"
    SIGNED_OUT = "signed_out"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an action
    PASSWORD_REFUSED = "password_refused"  # noqa: S105
    PASSWORD_RESET = "password_reset"  # noqa: S105
    SECOND_FACTOR_SET_UP = "second_factor_set_up"
    SECOND_FACTOR_RESET = "second_factor_reset"
    MEMBER_ADDED = "member_added"
    MEMBER_CHANGED = "member_changed"
    ROLES_CHANGED = "roles_changed"
    MEMBER_DISABLED = "member_disabled"
    MEMBER_ENABLED = "member_enabled"
    MEMBER_UNLOCKED = "member_unlocked"
    CONVERSATION_READ = "conversation_read"
    MESSAGE_REVEALED = "message_revealed"
    PHONE_REVEALED = "phone_revealed"
    RECORDING_PLAYED = "recording_played"
    SEARCHED = "searched"
    TICKETS_EXPORTED = "tickets_exported"
    REPORT_EXPORTED = "report_exported"
    BOT_PAUSED = "bot_paused"
    BOT_PAUSE_ENDED = "bot_pause_ended"
    CANNED_REPLY_ADDED = "canned_reply_added"
    CANNED_REPLY_CHANGED = "canned_reply_changed"
    CANNED_REPLY_REMOVED = "canned_reply_removed"
    DATA_EXPORT_GIVEN = "data_export_given"
    DATA_DELETION_ORDERED = "data_deletion_ordered"
    DATA_REQUEST_REFUSED = "data_request_refused"
    DATA_ERASED = "data_erased"
    DRAFT_STARTED = "draft_started"
    DRAFT_SUBMITTED = "draft_submitted"
    DRAFT_RETURNED = "draft_returned"
    DRAFT_APPROVED = "draft_approved"
    DRAFT_DISCARDED = "draft_discarded"
    DRAFT_SCHEDULED = "draft_scheduled"
    DRAFT_UNSCHEDULED = "draft_unscheduled"
    CONTENT_PUBLISHED = "content_published"
    CONTENT_FORCED = "content_forced"
    CONTENT_TAKEN_DOWN = "content_taken_down"
    CONTENT_RESTORED = "content_restored"
    CONTENT_ROLLED_BACK = "content_rolled_back"
    APPROVAL_RULES_CHANGED = "approval_rules_changed"
    CHANNEL_CONNECTED = "channel_connected"
    CHANNEL_DISCONNECTED = "channel_disconnected"
    QUESTIONS_CLOSED = "questions_closed"
    QUESTIONS_REOPENED = "questions_reopened"
    QUESTIONS_MERGED = "questions_merged"
    QUESTIONS_SPLIT = "questions_split"
    QUESTIONS_EXPORTED = "questions_exported"
    REPLY_MARKED = "reply_marked"


# `subject_kind` of what is done to a member's account.
STAFF = "staff"


@dataclass(frozen=True)
class AuditLine:
    """An entry with the name of who acted; empty for a sign-in of a name nobody has, and for the command line."""

    entry: AuditEntry
    staff_name: str


@dataclass(frozen=True)
class AuditPage:
    """Newest first; `has_more` when there are older ones."""

    lines: Sequence[AuditLine]
    has_more: bool


async def record(
    session: AsyncSession,
    *,
    staff_id: uuid.UUID | None,
    action: Action,
    subject_kind: str = "",
    subject_id: object = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """In the caller's transaction: what is undone was not done. `staff_id` None: nobody known, or the command line."""
    entry = AuditEntry(staff_id=staff_id, action=action, subject_kind=subject_kind, subject_id=str(subject_id), details=dict(details or {}))
    await AuditRepository(session).add(entry)


async def record_many(
    session: AsyncSession, *, staff_id: uuid.UUID, action: Action, subject_kind: str, subjects: Sequence[tuple[str, Mapping[str, Any]]]
) -> None:
    """The same done to many: an entry for each, by its id and details."""
    await AuditRepository(session).add_all(
        AuditEntry(staff_id=staff_id, action=action, subject_kind=subject_kind, subject_id=subject_id, details=dict(details))
        for subject_id, details in subjects
    )


async def record_once(session: AsyncSession, staff_id: uuid.UUID, action: Action, subject: tuple[str, object], since: datetime) -> None:
    """Unless the same member did the same to the same subject (kind and id) since then: looking again is nothing new."""
    kind, subject_id = subject
    if not await AuditRepository(session).has_since(staff_id, action, (kind, str(subject_id)), since):
        await record(session, staff_id=staff_id, action=action, subject_kind=kind, subject_id=subject_id)


async def record_own(session: AsyncSession, staff_id: uuid.UUID, action: Action, details: Mapping[str, Any] | None = None) -> None:
    """Something members did to their own account."""
    await record(session, staff_id=staff_id, action=action, subject_kind=STAFF, subject_id=staff_id, details=details)


async def list_entries(
    session: AsyncSession, chosen: AuditFilter | None = None, *, before_id: int | None = None, limit: int = 50
) -> AuditPage:
    """`before_id` is the last entry of the page before."""
    found = await AuditRepository(session).list_newest(chosen or AuditFilter(), before_id, limit + 1)
    return AuditPage([AuditLine(entry, name) for entry, name in found[:limit]], has_more=len(found) > limit)
