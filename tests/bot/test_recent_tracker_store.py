"""Rasa's small memory."""

from __future__ import annotations

import asyncio

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.recent_tracker_store import RecentTrackerStore

START: list[Event] = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def turn(text: str) -> list[Event]:
    return [UserUttered(text), ActionExecuted("action_answer_question"), BotUttered(f"re: {text}"), ActionExecuted("action_listen")]


def tracker_of(sender: str, events: list[Event]) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(sender, events)


def kept(store: RecentTrackerStore, sender: str) -> DialogueStateTracker | None:
    return asyncio.run(store.retrieve(sender))


class TestRetrieve:
    def test_none_for_a_stranger(self) -> None:
        assert kept(RecentTrackerStore(Domain.empty()), "nobody") is None

    def test_what_was_saved(self) -> None:
        store = RecentTrackerStore(Domain.empty())
        asyncio.run(store.save(tracker_of("a.1", START + turn("phí bao nhiêu"))))
        tracker = kept(store, "a.1")
        assert tracker is not None
        assert tracker.latest_message is not None
        assert tracker.latest_message.text == "phí bao nhiêu"

    def test_a_copy_that_nobody_else_changes(self) -> None:
        store = RecentTrackerStore(Domain.empty())
        asyncio.run(store.save(tracker_of("a.1", START + turn("một"))))
        first = kept(store, "a.1")
        assert first is not None
        first.update(UserUttered("không được giữ"))
        second = kept(store, "a.1")
        assert second is not None
        assert len(second.events) == len(START) + 4


class TestSave:
    def test_only_the_last_turns_stay_and_none_is_cut(self) -> None:
        store = RecentTrackerStore(Domain.empty(), max_turns=2)
        asyncio.run(store.save(tracker_of("a.1", START + turn("một") + turn("hai") + turn("ba"))))
        tracker = kept(store, "a.1")
        assert tracker is not None
        assert [event.text for event in tracker.events if isinstance(event, UserUttered)] == ["hai", "ba"]
        first = tracker.events[0]
        assert isinstance(first, ActionExecuted)
        assert first.action_name == "action_listen"

    def test_the_sender_unheard_of_longest_is_forgotten(self) -> None:
        store = RecentTrackerStore(Domain.empty(), max_senders=2)
        for sender in ("a.1", "b.1", "a.1", "c.1"):
            asyncio.run(store.save(tracker_of(sender, START + turn("chào"))))
        assert list(asyncio.run(store.keys())) == ["a.1", "c.1"]
