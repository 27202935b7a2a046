"""What the token endpoint hands out: codes for once, access tokens for 25 hours, refresh tokens for once and three months."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass

from channels.zalo_fake.clock import DAY, HOUR, Clock
from channels.zalo_fake.vendor_errors import GrantRefused, VendorError

CODE_SECONDS = 600.0
ACCESS_SECONDS = 25 * HOUR
REFRESH_SECONDS = 90 * DAY


@dataclass(frozen=True)
class Pair:
    access_token: str
    access_until: float
    refresh_token: str
    refresh_until: float


@dataclass(frozen=True)
class _Code:
    challenge: str
    until: float


def challenge_of(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


class Grants:
    """At most one grant is alive, as one Official Account gives one app. A refresh token shown twice kills it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._codes: dict[str, _Code] = {}
        self._spent: set[str] = set()
        self._known: set[str] = set()
        self.live: Pair | None = None
        self.refreshes = 0
        self.refused = 0

    def new_code(self, challenge: str) -> str:
        code = secrets.token_urlsafe(32)
        self._codes[code] = _Code(challenge, self._clock.now() + CODE_SECONDS)
        return code

    def exchanged(self, code: str, verifier: str) -> Pair:
        given = self._codes.pop(code, None)
        if given is None:
            raise self._refusal(-14005, "Invalid code")
        if given.until < self._clock.now():
            raise self._refusal(-14019, "Code is expired")
        if given.challenge != challenge_of(verifier):
            raise self._refusal(-14005, "Invalid code verifier")
        return self._new_pair()

    def refreshed(self, refresh_token: str) -> Pair:
        if refresh_token in self._spent:
            self.live = None
        if self.live is None or self.live.refresh_token != refresh_token:
            raise self._refusal(-14014, "Invalid refresh token")
        if self.live.refresh_until < self._clock.now():
            raise self._refusal(-14020, "Refresh token is expired")
        self._spent.add(refresh_token)
        self.refreshes += 1
        return self._new_pair()

    def check(self, access_token: str) -> None:
        """Raises VendorError: a token that never was, one that was once."""
        if access_token not in self._known:
            raise VendorError(-216)
        if self.live is None or self.live.access_token != access_token or self.live.access_until < self._clock.now():
            raise VendorError(-220)

    def expire_access(self) -> None:
        if self.live:
            self.live = Pair(self.live.access_token, 0.0, self.live.refresh_token, self.live.refresh_until)

    def kill(self) -> None:
        self.live = None

    def _new_pair(self) -> Pair:
        now = self._clock.now()
        self.live = Pair(secrets.token_urlsafe(96), now + ACCESS_SECONDS, secrets.token_urlsafe(96), now + REFRESH_SECONDS)
        self._known.add(self.live.access_token)
        return self.live

    def _refusal(self, code: int, name: str) -> GrantRefused:
        self.refused += 1
        return GrantRefused(code, name)
