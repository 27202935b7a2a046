"""The staff's switch: the bot leaves everything, a sector or a procedure to people until the pause is ended."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from conversations.bot_pauses_repository import BotPausesRepository
from conversations.models import BotPause
from core.clock import Clock, utc_now
from core.db import Database
from core.errors import Conflict, InputError, NotFound
from core.words import Words
from staff import audit
from vntext import normalise

MOST_VALUE_CHARACTERS = 200
MOST_REASON_CHARACTERS = 500
_SUBJECT = "bot_pause"


class PauseScope(StrEnum):
    ALL = "all"
    SECTOR = "sector"
    PROCEDURE = "procedure"


class BotPauses:
    """Every start and end is written into the audit log; whoever listens on the channel `staff` hears of it."""

    def __init__(self, database: Database, words: Words, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._words = words
        self._clock = clock

    async def start(self, scope: PauseScope, value: str, reason: str, by: uuid.UUID) -> BotPause:
        """`value`: the sector's name or the procedure's code, of no matter for the scope `all`.

        Raises InputError without a value or a reason, Conflict when the same is paused already.
        """
        kept = "" if scope is PauseScope.ALL else self._checked("pause_needs_value", value, MOST_VALUE_CHARACTERS)
        why = self._checked("pause_needs_reason", reason, MOST_REASON_CHARACTERS)
        row = {"scope": scope.value, "value": kept, "reason": why, "started_by": by, "started_at": self._clock()}
        async with self._database.session() as session:
            repository = BotPausesRepository(session)
            pause = await repository.add(row)
            if pause is None:
                raise Conflict("paused_already", self._words.say("paused_already"))
            await self._settle(session, repository, pause, audit.Action.BOT_PAUSED, by)
        return pause

    async def end(self, pause_id: uuid.UUID, by: uuid.UUID) -> BotPause:
        """Raises NotFound, and Conflict when somebody has ended it before."""
        async with self._database.session() as session:
            repository = BotPausesRepository(session)
            pause = await repository.end(pause_id, by, self._clock())
            if pause is None:
                if await repository.find(pause_id) is None:
                    raise NotFound("no_pause", self._words.say("no_pause"))
                raise Conflict("pause_ended_already", self._words.say("pause_ended_already"))
            await self._settle(session, repository, pause, audit.Action.BOT_PAUSE_ENDED, by)
        return pause

    async def list_active(self) -> Sequence[BotPause]:
        """Oldest first."""
        async with self._database.session() as session:
            return await BotPausesRepository(session).list_active()

    async def applies(self, session: AsyncSession, *, procedure_codes: Sequence[str], sectors: Sequence[str]) -> BotPause | None:
        """The pause that keeps the bot from answering about these; in the caller's transaction. One of everything always does."""
        named = [(PauseScope.ALL.value, "")]
        named += [(PauseScope.PROCEDURE.value, code) for code in procedure_codes] + [(PauseScope.SECTOR.value, name) for name in sectors]
        return await BotPausesRepository(session).find_active(named)

    async def _settle(
        self, session: AsyncSession, repository: BotPausesRepository, pause: BotPause, action: audit.Action, by: uuid.UUID
    ) -> None:
        details = {"scope": pause.scope, "value": pause.value, "reason": pause.reason}
        await audit.record(session, staff_id=by, action=action, subject_kind=_SUBJECT, subject_id=pause.id, details=details)
        await repository.announce()

    def _checked(self, code: str, given: str, most: int) -> str:
        text = " ".join(normalise(given).split())
        if not 0 < len(text) <= most:
            raise InputError(code, self._words.say(code, most=most))
        return text
