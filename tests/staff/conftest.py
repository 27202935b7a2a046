"""Accounts and sessions on a real database, with a clock the tests set and password hashes that cost little."""

from __future__ import annotations

import pyotp
import pytest
from argon2 import PasswordHasher

from core.secret_keeping import SecretKeeper
from core.settings import PROJECT_ROOT
from core.words import Words
from staff.audit import list_entries
from staff.limits import Limits
from staff.lock_out import LockOut
from staff.membership import Membership
from staff.models import Role
from staff.one_time_codes import OneTimeCodes
from staff.own_account import OwnAccount
from staff.passwords import Passwords
from staff.sessions import Browser, Sessions
from staff.signing_in import Credentials, SigningIn
from tests.clocks import SetClock
from tests.desk.personas import add_member

KEY = "k" * 32
BROWSER = Browser("10.0.0.7", "Firefox")


class CountingHasher(PasswordHasher):
    """A real hasher that remembers what it was asked."""

    def __init__(self):
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.asked = []

    @property
    def verified(self):
        return len(self.asked)

    def verify(self, kept_hash, password):
        self.asked.append(kept_hash)
        return super().verify(kept_hash, password)


@pytest.fixture
def clock():
    return SetClock()


@pytest.fixture
def limits():
    return Limits()


@pytest.fixture
def words():
    return Words(PROJECT_ROOT / "staff" / "words.yml")


@pytest.fixture
def hasher():
    return CountingHasher()


@pytest.fixture
def passwords(words, hasher):
    return Passwords(words, hasher)


@pytest.fixture
def codes(words, clock):
    return OneTimeCodes(SecretKeeper([KEY]), words, "1022 Đồng Nai", clock=clock)


@pytest.fixture
def lock_out(database, words, limits, clock):
    return LockOut(database, words, limits, clock=clock)


@pytest.fixture
def sessions(database, words, limits, clock):
    return Sessions(database, words, limits, clock=clock)


@pytest.fixture
def signing_in(database, lock_out, passwords, codes, sessions, words):
    return SigningIn(database, lock_out, passwords, codes, sessions, words)


@pytest.fixture
def own_account(database, lock_out, passwords, codes, sessions, words):
    return OwnAccount(database, lock_out, passwords, codes, sessions, words)


@pytest.fixture
def membership(database, passwords, words):
    return Membership(database, passwords, words)


@pytest.fixture
async def operator(database):
    """Without a second factor, so that a password is enough where codes are not what a test is about."""
    return await add_member(database, "lan.tong-dai", Role.OPERATOR, totp_secret="")


@pytest.fixture
def phone(clock):
    """The app on the phone of `careful`."""
    return Phone(clock)


class Phone:
    def __init__(self, clock):
        self.secret = pyotp.random_base32()
        self._clock = clock

    def code(self, *, steps: int = 0) -> str:
        return pyotp.TOTP(self.secret).at(self._clock(), counter_offset=steps)


@pytest.fixture
async def careful(database, codes, phone):
    """An operator with a second factor."""
    return await add_member(database, "hoa", Role.OPERATOR, totp_secret=codes.seal(phone.secret))


@pytest.fixture
def sign_in(signing_in):
    async def sign_in(username, password, code=""):
        return await signing_in.sign_in(Credentials(username, password, code), BROWSER)

    return sign_in


@pytest.fixture
def audited(database):
    """What the audit log holds, oldest first."""

    async def audited():
        async with database.session() as session:
            page = await list_entries(session, limit=200)
        return [line.entry for line in reversed(page.lines)]

    return audited


@pytest.fixture
def actions(audited):
    async def actions():
        return [entry.action for entry in await audited()]

    return actions
