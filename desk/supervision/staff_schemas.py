"""What goes over the wire about accounts and the audit log."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from core.clock import utc_now
from staff.audit import AuditLine
from staff.lock_out import Tally
from staff.models import Role, StaffMember

# Far above what is taken; only keeps absurd bodies from being looked at.
_Typed = Annotated[str, Field(max_length=1000)]
_Roles = Annotated[list[Role], Field(max_length=20)]


class MemberIn(BaseModel):
    username: _Typed
    display_name: _Typed
    roles: _Roles
    group_name: _Typed = ""
    extension: _Typed = ""


class MemberChanges(BaseModel):
    """What is left out stays as it is; the last three help whoever is locked out of their account."""

    display_name: _Typed | None = None
    roles: _Roles | None = None
    group_name: _Typed | None = None
    extension: _Typed | None = None
    is_active: bool | None = None
    reset_password: bool = False
    reset_totp: bool = False
    unlock: bool = False


class MemberOut(BaseModel):
    """`locked_until`: after too many wrong attempts to sign in; None when that is over."""

    id: uuid.UUID
    username: str
    display_name: str
    roles: list[str]
    group_name: str
    extension: str
    is_active: bool
    totp_enrolled: bool
    locked_until: datetime | None
    created_at: datetime

    @classmethod
    def of(cls, member: StaffMember) -> MemberOut:
        return cls(
            id=member.id,
            username=member.username,
            display_name=member.display_name,
            roles=member.roles,
            group_name=member.group_name,
            extension=member.extension,
            is_active=member.is_active,
            totp_enrolled=bool(member.totp_secret),
            locked_until=member.locked_until if Tally.of(member).locked_for(utc_now()) else None,
            created_at=member.created_at,
        )


class MemberKept(BaseModel):
    """`password` is told this once, where a new one was made up, and has to be changed at the first sign-in."""

    member: MemberOut
    password: str | None


class AuditEntryOut(BaseModel):
    """`staff_name` is empty where nobody known acted."""

    id: int
    at: datetime
    staff_name: str
    action: str
    subject_kind: str
    subject_id: str
    details: dict[str, Any]

    @classmethod
    def of(cls, line: AuditLine) -> AuditEntryOut:
        entry = line.entry
        return cls(
            id=entry.id,
            at=entry.at,
            staff_name=line.staff_name,
            action=entry.action,
            subject_kind=entry.subject_kind,
            subject_id=entry.subject_id,
            details=entry.details,
        )


class AuditOut(BaseModel):
    """`names`: what people call the ids that stand in the entries."""

    entries: list[AuditEntryOut]
    names: dict[str, str]
    has_more: bool
