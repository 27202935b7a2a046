"""Who asks: a signed-in browser shows its cookie, and is known by the hash of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock, utc_now
from core.db import Database
from core.errors import NotSignedIn
from core.secret_keeping import new_token, token_hash
from core.words import Words
from staff import audit
from staff.duty import go_off
from staff.limits import Limits
from staff.models import StaffMember, StaffSession
from staff.permissions import Permission, permissions_of
from staff.repository import SessionRepository

_BROWSER_CHARACTERS = 300


@dataclass(frozen=True)
class Browser:
    """Where a sign-in comes from."""

    address: str
    user_agent: str


@dataclass(frozen=True)
class SignedIn:
    """A member in one browser, with the rights they have at this moment."""

    member: StaffMember
    permissions: frozenset[Permission]
    session_hash: str
    csrf_token: str = field(repr=False)
    must_enrol_totp: bool

    @property
    def must_change_password(self) -> bool:
        return self.member.must_change_password

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions


@dataclass(frozen=True)
class Opened:
    """`token` is the cookie's value, known to nobody but the browser."""

    token: str = field(repr=False)
    signed_in: SignedIn


class Sessions:
    def __init__(self, database: Database, words: Words, limits: Limits, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._words = words
        self._limits = limits
        self._clock = clock

    async def open(self, session: AsyncSession, member: StaffMember, browser: Browser) -> Opened:
        """In the caller's transaction. Sessions that have ended are cleared away on the way."""
        now, token = self._clock(), new_token()
        sessions = SessionRepository(session)
        await sessions.forget_ended(now, now - self._limits.idle)
        row = StaffSession(
            token_hash=token_hash(token),
            staff_id=member.id,
            csrf_token=new_token(),
            created_at=now,
            last_seen_at=now,
            expires_at=now + self._limits.session,
            user_agent=browser.user_agent[:_BROWSER_CHARACTERS],
        )
        await sessions.add(row)
        return Opened(token, self._signed_in(row, member))

    async def authenticate(self, token: str) -> SignedIn:
        """Raises NotSignedIn: no such session, too long ago, or of a member who lost their account."""
        now = self._clock()
        async with self._database.session() as session:
            sessions = SessionRepository(session)
            found = await sessions.find_live(token_hash(token), now, now - self._limits.idle) if token else None
            if found is None:
                raise NotSignedIn("not_signed_in", self._words.say("not_signed_in"))
            row, member = found
            if now - row.last_seen_at >= self._limits.seen_again_after:
                await sessions.mark_seen(row.token_hash, now)
        return self._signed_in(row, member)

    async def is_live(self, signed_in: SignedIn) -> bool:
        """With the rights they had. For what stays open longer than one request, such as a stream of events; does not count as use."""
        now = self._clock()
        async with self._database.session() as session:
            found = await SessionRepository(session).find_live(signed_in.session_hash, now, now - self._limits.idle)
        return found is not None and permissions_of(found[1].roles) == signed_in.permissions

    async def sign_out(self, signed_in: SignedIn) -> None:
        """Whoever has no other browser open goes off duty as well."""
        now, staff_id = self._clock(), signed_in.member.id
        async with self._database.session() as session:
            sessions = SessionRepository(session)
            await sessions.end(signed_in.session_hash)
            if not await sessions.has_live(staff_id, now, now - self._limits.idle):
                await go_off(session, staff_id)
            await audit.record_own(session, staff_id, audit.Action.SIGNED_OUT)

    def refreshed(self, signed_in: SignedIn, member: StaffMember) -> SignedIn:
        """After the member changed something of their own account."""
        return SignedIn(member, permissions_of(member.roles), signed_in.session_hash, signed_in.csrf_token, self._must_enrol(member))

    def _signed_in(self, row: StaffSession, member: StaffMember) -> SignedIn:
        return SignedIn(member, permissions_of(member.roles), row.token_hash, row.csrf_token, self._must_enrol(member))

    def _must_enrol(self, member: StaffMember) -> bool:
        return self._limits.second_factor_required and not member.totp_secret
