from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.bots import Turn
from benchmarks.timings import percentile, percentiles, ratios, summary_of


class TestPercentile:
    @pytest.mark.parametrize(("percent", "value"), [(1, 1.0), (50, 50.0), (95, 95.0), (100, 100.0)])
    def test_is_one_that_was_measured(self, percent: int, value: float) -> None:
        assert percentile([float(number) for number in range(100, 0, -1)], percent) == value

    @given(st.lists(st.floats(0, 1e6), min_size=1), st.integers(1, 100))
    def test_so_many_of_all_do_not_exceed_it(self, values: list[float], percent: int) -> None:
        found = percentile(values, percent)
        assert found in values
        assert sum(value <= found for value in values) * 100 >= percent * len(values)

    def test_are_named_with_their_unit(self) -> None:
        assert percentiles([1.0, 2.0], 50, 99) == {"p50_ms": 1.0, "p99_ms": 2.0}


class TestSummaryOf:
    def test_times_are_of_answered_turns_alone(self) -> None:
        turns = [Turn(10.0, answered=True), Turn(9000.0, answered=False)]
        assert summary_of(turns, 50) == {"turns": 2, "unanswered": 1, "p50_ms": 10.0}

    def test_nobody_answered_is_no_error(self) -> None:
        assert summary_of([Turn(9000.0, answered=False)], 50) == {"turns": 1, "unanswered": 1}


class TestRatios:
    def test_ours_divided_by_stock_at_any_depth(self) -> None:
        assert ratios({"8": {"p50_ms": 5.0}}, {"8": {"p50_ms": 10.0}}) == {"8": {"p50_ms": 0.5}}

    def test_only_what_both_have_and_nothing_by_zero(self) -> None:
        assert ratios({"a": 1.0, "b": 1.0, "seconds": 2.0}, {"b": 0.0, "seconds": 1.0, "c": 1.0}) == {}
