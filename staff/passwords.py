"""Passwords: kept as argon2id, checked beside the event loop, and good enough to be kept at all.

The parameters are argon2-cffi's defaults, the low-memory profile of RFC 9106 (3 passes over 64 MiB, 4 lanes).
The policy follows NIST SP 800-63B, section 5.1.1.2: long enough, not among the commonest, no rules about kinds of characters.
"""

from __future__ import annotations

import asyncio
import secrets
import unicodedata
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import InputError
from core.words import Words

SHORTEST = 12
LONGEST = 128
# One check takes 64 MiB and four threads for a tenth of a second; whoever floods the sign-in waits in line.
_CHECKS_AT_ONCE = 2
_FEWEST_DIFFERENT = 5
_FEWEST_BESIDE_THE_NAME = 6
_COMMONEST = Path(__file__).parent / "common_passwords.txt"
# Nothing in it is mistaken for something else when it is read out or copied from paper.
_SAYABLE = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Checked:
    """`new_hash` is there when the password is right and its hash was made with parameters of the past."""

    is_right: bool
    new_hash: str | None = None


class Passwords:
    def __init__(self, words: Words, hasher: PasswordHasher | None = None) -> None:
        self._words = words
        self._hasher = hasher or PasswordHasher()
        self._nobodys = _nobodys_hash(self._hasher)
        self._turn = asyncio.Semaphore(_CHECKS_AT_ONCE)

    async def hashed(self, password: str) -> str:
        async with self._turn:
            return await asyncio.to_thread(self._hasher.hash, _prepared(password))

    async def check(self, kept_hash: str | None, password: str) -> Checked:
        """Without a hash, as for a name nobody has, the same work is done and the answer is no."""
        async with self._turn:
            is_right = await asyncio.to_thread(self._verify, kept_hash or self._nobodys, _prepared(password))
        if kept_hash is None or not is_right:
            return Checked(is_right=False)
        outdated = self._hasher.check_needs_rehash(kept_hash)
        return Checked(is_right=True, new_hash=await self.hashed(password) if outdated else None)

    def require_good(self, password: str, username: str) -> None:
        """Raises InputError with what is wrong with a password somebody has chosen."""
        prepared = _prepared(password).decode("utf-8", "replace")
        if len(prepared) < SHORTEST:
            raise InputError("password_too_short", self._words.say("password_too_short", shortest=SHORTEST))
        if len(prepared) > LONGEST:
            raise InputError("password_too_long", self._words.say("password_too_long", longest=LONGEST))
        folded = prepared.lower()
        if len(folded.replace(username, "")) < _FEWEST_BESIDE_THE_NAME:
            raise InputError("password_is_the_name", self._words.say("password_is_the_name"))
        if len(set(folded)) < _FEWEST_DIFFERENT or "".join(folded.split()) in _commonest():
            raise InputError("password_too_common", self._words.say("password_too_common"))

    def _verify(self, kept_hash: str, password: bytes) -> bool:
        try:
            return self._hasher.verify(kept_hash, password)
        except (VerificationError, InvalidHashError):
            return False


def made_up() -> str:
    """A password to be told once and changed at the first sign-in: 79 bits in four groups."""
    return "-".join("".join(secrets.choice(_SAYABLE) for _ in range(4)) for _ in range(4))


def _nobodys_hash(hasher: PasswordHasher) -> str:
    """Looks like a hash of now, takes as long to check, and no password fits."""
    salt, digest = (b64encode(secrets.token_bytes(size)).decode("ascii").rstrip("=") for size in (hasher.salt_len, hasher.hash_len))
    return f"$argon2id$v=19$m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}${salt}${digest}"


def _prepared(password: str) -> bytes:
    """Vietnamese letters typed as one character or as two are the same password (NFKC, as NIST asks)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


@cache
def _commonest() -> frozenset[str]:
    return frozenset(_COMMONEST.read_text(encoding="utf-8").split())
