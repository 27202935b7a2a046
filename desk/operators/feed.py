"""What every open desk is told as it happens: one listener a process, one query for all that changed in a blink, sent to everybody."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from sqlalchemy.exc import OperationalError

from conversations.models import Sender
from conversations.repository import CHANNEL as CONVERSATIONS
from conversations.typing import CHANNEL as TYPING
from core.clock import utc_now
from core.db import Database
from core.listening import Listener
from core.words import Words
from desk.operators.alerts import CHANNEL as ALERTS
from desk.operators.alerts import Alert, alert_of, alerts_of
from desk.operators.colleagues import colleagues_now
from desk.operators.presence import CHANNEL as PRESENCE
from desk.operators.presence import TYPING_FORGOTTEN_AFTER_SECONDS, Presence
from desk.operators.rows import Row, rows_of, rows_on_board
from staff.notices import CHANNEL as NOTICES
from staff.notices import Told
from staff.permissions import Permission

# Changes of a blink go out together: 20 desks and 10 messages a second would otherwise ask the database 200 times.
_BLINK_SECONDS = 0.04
_MOST_WAITING = 500
_AWAY_SECONDS = 1.0
_log = structlog.get_logger()


@dataclass(eq=False)
class Desk:
    """One browser that follows; `missed` when it was too slow and has to load the board anew."""

    staff_id: uuid.UUID
    permissions: frozenset[str]
    group_name: str = ""
    events: asyncio.Queue[tuple[str, str]] = field(default_factory=lambda: asyncio.Queue(_MOST_WAITING))
    missed: bool = False

    def waiting(self) -> Iterator[tuple[str, str]]:
        """All that is there already, taken out."""
        while not self.events.empty():
            yield self.events.get_nowait()

    def tell(self, name: str, data: str) -> None:
        try:
            self.events.put_nowait((name, data))
        except asyncio.QueueFull:
            self.missed = True


class Feed:
    def __init__(self, database: Database, listener: Listener, words: Words, silent_for: timedelta) -> None:
        self._database = database
        self._words = words
        self._silent_for = silent_for
        self.presence = Presence()
        self._desks: set[Desk] = set()
        self._known: dict[uuid.UUID, Row] = {}
        self._changed: set[uuid.UUID] = set()
        self._is_staff_changed = False
        self._is_lost = True
        # Whether `_known` is what some desk has been told up to the last moment.
        self._is_watched = False
        self._is_stopped = False
        self._news = asyncio.Event()
        listener.on(CONVERSATIONS, self._conversation_changed)
        listener.on("tickets", self._ticket_changed)
        listener.on("staff", self._staff_changed)
        listener.on(ALERTS, self._alerted)
        listener.on(NOTICES, self._noticed)
        listener.on(PRESENCE, self._present)
        listener.on(TYPING, self._citizen_typing)

    @contextmanager
    def follow(self, staff_id: uuid.UUID, permissions: frozenset[str], group_name: str = "") -> Iterator[Desk]:
        desk = Desk(staff_id, permissions, group_name)
        self._desks.add(desk)
        if self._is_lost:
            self._news.set()  # read at once, or the first citizen who comes would ring at nobody's desk
        else:
            self._is_watched = True
        try:
            yield desk
        finally:
            self._desks.discard(desk)

    async def run(self) -> None:
        """Until `stop`: gathers what changed and tells it."""
        while not self._is_stopped:
            await self._news.wait()
            self._news.clear()
            await asyncio.sleep(_BLINK_SECONDS)
            if not self._is_stopped:
                await self._tell_or_begin_anew()

    def tell_holders(self, permission: Permission, name: str, data: str) -> None:
        """Something that only some of the open desks are for."""
        for desk in self._desks:
            if permission in desk.permissions:
                desk.tell(name, data)

    def stop(self) -> None:
        """Nothing is broken off in the middle: a database connection would be left open."""
        self._is_stopped = True
        self._news.set()

    async def _tell_or_begin_anew(self) -> None:
        try:
            await self._tell_changes()
        except OperationalError as error:
            _log.warning("the board is not told of changes: the database does not answer", error=type(error.orig).__name__)
            self._is_lost = True
            self._news.set()
            await asyncio.sleep(_AWAY_SECONDS)

    async def _tell_changes(self) -> None:
        if self._is_lost:
            await self._begin_anew()
            return
        changed, self._changed = self._changed, set()
        is_staff_changed, self._is_staff_changed = self._is_staff_changed, False
        async with self._database.session() as session:
            rows = await rows_of(session, list(changed)) if changed else []
            is_staff_changed |= any(self._is_moved(row) for row in rows)
            staff = await colleagues_now(session, self._silent_for, utc_now()) if is_staff_changed else None
        for row in rows:
            self._tell_row(row)
        if staff is not None:
            self._tell_all("staff", json.dumps([one.model_dump(mode="json") for one in staff]))

    async def _begin_anew(self) -> None:
        """At the start, after a lost connection, when somebody looks again: every desk loads its board, and what was missed rings."""
        self._is_lost = False
        async with self._database.session() as session:
            rows = await rows_on_board(session)
        before, self._known = self._known, {row.id: row for row in rows}
        self._tell_all("hello", json.dumps({"server_time": utc_now().isoformat()}))
        for row in rows:
            if self._is_watched or row.id in self._changed:
                self._tell_alerts(before.get(row.id), row)
        self._is_watched = bool(self._desks)
        if self._changed:
            self._news.set()  # what is new is told as well, to pages that have such a conversation open

    def _is_moved(self, row: Row) -> bool:
        """Somebody has one conversation more or fewer; a message alone changes nothing for the colleagues."""
        known = self._known.get(row.id)
        return known.ownership_number != row.ownership_number if known else row.owner != "bot"

    def _tell_row(self, row: Row) -> None:
        before = self._known.get(row.id)
        if row.owner == "bot":
            if before is None:
                return
            del self._known[row.id]
        else:
            self._known[row.id] = row
        self._tell_all("row", row.model_dump_json())
        if row.last_sender == Sender.CITIZEN and self.presence.stop_typing(row.id):
            self._tell_presence(row.id)
        self._tell_alerts(before, row)

    def _tell_alerts(self, before: Row | None, row: Row) -> None:
        for alert in alerts_of(before, row, self._words):
            self._tell_alert(alert)

    def _tell_alert(self, alert: Alert) -> None:
        data = alert.model_dump_json(exclude={"to", "permission", "group"})
        for desk in self._desks:
            if alert.concerns(desk.staff_id, desk.permissions, desk.group_name):
                desk.tell("alert", data)

    def _tell_all(self, name: str, data: str) -> None:
        for desk in self._desks:
            desk.tell(name, data)

    def _conversation_changed(self, payload: str | None) -> None:
        if payload is None:
            self._is_lost = True
        elif self._desks:
            self._changed.add(uuid.UUID(payload))
        else:
            # Nobody looks: the next who comes begins with a fresh board.
            self._is_lost, self._is_watched = True, False
            return
        self._news.set()

    def _ticket_changed(self, payload: str | None) -> None:
        if payload is not None:
            self._tell_all("ticket", json.dumps({"id": payload}))

    def _staff_changed(self, payload: str | None) -> None:
        self._is_staff_changed = True
        self._news.set()

    def _alerted(self, payload: str | None) -> None:
        if payload is not None:
            self._tell_alert(Alert.model_validate_json(payload))

    def _noticed(self, payload: str | None) -> None:
        if payload is None:
            return
        told = Told.model_validate_json(payload)
        for desk in self._desks:
            if desk.staff_id in told.to:
                desk.tell("notices", "{}")
        alert = alert_of(told, self._words)
        if alert is not None:
            self._tell_alert(alert)

    def _present(self, payload: str | None) -> None:
        if payload is not None:
            for conversation_id in self.presence.hear(payload):
                self._tell_presence(conversation_id)

    def _citizen_typing(self, payload: str | None) -> None:
        if payload is not None:
            conversation_id = self.presence.hear_typing(payload)
            if conversation_id is not None:
                self._tell_presence(conversation_id)
                # Nobody may hear that the citizen stopped: the sign goes out by itself.
                asyncio.get_running_loop().call_later(TYPING_FORGOTTEN_AFTER_SECONDS, self._tell_presence, conversation_id)

    def _tell_presence(self, conversation_id: uuid.UUID) -> None:
        self._tell_all("presence", self.presence.shown(conversation_id))
