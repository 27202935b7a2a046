"""The second factor: six digits from an app on the member's phone (TOTP, RFC 6238), each good for one sign-in."""

from __future__ import annotations

import re
from base64 import b32encode
from dataclasses import dataclass

import pyotp
import segno

from core.clock import Clock, utc_now
from core.errors import Unavailable
from core.secret_keeping import SealBroken, SecretKeeper, same
from core.words import Words

_CODE = re.compile(r"[0-9]{6}")
# A phone's clock may be half a minute off, and typing takes a while.
_STEPS_APART = 1
# 160 bits, as RFC 4226 recommends; all apps take it.
_SECRET_BYTES = 20


@dataclass(frozen=True)
class Enrolment:
    """What the member's app needs: by camera, by link, or typed in."""

    uri: str
    qr_svg: str
    secret: str


class OneTimeCodes:
    def __init__(self, keeper: SecretKeeper, words: Words, issuer: str, *, clock: Clock = utc_now) -> None:
        self._keeper = keeper
        self._words = words
        self._issuer = issuer
        self._clock = clock

    def enrolment(self, username: str, session_hash: str) -> Enrolment:
        """The same secret throughout one session, so that reloading the page spoils nothing; nothing is stored for it."""
        secret = self.offered_secret(session_hash)
        uri = pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=self._issuer)
        return Enrolment(uri=uri, qr_svg=segno.make(uri, error="m").svg_inline(scale=4), secret=secret)

    def offered_secret(self, session_hash: str) -> str:
        return b32encode(self._keeper.derive(f"hotline: second factor offered to {session_hash}")[:_SECRET_BYTES]).decode("ascii")

    def accepted_step(self, secret: str, code: str, last_step: int) -> int | None:
        """The time step this code belongs to, or None when it is wrong, too old, or not newer than the last one used."""
        digits = "".join(code.split())
        if not _CODE.fullmatch(digits):
            return None
        totp = pyotp.TOTP(secret)
        now = totp.timecode(self._clock())
        steps = range(max(now - _STEPS_APART, last_step + 1), now + _STEPS_APART + 1)
        return next((step for step in steps if same(digits, totp.generate_otp(step))), None)

    def seal(self, secret: str) -> str:
        return self._keeper.seal(secret)

    def open(self, sealed: str) -> str:
        """Raises Unavailable when the key it was sealed with is gone."""
        try:
            return self._keeper.open(sealed)
        except SealBroken as error:
            raise Unavailable("secret_key", self._words.say("key_lost")) from error
