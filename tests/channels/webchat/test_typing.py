from __future__ import annotations

import asyncio
import uuid

import pytest

from channels.webchat.typing import OperatorTyping

MINE, OTHER = uuid.uuid4(), uuid.uuid4()


class Watch:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def typing(watch):
    return OperatorTyping(clock=watch)


class TestHeard:
    def test_wakes_the_page_of_its_conversation_only(self, typing):
        mine, other = asyncio.Event(), asyncio.Event()
        with typing.watched(MINE, mine), typing.watched(OTHER, other):
            typing.heard(MINE, on=True)
            assert (mine.is_set(), other.is_set()) == (True, False)
            assert (typing.is_on(MINE), typing.is_on(OTHER)) == (True, False)

    def test_keeps_nothing_of_conversations_that_nobody_looks_at(self, typing):
        typing.heard(MINE, on=True)
        with typing.watched(MINE, asyncio.Event()):
            assert not typing.is_on(MINE)


class TestIsOn:
    def test_ends_when_the_operator_stops(self, typing):
        with typing.watched(MINE, asyncio.Event()):
            typing.heard(MINE, on=True)
            typing.heard(MINE, on=False)
            assert not typing.is_on(MINE)

    def test_goes_out_by_itself_when_it_is_not_renewed(self, typing, watch):
        with typing.watched(MINE, asyncio.Event()):
            typing.heard(MINE, on=True)
            watch.now += 24
            assert typing.is_on(MINE)
            watch.now += 2
            assert not typing.is_on(MINE)

    def test_is_forgotten_with_the_last_page(self, typing):
        with typing.watched(MINE, asyncio.Event()):
            typing.heard(MINE, on=True)
        with typing.watched(MINE, asyncio.Event()):
            assert not typing.is_on(MINE)
