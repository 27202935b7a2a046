"""All queries on staff, their sessions, who is on duty, and the audit log."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from staff.models import AuditEntry, Duty, DutyState, Role, StaffMember, StaffSession
from staff.permissions import ANSWERING_ROLES

CHANNEL = "staff"


class StaffRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, values: dict[str, Any]) -> StaffMember | None:
        """None when somebody has that user name, even if they got it at the same moment."""
        statement = insert(StaffMember).values({"id": uuid.uuid4()} | values)
        statement = statement.on_conflict_do_nothing(index_elements=[StaffMember.username])
        return await self._session.scalar(statement.returning(StaffMember))

    async def find(self, staff_id: uuid.UUID) -> StaffMember | None:
        return await self._session.get(StaffMember, staff_id)

    async def find_by_username(self, username: str) -> StaffMember | None:
        return await self._session.scalar(select(StaffMember).where(StaffMember.username == username))

    async def find_by_username_locked(self, username: str) -> StaffMember | None:
        """Locked to the end of the transaction, so that attempts to sign in are counted one after another."""
        statement = select(StaffMember).where(StaffMember.username == username).with_for_update()
        return await self._session.scalar(statement.execution_options(populate_existing=True))

    async def find_locked(self, staff_id: uuid.UUID) -> StaffMember | None:
        statement = select(StaffMember).where(StaffMember.id == staff_id).with_for_update()
        return await self._session.scalar(statement.execution_options(populate_existing=True))

    async def lock_admins(self) -> Sequence[uuid.UUID]:
        """Those with an account in use, locked to the end of the transaction: whoever takes one away goes after another."""
        is_admin = StaffMember.roles.op("&&")([Role.ADMIN.value])
        statement = select(StaffMember.id).where(StaffMember.is_active, is_admin).order_by(StaffMember.id).with_for_update()
        return (await self._session.scalars(statement)).all()

    async def list_all(self) -> Sequence[StaffMember]:
        """Whoever has an account; those in use first."""
        statement = select(StaffMember).where(_is_person())
        return (await self._session.scalars(statement.order_by(StaffMember.is_active.desc(), StaffMember.username))).all()

    async def announce(self, staff_id: uuid.UUID) -> None:
        await self._session.execute(text("SELECT pg_notify(:channel, :id)"), {"channel": CHANNEL, "id": str(staff_id)})


class SessionRepository:
    """Sessions are ended by taking their rows away."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, signed_in: StaffSession) -> None:
        self._session.add(signed_in)
        await self._session.flush()

    async def find_live(self, token_hash: str, now: datetime, idle_since: datetime) -> tuple[StaffSession, StaffMember] | None:
        statement = select(StaffSession, StaffMember).join(StaffMember, StaffMember.id == StaffSession.staff_id)
        statement = statement.where(StaffSession.token_hash == token_hash, *_live(now, idle_since), StaffMember.is_active)
        found = (await self._session.execute(statement)).one_or_none()
        return None if found is None else (found[0], found[1])

    async def has_live(self, staff_id: uuid.UUID, now: datetime, idle_since: datetime) -> bool:
        statement = select(StaffSession.token_hash).where(StaffSession.staff_id == staff_id, *_live(now, idle_since))
        return await self._session.scalar(statement.limit(1)) is not None

    async def mark_seen(self, token_hash: str, now: datetime) -> None:
        await self._session.execute(update(StaffSession).where(StaffSession.token_hash == token_hash).values(last_seen_at=now))

    async def end(self, token_hash: str) -> None:
        await self._session.execute(delete(StaffSession).where(StaffSession.token_hash == token_hash))

    async def end_all(self, staff_id: uuid.UUID, *, but: str = "") -> None:
        await self._session.execute(delete(StaffSession).where(StaffSession.staff_id == staff_id, StaffSession.token_hash != but))

    async def forget_ended(self, now: datetime, idle_since: datetime) -> None:
        ended = (StaffSession.expires_at <= now) | (StaffSession.last_seen_at <= idle_since)
        await self._session.execute(delete(StaffSession).where(ended))


class DutyRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, staff_id: uuid.UUID) -> Duty | None:
        return await self._session.get(Duty, staff_id, populate_existing=True)

    async def set(self, staff_id: uuid.UUID, state: DutyState, now: datetime) -> None:
        row = {"staff_id": staff_id, "state": state, "since": now, "heartbeat_at": now}
        statement = insert(Duty).values(row)
        changed = {"state": state, "since": now, "heartbeat_at": now}
        await self._session.execute(statement.on_conflict_do_update(index_elements=[Duty.staff_id], set_=changed))

    async def beat(self, staff_id: uuid.UUID, now: datetime) -> None:
        """Whoever is heard from for the first time is here, and takes no conversations yet."""
        row = {"staff_id": staff_id, "state": DutyState.AWAY, "since": now, "heartbeat_at": now}
        statement = insert(Duty).values(row)
        await self._session.execute(statement.on_conflict_do_update(index_elements=[Duty.staff_id], set_={"heartbeat_at": now}))

    async def age(self, staff_id: uuid.UUID, heard_at: datetime) -> None:
        """As if they had been heard from no later than that."""
        older = update(Duty).where(Duty.staff_id == staff_id, Duty.heartbeat_at > heard_at)
        await self._session.execute(older.values(heartbeat_at=heard_at))

    async def end(self, staff_id: uuid.UUID) -> bool:
        """Whether there was anything to end."""
        ended = await self._session.execute(delete(Duty).where(Duty.staff_id == staff_id).returning(Duty.staff_id))
        return ended.first() is not None

    async def list_on_duty(self, heard_since: datetime) -> Sequence[StaffMember]:
        """Longest on duty first."""
        statement = select(StaffMember).join(Duty, Duty.staff_id == StaffMember.id).where(*_answers_citizens())
        statement = statement.where(Duty.state == DutyState.ON_DUTY, Duty.heartbeat_at > heard_since)
        return (await self._session.scalars(statement.order_by(Duty.since, StaffMember.username))).all()

    async def list_silent(self, heard_since: datetime) -> Sequence[StaffMember]:
        heard = select(Duty.staff_id).join(StaffMember, StaffMember.id == Duty.staff_id)
        heard = heard.where(Duty.heartbeat_at > heard_since, StaffMember.is_active)
        statement = select(StaffMember).where(StaffMember.id.not_in(heard), _is_person())
        return (await self._session.scalars(statement.order_by(StaffMember.username))).all()

    async def list_colleagues(self) -> Sequence[tuple[StaffMember, Duty | None]]:
        statement = select(StaffMember, Duty).outerjoin(Duty, Duty.staff_id == StaffMember.id).where(*_answers_citizens())
        return [(member, duty) for member, duty in await self._session.execute(statement.order_by(StaffMember.display_name))]


@dataclass(frozen=True)
class AuditFilter:
    """What is not given is not asked for; `since` belongs to the time asked for, `until` does not."""

    staff_id: uuid.UUID | None = None
    action: str | None = None
    subject_kind: str | None = None
    subject_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        columns = (AuditEntry.staff_id, AuditEntry.action, AuditEntry.subject_kind, AuditEntry.subject_id)
        values = (self.staff_id, self.action, self.subject_kind, self.subject_id)
        found: list[ColumnElement[bool]] = [column == value for column, value in zip(columns, values, strict=True) if value is not None]
        if self.since is not None:
            found.append(AuditEntry.at >= self.since)
        if self.until is not None:
            found.append(AuditEntry.at < self.until)
        return found


class AuditRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, entry: AuditEntry) -> None:
        self._session.add(entry)
        await self._session.flush()

    async def add_all(self, entries: Iterable[AuditEntry]) -> None:
        self._session.add_all(entries)
        await self._session.flush()

    async def has_since(self, staff_id: uuid.UUID, action: str, subject: tuple[str, str], since: datetime) -> bool:
        """Whoever asks at the same moment waits for the end of this transaction."""
        key = f"audit {staff_id} {action} {subject[1]}"
        await self._session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": key})
        chosen = AuditFilter(staff_id=staff_id, action=action, subject_kind=subject[0], subject_id=subject[1], since=since)
        return await self._session.scalar(select(AuditEntry.id).where(*chosen.conditions()).limit(1)) is not None

    async def list_newest(self, chosen: AuditFilter, before_id: int | None, limit: int) -> Sequence[tuple[AuditEntry, str]]:
        """With the display name of who acted, empty when nobody known did."""
        statement = select(AuditEntry, StaffMember.display_name).outerjoin(StaffMember, StaffMember.id == AuditEntry.staff_id)
        statement = statement.where(*chosen.conditions())
        if before_id is not None:
            statement = statement.where(AuditEntry.id < before_id)
        found = await self._session.execute(statement.order_by(AuditEntry.id.desc()).limit(limit))
        return [(entry, name or "") for entry, name in found]


def _live(now: datetime, idle_since: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return StaffSession.expires_at > now, StaffSession.last_seen_at > idle_since


def _answers_citizens() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return StaffMember.is_active.is_(True), StaffMember.roles.op("&&")(list(ANSWERING_ROLES))


def _is_person() -> ColumnElement[bool]:
    """A name without any role stands for what was said outside the desk (staff.outside): it has no page to be heard from."""
    return func.cardinality(StaffMember.roles) > 0
