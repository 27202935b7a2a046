"""Passes: with one a page that knows who asks lets a browser join a call. Short-lived, and good for one connection."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.secret_keeping import SecretKeeper

_GOOD_FOR_SECONDS = 60
_PURPOSE = "hotline: passes to a call"
_LONGEST = 600


class PassRefused(Exception):
    """Forged, out of date, or used before."""


class Holder(StrEnum):
    CITIZEN = "citizen"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Pass:
    """Of a citizen: `about` is the page's conversation. Of an operator: `about` is the call, `staff_id` who they are."""

    holder: Holder
    about: uuid.UUID
    staff_id: uuid.UUID | None = None


class Passes:
    """The first key signs, every key checks. `admit` remembers what was used, so one process has to ask it."""

    def __init__(self, keys: Sequence[str], *, clock: Callable[[], float] = time.time) -> None:
        self._keys = [SecretKeeper([key]).derive(_PURPOSE) for key in keys]
        self._clock = clock
        self._used: dict[str, float] = {}

    def issue(self, given: Pass) -> str:
        content = {
            "holder": given.holder,
            "about": str(given.about),
            "staff": str(given.staff_id) if given.staff_id else "",
            "until": int(self._clock()) + _GOOD_FOR_SECONDS,
            "once": secrets.token_hex(8),
        }
        body = urlsafe_b64encode(json.dumps(content).encode()).decode()
        return f"{body}.{_signature(self._keys[0], body)}"

    def admit(self, text: str) -> Pass:
        """Raises PassRefused."""
        body, _, signature = text[:_LONGEST].partition(".")
        given = signature.encode("utf-8", "replace")
        if not any(hmac.compare_digest(_signature(key, body).encode(), given) for key in self._keys):
            raise PassRefused
        content, now = json.loads(urlsafe_b64decode(body)), self._clock()
        self._used = {once: until for once, until in self._used.items() if until > now}
        if content["until"] <= now or content["once"] in self._used:
            raise PassRefused
        self._used[content["once"]] = content["until"]
        staff = uuid.UUID(content["staff"]) if content["staff"] else None
        return Pass(Holder(content["holder"]), uuid.UUID(content["about"]), staff)


def _signature(key: bytes, body: str) -> str:
    return hmac.new(key, body.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
