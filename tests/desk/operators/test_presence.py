from __future__ import annotations

import json
import uuid

import pytest

from desk.operators.presence import Heartbeat, Presence

LAN, HOA, ONE, TWO = (uuid.UUID(int=number) for number in range(1, 5))


class Watch:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def presence(watch):
    return Presence(clock=watch)


@pytest.fixture
def beat(presence):
    """A heartbeat comes in; gives the conversations that look different now."""

    def beat(who, *conversations, tab="", typing_in=None):
        name = "Lan" if who == LAN else "Hoa"
        made = Heartbeat(staff_id=who, display_name=name, tab=tab, conversation_ids=list(conversations), typing_in=typing_in)
        return presence.hear(made.model_dump_json())

    return beat


def names(presence, conversation):
    return [viewer.display_name for viewer in presence.viewers(conversation)]


class TestHear:
    def test_opening_a_conversation_changes_it_and_beating_on_does_not(self, beat):
        assert beat(LAN, ONE) == {ONE}
        assert beat(LAN, ONE) == set()

    def test_going_from_one_to_another_changes_both(self, beat, presence):
        beat(LAN, ONE)
        assert beat(LAN, TWO) == {ONE, TWO}
        assert (names(presence, ONE), names(presence, TWO)) == ([], ["Lan"])

    def test_typing_is_a_change_and_so_is_its_end(self, beat):
        beat(LAN, ONE)
        assert beat(LAN, ONE, typing_in=ONE) == {ONE}
        assert beat(LAN, ONE) == {ONE}

    def test_tells_of_those_whose_heartbeats_stopped_with_the_next_of_anybody(self, beat, watch):
        beat(LAN, ONE)
        watch.now += 26
        assert beat(HOA, TWO) == {ONE, TWO}


class TestViewers:
    def test_each_person_once_however_many_tabs(self, beat, presence):
        beat(LAN, ONE, tab="a")
        beat(LAN, ONE, tab="b", typing_in=ONE)
        beat(HOA, ONE)
        assert [(viewer.display_name, viewer.typing) for viewer in presence.viewers(ONE)] == [("Lan", True), ("Hoa", False)]

    def test_typing_elsewhere_is_not_typing_here(self, beat, presence):
        beat(LAN, ONE, TWO, typing_in=TWO)
        assert [viewer.typing for viewer in presence.viewers(ONE)] == [False]

    def test_a_tab_that_closed_leaves_the_other(self, beat, presence, watch):
        beat(LAN, ONE, tab="a")
        beat(LAN, ONE, tab="b")
        watch.now += 20
        beat(LAN, ONE, tab="b")
        watch.now += 20
        assert names(presence, ONE) == ["Lan"]

    def test_a_page_that_says_it_is_closed_is_gone_at_once(self, beat, presence):
        beat(LAN, ONE, tab="a")
        assert presence.is_elsewhere(LAN, "b")
        last = Heartbeat(staff_id=LAN, display_name="Lan", tab="a", conversation_ids=[], is_last=True)
        assert presence.hear(last.model_dump_json()) == {ONE}
        assert names(presence, ONE) == []
        assert not presence.is_elsewhere(LAN, "b")

    def test_are_forgotten_after_25_seconds(self, beat, presence, watch):
        beat(LAN, ONE)
        watch.now += 25
        assert names(presence, ONE) == ["Lan"]
        watch.now += 1
        assert names(presence, ONE) == []


class TestTypedIn:
    def test_is_what_the_browser_said_last(self, beat, presence):
        assert presence.typed_in(LAN, "") is None
        beat(LAN, ONE, typing_in=ONE)
        assert (presence.typed_in(LAN, ""), presence.typed_in(LAN, "another"), presence.typed_in(HOA, "")) == (ONE, None, None)
        beat(LAN, ONE)
        assert presence.typed_in(LAN, "") is None


class TestHearTyping:
    def test_the_citizen_types_until_they_stop(self, presence):
        assert presence.hear_typing(f"{ONE} citizen 1") == ONE
        assert json.loads(presence.shown(ONE))["citizen_typing"] is True
        assert presence.hear_typing(f"{ONE} citizen 0") == ONE
        assert json.loads(presence.shown(ONE))["citizen_typing"] is False

    def test_goes_out_by_itself(self, presence, watch):
        presence.hear_typing(f"{ONE} citizen 1")
        watch.now += 8
        assert json.loads(presence.shown(ONE))["citizen_typing"] is False

    def test_operators_are_known_by_their_heartbeats(self, presence):
        assert presence.hear_typing(f"{ONE} operator 1") is None
        assert json.loads(presence.shown(ONE))["citizen_typing"] is False
