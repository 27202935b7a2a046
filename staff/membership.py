"""Accounts, as administrators keep them: adding, changing, disabling, and helping whoever is locked out of their own."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Database
from core.errors import Conflict, InputError, NotAllowed, NotFound
from core.words import Words
from staff import audit
from staff.duty import go_off
from staff.extensions import as_extension
from staff.models import Role, StaffMember
from staff.passwords import Passwords, made_up
from staff.repository import SessionRepository, StaffRepository
from staff.usernames import as_kept

_NAME_CHARACTERS = 100


@dataclass(frozen=True)
class NewMember:
    username: str
    display_name: str
    roles: Sequence[Role]
    group_name: str = ""
    extension: str = ""


@dataclass(frozen=True)
class Changes:
    """What is None stays as it is."""

    display_name: str | None = None
    roles: Sequence[Role] | None = None
    group_name: str | None = None
    extension: str | None = None
    is_active: bool | None = None

    @property
    def take_administration(self) -> bool:
        """From an administrator, that is."""
        return self.is_active is False or (self.roles is not None and Role.ADMIN not in self.roles)


@dataclass(frozen=True)
class Added:
    """`password` is there when it was made up: to be told once, and changed at the first sign-in."""

    member: StaffMember
    password: str | None = field(repr=False)


class Membership:
    """`by` is the administrator who acts, None for the command line; everything is written into the audit log."""

    def __init__(self, database: Database, passwords: Passwords, words: Words) -> None:
        self._database = database
        self._passwords = passwords
        self._words = words

    async def list_all(self) -> Sequence[StaffMember]:
        """Those with an account in use first, then by user name."""
        async with self._database.session() as session:
            return await StaffRepository(session).list_all()

    async def get_by_username(self, typed: str) -> StaffMember:
        """Raises NotFound."""
        username = as_kept(typed)
        async with self._database.session() as session:
            member = await StaffRepository(session).find_by_username(username) if username else None
        return self._present(member)

    async def add(self, new: NewMember, *, by: uuid.UUID | None, password: str | None = None, is_own: bool = False) -> Added:
        """Without a password one is made up. What somebody else chose is changed at the first sign-in; `is_own`: they chose it themselves.

        Raises InputError and Conflict.
        """
        username = as_kept(new.username)
        if username is None:
            raise InputError("bad_username", self._words.say("bad_username"))
        if password is not None:
            self._passwords.require_good(password, username)
        made = made_up() if password is None else None
        values = {
            "username": username,
            "display_name": self._display_name(new.display_name),
            "roles": self._roles(new.roles),
            "group_name": _line(new.group_name),
            "extension": as_extension(new.extension, self._words),
            "password_hash": await self._passwords.hashed(password or made or ""),
            "must_change_password": not is_own,
        }
        async with self._database.session() as session:
            member = await StaffRepository(session).add(values)
            if member is None:
                raise Conflict("username_taken", self._words.say("username_taken", username=username))
            await _record(session, by, audit.Action.MEMBER_ADDED, member, {"username": username, "roles": member.roles})
        return Added(member, made)

    async def change(self, staff_id: uuid.UUID, changes: Changes, *, by: uuid.UUID | None) -> StaffMember:
        """Rights change with the member's next request; whoever is disabled is signed out everywhere at once.

        Raises NotFound, InputError, and NotAllowed when administrators would shut themselves out.
        """
        async with self._database.session() as session:
            # Before the member: two administrators who disable each other at once would wait for each other.
            admins = await StaffRepository(session).lock_admins() if changes.take_administration else ()
            member = self._present(await StaffRepository(session).find_locked(staff_id))
            self._require_administrator_left(member, admins, by)
            await self._change_words(session, member, changes, by)
            if changes.roles is not None:
                await self._change_roles(session, member, changes.roles, by)
            if changes.is_active is not None and changes.is_active != member.is_active:
                await self._set_active(session, member, by, is_active=changes.is_active)
            await StaffRepository(session).announce(member.id)
        return member

    async def reset_password(self, staff_id: uuid.UUID, *, by: uuid.UUID | None) -> str:
        """The new password, to be told once. Unlocks the account, and signs it out everywhere."""
        password = made_up()
        password_hash = await self._passwords.hashed(password)
        async with self._database.session() as session:
            member = self._present(await StaffRepository(session).find_locked(staff_id))
            member.password_hash, member.must_change_password = password_hash, True
            member.failed_sign_ins, member.locked_until = 0, None
            await SessionRepository(session).end_all(staff_id)
            await _record(session, by, audit.Action.PASSWORD_RESET, member)
        return password

    async def unlock(self, staff_id: uuid.UUID, *, by: uuid.UUID | None) -> StaffMember:
        """After too many wrong attempts: the same password works again at once. Raises NotFound."""
        async with self._database.session() as session:
            member = self._present(await StaffRepository(session).find_locked(staff_id))
            if member.failed_sign_ins or member.locked_until is not None:
                member.failed_sign_ins, member.locked_until = 0, None
                await _record(session, by, audit.Action.MEMBER_UNLOCKED, member)
        return member

    async def reset_code(self, staff_id: uuid.UUID, *, by: uuid.UUID | None) -> None:
        """For a lost phone: signed out everywhere, and a new second factor is set up at the next sign-in."""
        async with self._database.session() as session:
            member = self._present(await StaffRepository(session).find_locked(staff_id))
            member.totp_secret, member.totp_last_step = "", 0
            await SessionRepository(session).end_all(staff_id)
            await _record(session, by, audit.Action.SECOND_FACTOR_RESET, member)

    async def _change_words(self, session: AsyncSession, member: StaffMember, changes: Changes, by: uuid.UUID | None) -> None:
        before = (member.display_name, member.group_name, member.extension)
        if changes.display_name is not None:
            member.display_name = self._display_name(changes.display_name)
        if changes.group_name is not None:
            member.group_name = _line(changes.group_name)
        if changes.extension is not None:
            member.extension = as_extension(changes.extension, self._words)
        if (member.display_name, member.group_name, member.extension) != before:
            details = {"display_name": member.display_name, "group_name": member.group_name, "extension": member.extension}
            await _record(session, by, audit.Action.MEMBER_CHANGED, member, details)

    async def _change_roles(self, session: AsyncSession, member: StaffMember, roles: Sequence[Role], by: uuid.UUID | None) -> None:
        before, member.roles = member.roles, self._roles(roles)
        if before != member.roles:
            await _record(session, by, audit.Action.ROLES_CHANGED, member, {"from": before, "to": member.roles})

    async def _set_active(self, session: AsyncSession, member: StaffMember, by: uuid.UUID | None, *, is_active: bool) -> None:
        member.is_active = is_active
        if not is_active:
            await SessionRepository(session).end_all(member.id)
            await go_off(session, member.id)
        await _record(session, by, audit.Action.MEMBER_ENABLED if is_active else audit.Action.MEMBER_DISABLED, member)

    def _require_administrator_left(self, member: StaffMember, admins: Sequence[uuid.UUID], by: uuid.UUID | None) -> None:
        """`admins`: those there are, if the change takes administration away."""
        if member.id not in admins:
            return
        if member.id == by:
            raise NotAllowed("not_yourself", self._words.say("not_yourself"))
        if len(admins) == 1:
            raise NotAllowed("last_admin", self._words.say("last_admin"))

    def _display_name(self, given: str) -> str:
        name = _line(given)
        if not 0 < len(name) <= _NAME_CHARACTERS:
            raise InputError("no_display_name", self._words.say("no_display_name", longest=_NAME_CHARACTERS))
        return name

    def _roles(self, given: Sequence[Role]) -> list[str]:
        """In the order of Role, each once."""
        if not given:
            raise InputError("no_role", self._words.say("no_role"))
        return [role.value for role in Role if role in given]

    def _present(self, member: StaffMember | None) -> StaffMember:
        if member is None:
            raise NotFound("no_member", self._words.say("no_member"))
        return member


def _line(given: str) -> str:
    """One line without characters that cannot be seen, which would make two names look the same."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in given).split())


async def _record(
    session: AsyncSession, by: uuid.UUID | None, action: audit.Action, member: StaffMember, details: dict[str, Any] | None = None
) -> None:
    await audit.record(session, staff_id=by, action=action, subject_kind=audit.STAFF, subject_id=member.id, details=details)
