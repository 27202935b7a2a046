"""Queries on what citizens asked for about their own data."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Conversation, Delivery, DeliveryState, Message
from privacy.models import DataRequest, RequestKind, RequestState


class RequestRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, request: DataRequest) -> None:
        self._session.add(request)
        await self._session.flush()

    async def find(self, request_id: uuid.UUID) -> DataRequest | None:
        return await self._session.get(DataRequest, request_id)

    async def get_again(self, request_id: uuid.UUID) -> DataRequest:
        """As it stands now: read once its conversation is locked, which is what orders all that happens to it."""
        statement = select(DataRequest).where(DataRequest.id == request_id)
        return (await self._session.scalars(statement.execution_options(populate_existing=True))).one()

    async def find_open_deletion(self, conversation_id: uuid.UUID) -> DataRequest | None:
        statement = select(DataRequest).where(
            DataRequest.conversation_id == conversation_id,
            DataRequest.kind == RequestKind.DELETE,
            DataRequest.state == RequestState.OPEN,
        )
        return await self._session.scalar(statement)

    async def list_all(self, most_settled: int) -> list[DataRequest]:
        """Open ones by deadline, then the newest of the others."""
        is_open = DataRequest.state == RequestState.OPEN
        waiting = (await self._session.scalars(select(DataRequest).where(is_open).order_by(DataRequest.due_at))).all()
        settled = select(DataRequest).where(~is_open).order_by(DataRequest.asked_at.desc(), DataRequest.code).limit(most_settled)
        return [*waiting, *(await self._session.scalars(settled))]

    async def channels_of(self, conversation_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
        rows = await self._session.execute(select(Conversation.id, Conversation.channel).where(Conversation.id.in_(conversation_ids)))
        return {row.id: row.channel for row in rows}

    async def find_by_link(self, link_hash: str, now: datetime) -> DataRequest | None:
        return await self._session.scalar(select(DataRequest).where(DataRequest.link_hash == link_hash, DataRequest.link_until > now))

    async def end_links(self, conversation_id: uuid.UUID) -> None:
        statement = update(DataRequest).where(DataRequest.conversation_id == conversation_id, DataRequest.link_hash.is_not(None))
        await self._session.execute(statement.values(link_hash=None, link_until=None))

    async def list_confirmed(self) -> Sequence[uuid.UUID]:
        """Deletions that may be carried out, the oldest first."""
        statement = select(DataRequest.id).where(
            DataRequest.kind == RequestKind.DELETE, DataRequest.state == RequestState.OPEN, DataRequest.confirmed_at.is_not(None)
        )
        return (await self._session.scalars(statement.order_by(DataRequest.confirmed_at))).all()

    async def list_unwarned(self) -> Sequence[DataRequest]:
        """Open ones of which the last warning has not been given."""
        statement = select(DataRequest).where(DataRequest.state == RequestState.OPEN, DataRequest.warned_percent < 100)
        return (await self._session.scalars(statement.order_by(DataRequest.due_at).with_for_update(skip_locked=True))).all()

    async def is_on_its_way(self, conversation_id: uuid.UUID, code: str) -> bool:
        """Whether what the citizen was told about that request has still to be sent."""
        statement = (
            select(Delivery.message_id)
            .join(Message, Message.id == Delivery.message_id)
            .where(Delivery.conversation_id == conversation_id, Delivery.state == DeliveryState.WAITING)
            .where(Message.details["data_request"].astext == code)
        )
        return await self._session.scalar(statement.limit(1)) is not None
