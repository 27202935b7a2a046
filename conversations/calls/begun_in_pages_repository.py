"""Calls that a citizen made from the page of a conversation: each is a conversation of its own, and belongs to that page's."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.calls.models import SILENT_FOR, Call

# In a call's details: the conversation of the page.
BEGAN_IN = "began_in"


async def conversations_begun_in(session: AsyncSession, conversation_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """Of calls, in an order that is always the same: whoever locks several waits for nobody in a circle."""
    begun = select(Call.conversation_id).where(_began_in(conversation_id), Call.conversation_id != conversation_id)
    return (await session.scalars(begun.distinct().order_by(Call.conversation_id))).all()


async def calls_of(session: AsyncSession, conversation_id: uuid.UUID) -> Sequence[Call]:
    """Its own, and those that were begun in it."""
    own = select(Call).where(or_(Call.conversation_id == conversation_id, _began_in(conversation_id)))
    return (await session.scalars(own.order_by(Call.began_at, Call.id))).all()


async def has_live_call(session: AsyncSession, conversation_id: uuid.UUID) -> bool:
    """Whether one that was begun in it still goes on."""
    is_live = Call.ended_at.is_(None) & (Call.beat_at > func.now() - SILENT_FOR)
    return bool(await session.scalar(select(exists().where(_began_in(conversation_id), is_live))))


def _began_in(conversation_id: uuid.UUID) -> ColumnElement[bool]:
    begun: ColumnElement[bool] = Call.details.has_key(BEGAN_IN) & (Call.details[BEGAN_IN].astext == str(conversation_id))
    return begun
