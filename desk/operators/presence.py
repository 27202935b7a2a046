"""Who has which conversation open and who types in it: kept in memory, told by heartbeats, forgotten when they stop."""

from __future__ import annotations

import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable

from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from conversations.models import Sender
from conversations.typing import read_typing

CHANNEL = "presence"
_FORGOTTEN_AFTER_SECONDS = 25.0
TYPING_FORGOTTEN_AFTER_SECONDS = 8.0


class Heartbeat(BaseModel):
    """One browser of a member of staff; two tabs are two."""

    staff_id: uuid.UUID
    display_name: str
    tab: str
    conversation_ids: list[uuid.UUID]
    typing_in: uuid.UUID | None = None
    # The last one: the page is closed.
    is_last: bool = False


class Viewer(BaseModel):
    id: uuid.UUID
    display_name: str
    typing: bool


class Shown(BaseModel):
    conversation_id: uuid.UUID
    viewers: list[Viewer]
    citizen_typing: bool


async def announce_presence(session: AsyncSession, beat: Heartbeat) -> None:
    await session.execute(text("SELECT pg_notify(:channel, :payload)"), {"channel": CHANNEL, "payload": beat.model_dump_json()})


class Presence:
    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._beats: dict[tuple[uuid.UUID, str], tuple[float, Heartbeat]] = {}
        self._citizens_typing: dict[uuid.UUID, float] = {}

    def hear(self, payload: str) -> set[uuid.UUID]:
        """The conversations whose viewers may look different now."""
        beat = Heartbeat.model_validate_json(payload)
        now = self._clock()
        gone = [key for key, (at, _) in self._beats.items() if now - at > _FORGOTTEN_AFTER_SECONDS]
        changed = {conversation for key in gone for conversation in self._beats.pop(key)[1].conversation_ids}
        key = (beat.staff_id, beat.tab)
        before = self._beats[key][1] if key in self._beats else None
        if beat.is_last:
            self._beats.pop(key, None)
        else:
            self._beats[key] = (now, beat)
        if before is None or before != beat:
            changed |= set(beat.conversation_ids) | set(before.conversation_ids if before else ())
        return changed

    def is_elsewhere(self, staff_id: uuid.UUID, tab: str) -> bool:
        """Whether another page of theirs is open."""
        return any(beat.staff_id == staff_id and beat.tab != tab for beat in self._fresh())

    def typed_in(self, staff_id: uuid.UUID, tab: str) -> uuid.UUID | None:
        """Where this browser said last that somebody types in it."""
        last = self._beats.get((staff_id, tab))
        return last[1].typing_in if last is not None else None

    def hear_typing(self, payload: str) -> uuid.UUID | None:
        typing = read_typing(payload)
        if typing.who != Sender.CITIZEN:
            return None
        if typing.on:
            self._citizens_typing[typing.conversation_id] = self._clock()
        else:
            self._citizens_typing.pop(typing.conversation_id, None)
        return typing.conversation_id

    def stop_typing(self, conversation_id: uuid.UUID) -> bool:
        """What was typed has been sent; True when it was known to be typed."""
        return self._citizens_typing.pop(conversation_id, None) is not None

    def viewers(self, conversation_id: uuid.UUID) -> list[Viewer]:
        """Each person once, however many tabs; typing if in any of them."""
        typing: dict[uuid.UUID, bool] = defaultdict(bool)
        names: dict[uuid.UUID, str] = {}
        for beat in self._fresh():
            if conversation_id in beat.conversation_ids:
                names[beat.staff_id] = beat.display_name
                typing[beat.staff_id] |= beat.typing_in == conversation_id
        return [Viewer(id=staff_id, display_name=name, typing=typing[staff_id]) for staff_id, name in names.items()]

    def shown(self, conversation_id: uuid.UUID) -> str:
        since = self._citizens_typing.get(conversation_id, -TYPING_FORGOTTEN_AFTER_SECONDS)
        is_typing = self._clock() - since < TYPING_FORGOTTEN_AFTER_SECONDS
        return Shown(conversation_id=conversation_id, viewers=self.viewers(conversation_id), citizen_typing=is_typing).model_dump_json()

    def _fresh(self) -> Iterable[Heartbeat]:
        now = self._clock()
        return (beat for at, beat in self._beats.values() if now - at <= _FORGOTTEN_AFTER_SECONDS)
