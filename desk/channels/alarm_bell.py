"""Alarms about channels reach the open desks of those who look after the whole; which ones are open, the page asks."""

from __future__ import annotations

from conversations.channel_alarms import NOTICES
from core.listening import Listener
from desk.operators.feed import Feed
from staff.permissions import Permission

_EVENT = "channel_alarms"


def ring_at_desks(listener: Listener, feed: Feed) -> None:
    """Also after a lost connection: then nobody knows which alarms began or ended meanwhile."""
    listener.on(NOTICES, lambda _payload: feed.tell_holders(Permission.SEE_REPORTS, _EVENT, "{}"))
