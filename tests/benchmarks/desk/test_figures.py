from __future__ import annotations

import pytest

from benchmarks.desk.figures import latencies, summary
from benchmarks.desk.killing import Outage
from benchmarks.desk.ledger import Ledger


def seen(*times: tuple[float, float]) -> Ledger:
    ledger = Ledger()
    for said_at, seen_at in times:
        ledger.saw("citizen", ledger.add("citizen", "c1", said_at).text, "m", seen_at)
    return ledger


class TestLatencies:
    def test_a_message_counts_with_the_process_that_was_away_on_its_way(self) -> None:
        outages = [Outage("web", killed_at=10.0, ready_at=12.0, ended_at=14.0)]
        groups = latencies(seen((5.0, 5.2), (9.9, 13.0), (13.9, 14.1), (20.0, 20.3)).all, outages)
        assert {name: group["messages"] for name, group in groups.items()} == {"all": 4, "quiet": 2, "web": 2}
        assert groups["quiet"]["max_s"] == pytest.approx(0.3)

    def test_without_outages_all_is_quiet(self) -> None:
        groups = latencies(seen((1.0, 1.5)).all, [])
        assert groups["all"] == groups["quiet"]

    def test_those_that_never_came_are_in_no_group(self) -> None:
        ledger = seen((1.0, 1.5))
        ledger.add("citizen", "c1", 2.0)
        assert latencies(ledger.all, [])["all"]["messages"] == 1


class TestSummary:
    def test_share_that_kept_the_promise(self) -> None:
        assert summary([0.5, 1.0, 1.1, 3.0])["within_1s"] == 0.5

    def test_nothing_measured_is_no_error(self) -> None:
        assert summary([]) == {"messages": 0}
