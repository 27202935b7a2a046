"""What members do to their own account: choose a password, set up the second factor."""

from __future__ import annotations

from core.db import Database
from core.errors import Conflict, InputError, NotFound
from core.words import Words
from staff import audit
from staff.extensions import as_extension
from staff.lock_out import LockOut
from staff.models import StaffMember
from staff.one_time_codes import Enrolment, OneTimeCodes
from staff.passwords import Passwords
from staff.repository import SessionRepository, StaffRepository
from staff.sessions import Sessions, SignedIn


class OwnAccount:
    def __init__(
        self, database: Database, lock_out: LockOut, passwords: Passwords, codes: OneTimeCodes, sessions: Sessions, words: Words
    ) -> None:
        self._database = database
        self._lock_out = lock_out
        self._passwords = passwords
        self._codes = codes
        self._sessions = sessions
        self._words = words

    async def change_password(self, signed_in: SignedIn, current: str, new: str) -> SignedIn:
        """Signs out the member's other browsers. Raises InputError: the present password is wrong, or the new one is no good;
        and TooManyMessages `locked`, because a forgotten screen is no place to guess either."""
        username = signed_in.member.username
        self._passwords.require_good(new, username)
        if new == current:
            raise InputError("same_password", self._words.say("same_password"))
        attempt = await self._lock_out.begin(username)
        kept_hash = attempt.member.password_hash if attempt.member else None
        checked = await self._passwords.check(kept_hash, current)
        if not checked.is_right:
            await self._note_failure(signed_in, is_last=attempt.is_last)
            raise InputError("wrong_password", self._words.say("wrong_password"))
        new_hash = await self._passwords.hashed(new)
        async with self._database.session() as session:
            member = await StaffRepository(session).find_locked(signed_in.member.id)
            if member is None or member.password_hash != kept_hash:
                raise InputError("wrong_password", self._words.say("wrong_password"))
            member.password_hash = new_hash
            member.must_change_password = False
            self._lock_out.forgive(member)
            await SessionRepository(session).end_all(member.id, but=signed_in.session_hash)
            await audit.record_own(session, member.id, audit.Action.PASSWORD_CHANGED)
        return self._sessions.refreshed(signed_in, member)

    async def change_extension(self, signed_in: SignedIn, typed: str) -> SignedIn:
        """The telephone to which calls may be sent. Raises InputError."""
        extension = as_extension(typed, self._words)
        async with self._database.session() as session:
            member = await StaffRepository(session).find_locked(signed_in.member.id)
            if member is None:
                raise NotFound("no_member", self._words.say("no_member"))
            if member.extension != extension:
                member.extension = extension
                await audit.record_own(session, member.id, audit.Action.MEMBER_CHANGED, {"extension": extension})
        return self._sessions.refreshed(signed_in, member)

    def enrolment(self, signed_in: SignedIn) -> Enrolment:
        """Raises Conflict when the member has a second factor: only an administrator takes it away."""
        self._require_none(signed_in.member)
        return self._codes.enrolment(signed_in.member.username, signed_in.session_hash)

    async def enrol(self, signed_in: SignedIn, code: str) -> SignedIn:
        """The first code from the member's app shows that it works. Raises InputError `wrong_code` and Conflict."""
        secret = self._codes.offered_secret(signed_in.session_hash)
        async with self._database.session() as session:
            member = await StaffRepository(session).find_locked(signed_in.member.id)
            self._require_none(member)
            step = self._codes.accepted_step(secret, code, 0)
            if member is None or step is None:
                raise InputError("wrong_code", self._words.say("wrong_code"))
            member.totp_secret, member.totp_last_step = self._codes.seal(secret), step
            await audit.record_own(session, member.id, audit.Action.SECOND_FACTOR_SET_UP)
        return self._sessions.refreshed(signed_in, member)

    def _require_none(self, member: StaffMember | None) -> None:
        if member is not None and member.totp_secret:
            raise Conflict("already_enrolled", self._words.say("already_enrolled"))

    async def _note_failure(self, signed_in: SignedIn, *, is_last: bool) -> None:
        member_id = signed_in.member.id
        async with self._database.session() as session:
            await audit.record_own(session, member_id, audit.Action.PASSWORD_REFUSED)
            if is_last:
                await audit.record_own(session, member_id, audit.Action.LOCKED_OUT)
