"""All writing of calls' rows: begun, still there, ended; and finding those that nobody has any more."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.calls.models import Call, Ending
from conversations.models import Conversation, Owner

CHANNEL = "phone"


@dataclass
class Figures:
    """What is measured while a call lasts; columns of its row. The operator is whoever has the conversation."""

    first_word_at: datetime | None = None
    utterances: int = 0
    understood: int = 0
    was_handed_over: bool = False
    words_heard: int = 0
    confidence_sum: float = 0.0
    response_ms: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class NewCall:
    """`details`: "began_in" is the conversation of the page in which it began."""

    id: uuid.UUID
    leg: str
    caller: str
    began_at: datetime
    details: dict[str, Any] = field(default_factory=dict)


class CallRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def begin(self, call: NewCall) -> None:
        """The call and its conversation, which has the same id; harmless when they are there."""
        conversation = {"id": call.id, "channel": CHANNEL, "external_id": str(call.id), "token_hash": None}
        await self._session.execute(insert(Conversation).values(conversation).on_conflict_do_nothing())
        row = {"id": call.id, "conversation_id": call.id, "leg": call.leg, "caller": call.caller, "details": call.details}
        await self._session.execute(insert(Call).values(row | {"began_at": call.began_at}).on_conflict_do_nothing())

    async def beat(self, call_id: uuid.UUID, figures: Figures) -> None:
        await self._write(call_id, figures, {"beat_at": func.now()})

    async def end(self, call_id: uuid.UUID, figures: Figures, ending: Ending, at: datetime, details: dict[str, Any]) -> None:
        """Once; a call that was given up as lost stays so."""
        values = {"beat_at": func.now(), "ended_at": at, "ending": ending, "details": Call.details.op("||")(details)}
        await self._write(call_id, figures, values)

    async def list_lost(self, before: datetime, limit: int) -> Sequence[Call]:
        """Calls without a sign of life since then."""
        statement = select(Call).where(Call.ended_at.is_(None), Call.beat_at < before).order_by(Call.beat_at).limit(limit)
        return (await self._session.scalars(statement)).all()

    async def lose(self, call_id: uuid.UUID, before: datetime) -> None:
        """It ended with its last sign of life, unless it has given one since."""
        statement = update(Call).where(Call.id == call_id, Call.ended_at.is_(None), Call.beat_at < before)
        await self._session.execute(statement.values(ended_at=Call.beat_at, ending=Ending.LOST))

    async def list_left_in_queue(self, limit: int) -> Sequence[Call]:
        """Calls that have ended while their conversation waits for a person: it was handed over in the moment they hung up."""
        statement = select(Call).join(Conversation, Conversation.id == Call.conversation_id)
        statement = statement.where(Conversation.owner == Owner.QUEUE, Conversation.channel == CHANNEL, Call.ended_at.is_not(None))
        return (await self._session.scalars(statement.limit(limit))).all()

    async def _write(self, call_id: uuid.UUID, figures: Figures, values: dict[str, Any]) -> None:
        owner = select(Conversation.owner_id).where(Conversation.id == call_id).scalar_subquery()
        statement = update(Call).where(Call.id == call_id, Call.ended_at.is_(None))
        await self._session.execute(statement.values(asdict(figures) | {"operator_id": func.coalesce(owner, Call.operator_id)} | values))
