"""Rasa's memory, kept small: the last turns of the conversations most recently heard from, in this process only.

The transcript and the dialogue's state live in the app's PostgreSQL and come with every message, so what is forgotten
here costs nothing, and a turn takes as long at the end of a conversation as at its start.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


class RecentTrackerStore(TrackerStore):
    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        max_senders: int = 2000,
        max_turns: int = 5,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._max_senders = max_senders
        self._max_turns = max_turns
        self._events: OrderedDict[str, list[Event]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        await self.stream_events(tracker)
        self._events[tracker.sender_id] = _last_turns(list(tracker.events), self._max_turns)
        self._events.move_to_end(tracker.sender_id)
        while len(self._events) > self._max_senders:
            self._events.popitem(last=False)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        events = self._events.get(sender_id)
        if events is None:
            return None
        tracker = self.init_tracker(sender_id)
        for event in events:
            tracker.update(event, self.domain)
        return tracker

    async def keys(self) -> Iterable[str]:
        return list(self._events)


def _last_turns(events: list[Event], turns: int) -> list[Event]:
    """From the first event after the message that is too old; a turn is never cut in two."""
    messages = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(messages) <= turns:
        return events
    # The event before a message is the "action_listen" that waited for it: rules start there.
    return events[messages[-turns] - 1 :]
