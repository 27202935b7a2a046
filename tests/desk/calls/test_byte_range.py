from __future__ import annotations

import pytest

from desk.calls.byte_range import NotSatisfiable, read_range


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-", (0, 100)),
        ("bytes=0-0", (0, 1)),
        ("bytes=10-19", (10, 20)),
        ("bytes=90-500", (90, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-500", (0, 100)),
    ],
)
def test_reads_what_players_ask_for(header, part):
    assert read_range(header, 100) == part


@pytest.mark.parametrize("header", ["", "bytes=-", "bytes=5-2", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b", "bytes=٣-٤"])
def test_what_is_not_understood_is_answered_with_the_whole(header):
    assert read_range(header, 100) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_what_lies_outside_is_refused(header):
    with pytest.raises(NotSatisfiable):
        read_range(header, 100)
