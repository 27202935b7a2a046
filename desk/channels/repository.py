"""How sending over a channel goes today: all queries on it that the desk makes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Delivery, DeliveryState, Message


@dataclass(frozen=True)
class Sending:
    """`waiting` whenever they were written; the others of messages written since the moment asked for."""

    waiting: int
    sent: int
    failed: int
    oldest_waiting_at: datetime | None


class SendingRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def look(self, channel: str, since: datetime) -> Sending:
        is_waiting = Delivery.state == DeliveryState.WAITING
        statement = (
            select(
                func.count().filter(is_waiting),
                func.count().filter(Delivery.state == DeliveryState.SENT),
                func.count().filter(Delivery.state == DeliveryState.FAILED),
                func.min(Message.created_at).filter(is_waiting),
            )
            .join(Message, Message.id == Delivery.message_id)
            .where(Delivery.channel == channel, or_(is_waiting, Message.created_at >= since))
        )
        waiting, sent, failed, oldest = (await self._session.execute(statement)).one()
        return Sending(waiting, sent, failed, oldest)
