"""How long an operator may be silent before they are taken for gone, and when silence means nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

# Nobody is silent for so long and still taken for being there.
_EVERYBODY = timedelta(days=1)


class Silence:
    """After a pause of our own or of the database nobody could be heard: every page is given `settles` to be heard again.

    Whoever has signed out or rests is gone all the same.
    """

    def __init__(self, silent_for: timedelta, *, settles: timedelta = timedelta(0), pause: timedelta = timedelta(seconds=15)) -> None:
        self._silent_for = silent_for
        self._settles = settles
        self._pause = pause
        self._looked_at: datetime | None = None
        self._listens_since: datetime | None = None

    def allowed(self, now: datetime) -> timedelta:
        """To be asked each time somebody looks."""
        if self._looked_at is None or now - self._looked_at > self._pause:
            self._listens_since = now
        self._looked_at = now
        has_settled = self._listens_since is not None and now - self._listens_since >= self._settles
        return self._silent_for if has_settled else _EVERYBODY
