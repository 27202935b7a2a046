"""Guessing is stopped: after some wrong passwords or codes in a row a name is locked for a while.

An attempt counts as wrong before it is looked at, and no longer once it has turned out right. So attempts that come at once cannot
all slip in before the first is found wrong, and no row stays locked while a password is checked.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.clock import Clock, utc_now
from core.db import Database
from core.errors import TooManyMessages
from core.secret_keeping import token_hash
from core.words import Words
from staff.limits import Limits
from staff.models import StaffMember
from staff.repository import StaffRepository
from staff.usernames import as_kept

_NAMES_KEPT = 10_000


@dataclass(frozen=True)
class Tally:
    wrong: int = 0
    locked_until: datetime | None = None

    @classmethod
    def of(cls, member: StaffMember) -> Tally:
        return cls(member.failed_sign_ins, member.locked_until)

    def keep_in(self, member: StaffMember) -> None:
        member.failed_sign_ins, member.locked_until = self.wrong, self.locked_until

    def locked_for(self, now: datetime) -> timedelta | None:
        return self.locked_until - now if self.locked_until is not None and self.locked_until > now else None

    def counted(self, now: datetime, limits: Limits) -> Tally:
        """One attempt more; a lock that is over lets it begin anew."""
        wrong = 1 if self.locked_until is not None else self.wrong + 1
        return Tally(wrong, now + limits.lock if wrong >= limits.wrong_attempts else None)

    def taken_back(self, limits: Limits) -> Tally:
        """The attempt was neither right nor wrong; those before it still count."""
        wrong = max(self.wrong - 1, 0)
        return Tally(wrong, self.locked_until if wrong >= limits.wrong_attempts else None)


@dataclass(frozen=True)
class Attempt:
    """`member` is None when nobody has that name; `is_last`: if this one is wrong, the name stays locked."""

    member: StaffMember | None
    is_last: bool


class LockOut:
    def __init__(self, database: Database, words: Words, limits: Limits, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._words = words
        self._limits = limits
        self._clock = clock
        # Names nobody has are locked like others, or the lock would tell which ones exist. What was typed may be a password.
        self._unknown: OrderedDict[str, Tally] = OrderedDict()

    async def begin(self, typed_name: str) -> Attempt:
        """Counts an attempt. Raises TooManyMessages `locked` for a name that is."""
        username = as_kept(typed_name)
        async with self._database.session() as session:
            member = await StaffRepository(session).find_by_username_locked(username) if username else None
            if member is not None:
                tally = self._counted(Tally.of(member))
                tally.keep_in(member)
                return Attempt(member, tally.locked_until is not None)
        return Attempt(None, self._count_unknown(token_hash(username or typed_name)))

    def forgive(self, member: StaffMember) -> None:
        """It was right: whatever was wrong before no longer counts. The member's row is locked by the caller."""
        Tally().keep_in(member)

    def take_back(self, member: StaffMember) -> None:
        """It was neither right nor wrong. The member's row is locked by the caller."""
        Tally.of(member).taken_back(self._limits).keep_in(member)

    def _count_unknown(self, key: str) -> bool:
        tally = self._counted(self._unknown.get(key, Tally()))
        self._unknown[key] = tally
        self._unknown.move_to_end(key)
        while len(self._unknown) > _NAMES_KEPT:
            self._unknown.popitem(last=False)
        return tally.locked_until is not None

    def _counted(self, tally: Tally) -> Tally:
        now = self._clock()
        left = tally.locked_for(now)
        if left is None:
            return tally.counted(now, self._limits)
        seconds = math.ceil(left.total_seconds())
        raise TooManyMessages("locked", self._words.say("locked", minutes=math.ceil(seconds / 60)), seconds)
