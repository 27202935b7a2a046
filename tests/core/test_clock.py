from __future__ import annotations

from datetime import UTC, date, datetime

from core.clock import utc_now, vietnam_today


class TestVietnamToday:
    def test_is_tomorrow_already_when_it_is_evening_in_utc(self):
        assert vietnam_today(lambda: datetime(2026, 11, 22, 17, 0, tzinfo=UTC)) == date(2026, 11, 23)

    def test_is_the_same_day_before(self):
        assert vietnam_today(lambda: datetime(2026, 11, 22, 16, 59, tzinfo=UTC)) == date(2026, 11, 22)


class TestUtcNow:
    def test_knows_its_zone(self):
        assert utc_now().tzinfo is UTC
