"""What only the gate to the desk says."""

from __future__ import annotations

from core.errors import HotlineError


class NotSignedIn(HotlineError):
    """Nobody knows yet who asks: not signed in, or the sign-in did not succeed."""

    status = 401
