"""Who takes conversations now. Everybody who shows or counts that hears of each change on the channel `staff`."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock, utc_now
from staff.models import Duty, DutyState, StaffMember
from staff.repository import DutyRepository, StaffRepository

# Nine heartbeats of the desk's page missed: nobody is there.
SILENT_FOR = timedelta(seconds=90)
# Whoever closes the page and is not heard from within this time has gone.
_LOADED_ANEW_WITHIN = timedelta(seconds=20)
OFF = "off"


@dataclass(frozen=True)
class Colleague:
    """`duty` is a DutyState, or OFF for whoever is not there, whatever they were when they left."""

    member: StaffMember
    duty: str


async def set_duty(session: AsyncSession, staff_id: uuid.UUID, state: DutyState, *, clock: Clock = utc_now) -> None:
    await DutyRepository(session).set(staff_id, state, clock())
    await StaffRepository(session).announce(staff_id)


async def heartbeat(session: AsyncSession, staff_id: uuid.UUID, *, clock: Clock = utc_now, silent_for: timedelta = SILENT_FOR) -> None:
    """The member's page is open. The first one, or one after a silence, is news to the others."""
    duties = DutyRepository(session)
    before = _state(await duties.find(staff_id), clock(), silent_for)
    await duties.beat(staff_id, clock())
    if before == OFF:
        await StaffRepository(session).announce(staff_id)


async def page_closed(session: AsyncSession, staff_id: uuid.UUID, *, clock: Clock = utc_now, silent_for: timedelta = SILENT_FOR) -> None:
    """Nobody is there, unless a heartbeat comes soon: a page that is loaded anew is closed as well."""
    await DutyRepository(session).age(staff_id, clock() - silent_for + _LOADED_ANEW_WITHIN)


async def go_off(session: AsyncSession, staff_id: uuid.UUID) -> None:
    if await DutyRepository(session).end(staff_id):
        await StaffRepository(session).announce(staff_id)


async def duty_of(session: AsyncSession, staff_id: uuid.UUID) -> str:
    """What the member chose, `off` when nothing; how long ago their page was heard from does not count here."""
    chosen = await DutyRepository(session).find(staff_id)
    return OFF if chosen is None else chosen.state


async def list_on_duty(session: AsyncSession, now: datetime, silent_for: timedelta = SILENT_FOR) -> Sequence[StaffMember]:
    """Who may be given a conversation: on duty, heard from, active, and allowed to answer. Longest on duty first."""
    return await DutyRepository(session).list_on_duty(now - silent_for)


async def list_silent(session: AsyncSession, now: datetime, silent_for: timedelta = SILENT_FOR) -> Sequence[StaffMember]:
    """Everybody whose page is not heard from (any more), those who signed out or lost their account among them."""
    return await DutyRepository(session).list_silent(now - silent_for)


async def colleagues(session: AsyncSession, now: datetime, silent_for: timedelta = SILENT_FOR) -> Sequence[Colleague]:
    """Everybody who may answer citizens, by name."""
    found = await DutyRepository(session).list_colleagues()
    return [Colleague(member, _state(duty, now, silent_for)) for member, duty in found]


def _state(duty: Duty | None, now: datetime, silent_for: timedelta) -> str:
    return OFF if duty is None or duty.heartbeat_at <= now - silent_for else duty.state
