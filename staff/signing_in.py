"""Signing in: name and password, then the second factor of whoever has one, then a session."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Database
from core.errors import NotSignedIn
from core.words import Words
from staff import audit
from staff.lock_out import Attempt, LockOut
from staff.models import StaffMember
from staff.one_time_codes import OneTimeCodes
from staff.passwords import Checked, Passwords
from staff.repository import StaffRepository
from staff.sessions import Browser, Opened, Sessions

_WRONG_CREDENTIALS = "wrong_credentials"
_CODE_NEEDED = "code_needed"
_WRONG_CODE = "wrong_code"
_log = structlog.get_logger()


@dataclass(frozen=True)
class Credentials:
    """As typed; `code` is empty at the first try of whoever does not know yet that one is needed."""

    username: str
    password: str
    code: str = ""

    def __repr__(self) -> str:
        return "Credentials(…)"


class SigningIn:
    def __init__(
        self, database: Database, lock_out: LockOut, passwords: Passwords, codes: OneTimeCodes, sessions: Sessions, words: Words
    ) -> None:
        self._database = database
        self._lock_out = lock_out
        self._passwords = passwords
        self._codes = codes
        self._sessions = sessions
        self._words = words

    async def sign_in(self, given: Credentials, browser: Browser) -> Opened:
        """Raises NotSignedIn `wrong_credentials` (whether or not anybody has that name), `code_needed` or `wrong_code`,
        and TooManyMessages `locked`."""
        attempt = await self._lock_out.begin(given.username)
        checked = await self._passwords.check(attempt.member.password_hash if attempt.member else None, given.password)
        async with self._database.session() as session:
            member = await _unchanged(session, attempt.member) if checked.is_right else None
            refusal = _WRONG_CREDENTIALS if member is None else self._judge_code(member, given.code)
            if member is not None and refusal is None:
                return await self._open(session, member, checked, browser)
            if member is not None and refusal == _CODE_NEEDED:
                self._lock_out.take_back(member)
            else:
                await _note_failure(session, attempt, {"reason": refusal, "address": browser.address})
        code = refusal or _WRONG_CREDENTIALS
        raise NotSignedIn(code, self._words.say(code))

    def _judge_code(self, member: StaffMember, code: str) -> str | None:
        """Why the second factor is not good enough; uses the code up when it is."""
        if not member.totp_secret:
            return None
        if not code.strip():
            return _CODE_NEEDED
        secret = self._codes.open(member.totp_secret)
        step = self._codes.accepted_step(secret, code, member.totp_last_step)
        if step is None:
            return _WRONG_CODE
        member.totp_last_step = step
        # With the present key, so that one of the past can be thrown away some day.
        member.totp_secret = self._codes.seal(secret)
        return None

    async def _open(self, session: AsyncSession, member: StaffMember, checked: Checked, browser: Browser) -> Opened:
        self._lock_out.forgive(member)
        if checked.new_hash is not None:
            member.password_hash = checked.new_hash
        await audit.record_own(session, member.id, audit.Action.SIGNED_IN, {"address": browser.address})
        return await self._sessions.open(session, member, browser)


async def _unchanged(session: AsyncSession, seen: StaffMember | None) -> StaffMember | None:
    """The member, locked, unless they were disabled or got another password while this one was checked."""
    member = await StaffRepository(session).find_locked(seen.id) if seen is not None else None
    if member is None or seen is None:
        return None
    return member if member.is_active and member.password_hash == seen.password_hash else None


async def _note_failure(session: AsyncSession, attempt: Attempt, details: dict[str, str | None]) -> None:
    """Nobody is known to have acted, so only the account is named; not the name that was typed, which may be a password."""
    actions = [audit.Action.SIGN_IN_FAILED, *([audit.Action.LOCKED_OUT] if attempt.is_last else [])]
    subject_id = attempt.member.id if attempt.member is not None else ""
    for action in actions:
        await audit.record(session, staff_id=None, action=action, subject_kind=audit.STAFF, subject_id=subject_id, details=details)
    if attempt.is_last:
        _log.warning("a name is locked after wrong attempts to sign in", staff_id=str(subject_id) or "unknown")
