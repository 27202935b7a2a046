"""All queries on deliveries: messages on their way out over a channel that has to be called."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from conversations.models import Delivery, DeliveryState, Message
from conversations.repository import DELIVERIES

# Of how many deliveries of a conversation the vendor's names are remembered when a part is in doubt.
_REMEMBERED = 50


@dataclass
class Claim:
    """One delivery that is ours until `until`; whoever is late finds that it is not any more."""

    message_id: uuid.UUID
    conversation_id: uuid.UUID
    until: datetime
    begun_at: datetime | None
    vendor_ids: list[str]
    attempts: int


class DeliveryRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def claim(self, channel: str, now: datetime, until: datetime, limit: int) -> Sequence[Claim]:
        """What is due and nobody has, the first one of each conversation only: what is behind it waits for its turn."""
        earlier = aliased(Delivery)
        is_behind = select(earlier.message_id).where(
            earlier.conversation_id == Delivery.conversation_id, earlier.state == DeliveryState.WAITING, earlier.seq < Delivery.seq
        )
        due = (
            select(Delivery.message_id)
            .where(
                Delivery.channel == channel,
                Delivery.state == DeliveryState.WAITING,
                Delivery.next_attempt_at <= now,
                Delivery.claimed_until.is_(None) | (Delivery.claimed_until <= now),
                ~is_behind.exists(),
            )
            .order_by(Delivery.next_attempt_at)
            .limit(limit)
            .with_for_update(of=Delivery, skip_locked=True)
            .cte("due")
        )
        statement = (
            update(Delivery)
            .where(Delivery.message_id == due.c.message_id)
            .values(claimed_until=until)
            .returning(Delivery.message_id, Delivery.conversation_id, Delivery.begun_at, Delivery.vendor_ids, Delivery.attempts)
            .execution_options(synchronize_session=False)
        )
        rows = await self._session.execute(statement)
        return [Claim(row.message_id, row.conversation_id, until, row.begun_at, list(row.vendor_ids), row.attempts) for row in rows]

    async def begin(self, claim: Claim, at: datetime, until: datetime) -> bool:
        """Written before the call: whoever finds it later knows that a part may have been taken. False: no longer ours."""
        return await self._change(claim, until=until, begun_at=at)

    async def part_taken(self, claim: Claim, vendor_id: str, at: datetime, until: datetime) -> bool:
        """And the next one is begun."""
        return await self._change(claim, until=until, begun_at=at, vendor_ids=[*claim.vendor_ids, vendor_id])

    async def last_part_taken(self, claim: Claim, vendor_id: str, at: datetime) -> bool:
        values = {"state": DeliveryState.SENT, "sent_at": at, "failure": "", "failure_code": ""}
        return await self._change(claim, until=None, begun_at=None, vendor_ids=[*claim.vendor_ids, vendor_id], **values)

    async def drop(self, claim: Claim) -> bool:
        return await self._change(claim, until=None, begun_at=None, state=DeliveryState.DROPPED)

    async def fail(self, claim: Claim, failure: str, code: str) -> bool:
        return await self._change(claim, until=None, begun_at=None, state=DeliveryState.FAILED, failure=failure, failure_code=code)

    async def postpone(self, claim: Claim, at: datetime, failure: str, code: str, *, in_doubt: bool, attempts: int) -> bool:
        begun_at = claim.begun_at if in_doubt else None
        return await self._change(
            claim, until=None, begun_at=begun_at, next_attempt_at=at, failure=failure, failure_code=code, attempts=attempts
        )

    async def fail_waiting(self, conversation_id: uuid.UUID, failure: str, code: str) -> Sequence[Message]:
        """All that waits for its turn in this conversation; returns it."""
        statement = update(Delivery).where(Delivery.conversation_id == conversation_id, Delivery.state == DeliveryState.WAITING)
        values = {"state": DeliveryState.FAILED, "failure": failure, "failure_code": code, "claimed_until": None, "begun_at": None}
        statement = statement.values(values).returning(Delivery.message_id).execution_options(synchronize_session=False)
        failed = (await self._session.scalars(statement)).all()
        return (await self._session.scalars(select(Message).where(Message.id.in_(failed)))).all()

    async def hold_back(self, channel: str, now: datetime, until: datetime) -> None:
        """What is due and nobody has is tried at `until`."""
        free = Delivery.claimed_until.is_(None) | (Delivery.claimed_until <= now)
        await self._put_off(until, Delivery.channel == channel, Delivery.next_attempt_at <= now, free)

    async def hurry(self, channel: str, now: datetime) -> None:
        """What was put off is tried again at once: something has been put right. Of what is in doubt the vendor may know nothing yet."""
        await self._put_off(now, Delivery.channel == channel, Delivery.begun_at.is_(None))
        await self._session.execute(text("SELECT pg_notify(:channel, :name)"), {"channel": DELIVERIES, "name": channel})

    async def has_waiting(self, channel: str, failure: str) -> bool:
        """Whether anything waits that could not be sent for this reason."""
        chosen = (Delivery.channel == channel, Delivery.state == DeliveryState.WAITING, Delivery.failure == failure)
        return await self._session.scalar(select(Delivery.message_id).where(*chosen).limit(1)) is not None

    async def vendor_ids_of(self, conversation_id: uuid.UUID) -> set[str]:
        """The vendor's names for what was sent lately in this conversation."""
        statement = select(Delivery.vendor_ids).where(Delivery.conversation_id == conversation_id)
        lately = (await self._session.scalars(statement.order_by(Delivery.seq.desc()).limit(_REMEMBERED))).all()
        return {vendor_id for vendor_ids in lately for vendor_id in vendor_ids}

    async def _put_off(self, until: datetime, *conditions: ColumnElement[bool]) -> None:
        """What another transaction holds is left to it: several that wait for each other's rows would never end."""
        chosen = select(Delivery.message_id).where(Delivery.state == DeliveryState.WAITING, *conditions)
        locked = chosen.with_for_update(skip_locked=True).cte("locked")
        statement = update(Delivery).where(Delivery.message_id == locked.c.message_id).values(next_attempt_at=until)
        await self._session.execute(statement.execution_options(synchronize_session=False))

    async def _change(self, claim: Claim, *, until: datetime | None, **values: Any) -> bool:
        """True while the claim is still this one; it is brought up to date then."""
        statement = (
            update(Delivery)
            .where(
                Delivery.message_id == claim.message_id,
                Delivery.state == DeliveryState.WAITING,
                Delivery.claimed_until == claim.until,
            )
            .values(claimed_until=until, **values)
            .returning(Delivery.vendor_ids)
            .execution_options(synchronize_session=False)
        )
        vendor_ids = await self._session.scalar(statement)
        if vendor_ids is None:
            return False
        claim.vendor_ids, claim.begun_at = list(vendor_ids), values.get("begun_at")
        claim.until = until or claim.until
        return True
