"""Recordings in memory."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field


@dataclass
class FakeTape:
    callers: int = 0
    others: int = 0
    is_closed: bool = False
    is_discarded: bool = False

    def caller(self, frame: bytes) -> None:
        self.callers += 1

    def other(self, frame: bytes) -> None:
        self.others += 1

    async def close(self) -> None:
        self.is_closed = True

    async def discard(self) -> None:
        self.is_discarded = True


@dataclass
class Tapes:
    begun: dict[uuid.UUID, FakeTape] = field(default_factory=dict)

    async def begin(self, call_id: uuid.UUID) -> FakeTape:
        return self.begun.setdefault(call_id, FakeTape())

    @property
    def only(self) -> FakeTape:
        [tape] = self.begun.values()
        return tape
