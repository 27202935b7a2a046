"""How long a sign-in lasts, and how many wrong attempts it may take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Limits:
    wrong_attempts: int = 5
    lock: timedelta = timedelta(minutes=15)
    idle: timedelta = timedelta(hours=12)
    session: timedelta = timedelta(days=7)
    # A busy desk asks several times a second; "last seen" need not be that exact.
    seen_again_after: timedelta = timedelta(minutes=1)
    second_factor_required: bool = True
