from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.errors import InputError
from core.settings import PROJECT_ROOT
from core.words import Words
from desk.supervision.period import Period, read_period

WORDS = Words(PROJECT_ROOT / "desk" / "supervision" / "words.yml")


class TestPeriod:
    def test_begins_and_ends_at_midnight_in_vietnam(self):
        period = Period(date(2026, 11, 3), date(2026, 11, 4))
        assert (period.start, period.end) == (datetime(2026, 11, 2, 17, tzinfo=UTC), datetime(2026, 11, 4, 17, tzinfo=UTC))

    def test_days_are_all_of_them(self):
        assert list(Period(date(2026, 2, 27), date(2026, 3, 1)).days()) == [date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1)]


class TestReadPeriod:
    def test_takes_a_single_day(self):
        assert read_period("2026-11-03", "2026-11-03", WORDS) == Period(date(2026, 11, 3), date(2026, 11, 3))

    def test_takes_four_hundred_days(self):
        assert len(list(read_period("2025-01-01", "2026-02-04", WORDS).days())) == 400

    @pytest.mark.parametrize(
        ("first", "last", "code"),
        [
            ("2026-11-04", "2026-11-03", "period_backwards"),
            ("2025-01-01", "2026-02-05", "period_too_long"),
            ("2026-02-30", "2026-03-01", "bad_date"),
            ("03/11/2026", "2026-11-03", "bad_date"),
            ("2026-11-03", "", "bad_date"),
            ("0001-01-01", "0001-01-01", "bad_date"),
            ("9999-12-31", "9999-12-31", "bad_date"),
            ("2026-11-03\x00", "2026-11-03", "bad_date"),
        ],
    )
    def test_refuses_what_is_no_period(self, first, last, code):
        with pytest.raises(InputError) as refused:
            read_period(first, last, WORDS)
        assert refused.value.code == code
