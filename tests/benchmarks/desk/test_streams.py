from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.desk.streams import EventReader

_STREAM = 'event: hello\ndata: {"a": 1}\n\n: heartbeat\n\nevent: row\ndata: {"text": "x: y"}\n\n'
_EVENTS = [("hello", '{"a": 1}'), ("row", '{"text": "x: y"}')]


class TestEventReader:
    @given(st.lists(st.integers(0, len(_STREAM)), max_size=8))
    def test_events_are_the_same_wherever_pieces_end(self, cuts: list[int]) -> None:
        places = [0, *sorted(cuts), len(_STREAM)]
        reader = EventReader()
        pieces = [_STREAM[begin:end] for begin, end in itertools.pairwise(places)]
        assert [event for piece in pieces for event in reader.push(piece)] == _EVENTS

    def test_an_event_waits_for_its_end(self) -> None:
        reader = EventReader()
        assert list(reader.push("event: row\ndata: {}\n")) == []
        assert list(reader.push("\n")) == [("row", "{}")]
