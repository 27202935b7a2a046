"""Operators who are there, take conversations and write."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from conversations.limits import Limits
from conversations.operator_side import OperatorSide
from conversations.ownership import PROGRAM, By, Change, Move
from core.clock import utc_now
from core.db import Database
from core.settings import PROJECT_ROOT
from core.words import Words
from staff.duty import set_duty
from staff.models import DutyState, Role
from tests.desk.personas import add_member


@dataclass
class Office:
    database: Database
    operator_id: uuid.UUID | None = None

    async def open(self) -> uuid.UUID:
        if self.operator_id is None:
            self.operator_id = (await add_member(self.database, "lan", Role.OPERATOR)).id
        await self._duty(DutyState.ON_DUTY)
        return self.operator_id

    async def close(self) -> None:
        await self._duty(DutyState.AWAY)

    async def claims(self, conversation_id: uuid.UUID) -> None:
        await self._move(conversation_id, Change(Move.CLAIM, By(self.operator_id)))

    async def releases(self, conversation_id: uuid.UUID) -> None:
        await self._move(conversation_id, Change(Move.RELEASE, By(self.operator_id)))

    async def hands_back(self, conversation_id: uuid.UUID) -> None:
        await self._move(conversation_id, Change(Move.HAND_BACK, PROGRAM))

    async def writes(self, conversation_id: uuid.UUID, text: str) -> None:
        assert self.operator_id is not None
        async with self.database.session() as session:
            await self._side().write(session, conversation_id, self.operator_id, uuid.uuid4().hex, text)

    async def _move(self, conversation_id: uuid.UUID, change: Change) -> None:
        async with self.database.session() as session:
            await self._side().move(session, conversation_id, change, utc_now())

    async def _duty(self, state: DutyState) -> None:
        assert self.operator_id is not None
        async with self.database.session() as session:
            await set_duty(session, self.operator_id, state)

    @staticmethod
    def _side() -> OperatorSide:
        return OperatorSide(Words(PROJECT_ROOT / "conversations/notices.yml", hotline_number="1022"), Limits())
