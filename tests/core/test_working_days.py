from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import VIETNAM
from core.working_days import VietnamHolidays, WorkingCalendar
from core.working_hours import BadWorkingHours, parse_week

PLAIN = WorkingCalendar(parse_week("T2-T6 07:30-11:30 13:00-17:00"), VietnamHolidays())
# Saturday mornings, and Fridays that end early.
UNEVEN = WorkingCalendar(
    parse_week("T2-T5 07:30-11:30 13:00-17:00; T6 07:30-11:30 13:00-15:30; T7 08:00-11:00"),
    VietnamHolidays(frozenset({date(2026, 3, 4)}), frozenset({date(2026, 3, 8)})),
)

calendars = st.sampled_from([PLAIN, UNEVEN])
moments = st.timedeltas(timedelta(), timedelta(days=4 * 365)).map(lambda passed: datetime(2024, 1, 1, tzinfo=UTC) + passed)
# Quarters of an hour and of a second are exact in floating point, so that sums are.
hours = st.integers(0, 4 * 100).map(lambda quarters: quarters / 4)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def local(moment: datetime) -> str:
    assert moment.tzinfo is UTC
    return moment.astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M")


def is_within(calendar: WorkingCalendar, moment: datetime) -> bool:
    """The moment of closing belongs to the hours before it."""
    return calendar.is_open(moment) or calendar.is_open(moment - timedelta(microseconds=1))


class TestIsOpen:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("2026-11-25 07:29:59", False),
            ("2026-11-25 07:30", True),
            ("2026-11-25 11:30", False),
            ("2026-11-25 12:59", False),
            ("2026-11-25 16:59:59", True),
            ("2026-11-25 17:00", False),
            ("2026-11-28 09:00", False),
            ("2026-11-29 09:00", False),
        ],
    )
    def test_follows_the_hours_of_the_weekday(self, moment, expected):
        assert PLAIN.is_open(at(moment)) is expected

    @pytest.mark.parametrize("day", ["2026-01-01", "2026-02-17", "2026-04-27", "2026-04-30", "2026-09-02", "2027-05-03"])
    def test_closed_on_public_holidays_and_their_substitutes(self, day):
        assert not PLAIN.is_open(at(f"{day} 09:00"))

    def test_a_day_swapped_by_the_government_is_off_and_the_saturday_is_worked(self):
        assert not PLAIN.is_open(at("2026-08-31 09:00"))
        assert PLAIN.is_open(at("2026-08-22 09:00"))

    def test_settings_come_before_the_library(self):
        calendar = WorkingCalendar(
            parse_week("T2-T6 07:30-11:30"), VietnamHolidays(frozenset({date(2026, 8, 22)}), frozenset({date(2026, 8, 31)}))
        )
        assert not calendar.is_open(at("2026-08-22 09:00"))
        assert calendar.is_open(at("2026-08-31 09:00"))

    def test_an_extra_working_day_without_hours_of_its_own_goes_like_the_first_of_the_week(self):
        assert UNEVEN.is_open(at("2026-03-08 16:30"))
        assert not UNEVEN.is_open(at("2026-03-15 16:30"))

    def test_a_day_cannot_be_both_off_and_worked(self):
        with pytest.raises(BadWorkingHours, match="2026-03-04"):
            VietnamHolidays(frozenset({date(2026, 3, 4)}), frozenset({date(2026, 3, 4)}))


class TestNextOpening:
    def test_is_now_while_open(self):
        assert local(PLAIN.next_opening(at("2026-11-25 09:12"))) == "2026-11-25 09:12"

    def test_is_after_lunch(self):
        assert local(PLAIN.next_opening(at("2026-11-25 11:30"))) == "2026-11-25 13:00"

    def test_goes_over_tet(self):
        assert local(PLAIN.next_opening(at("2026-02-13 18:00"))) == "2026-02-23 07:30"

    @given(calendars, moments)
    def test_is_open_and_nothing_before_it_was(self, calendar, moment):
        opening = calendar.next_opening(moment)
        assert calendar.is_open(opening)
        assert opening >= moment
        assert calendar.hours_between(moment, opening) == 0


class TestAddHours:
    @pytest.mark.parametrize(
        ("start", "added", "expected"),
        [
            ("2026-11-25 07:30", 4, "2026-11-25 11:30"),
            ("2026-11-25 07:30", 4.25, "2026-11-25 13:15"),
            ("2026-11-25 16:00", 8, "2026-11-26 16:00"),
            ("2026-11-27 16:00", 4, "2026-11-30 10:30"),
            ("2026-11-28 10:00", 0, "2026-11-30 07:30"),
            ("2026-11-25 09:00", 40, "2026-12-02 09:00"),
            ("2026-08-28 16:00", 8, "2026-09-03 16:00"),
        ],
    )
    def test_counts_only_opening_hours(self, start, added, expected):
        assert local(PLAIN.add_hours(at(start), added)) == expected

    def test_takes_nothing_away(self):
        with pytest.raises(ValueError, match="added"):
            PLAIN.add_hours(at("2026-11-25 09:00"), -1)

    @given(calendars, moments, hours)
    def test_ends_within_opening_hours_and_not_before_its_start(self, calendar, start, added):
        end = calendar.add_hours(start, added)
        assert end >= start
        assert is_within(calendar, end)

    @given(calendars, moments, hours, hours)
    def test_is_additive(self, calendar, start, first, second):
        assert calendar.add_hours(calendar.add_hours(start, first), second) == calendar.add_hours(start, first + second)

    @given(calendars, moments, moments, hours)
    def test_a_later_start_ends_no_earlier(self, calendar, one, other, added):
        earlier, later = sorted((one, other))
        assert calendar.add_hours(earlier, added) <= calendar.add_hours(later, added)

    @given(calendars, moments, hours, hours)
    def test_more_hours_end_later(self, calendar, start, one, other):
        fewer, more = sorted((one, other))
        if fewer < more:
            assert calendar.add_hours(start, fewer) < calendar.add_hours(start, more)


class TestHoursBetween:
    @given(calendars, moments, hours)
    def test_inverts_add_hours(self, calendar, start, added):
        assert calendar.hours_between(start, calendar.add_hours(start, added)) == pytest.approx(added, abs=1e-9)

    @given(calendars, moments, moments, moments)
    def test_parts_sum_up_to_the_whole(self, calendar, one, two, three):
        first, middle, last = sorted((one, two, three))
        parts = calendar.hours_between(first, middle) + calendar.hours_between(middle, last)
        assert parts == pytest.approx(calendar.hours_between(first, last), abs=1e-6)

    def test_nothing_backwards(self):
        assert PLAIN.hours_between(at("2026-11-25 10:00"), at("2026-11-25 09:00")) == 0


class TestAddDays:
    @pytest.mark.parametrize(
        ("start", "days", "expected"),
        [
            ("2026-11-25 09:00", 1, "2026-11-26 17:00"),
            ("2026-11-25 20:00", 5, "2026-12-02 17:00"),
            ("2026-11-28 09:00", 1, "2026-11-30 17:00"),
            ("2026-02-13 09:00", 1, "2026-02-23 17:00"),
        ],
    )
    def test_ends_with_the_last_day_and_does_not_count_the_first(self, start, days, expected):
        assert local(PLAIN.add_days(at(start), days)) == expected

    def test_a_term_without_a_day_is_none(self):
        with pytest.raises(ValueError, match="one working day"):
            PLAIN.add_days(at("2026-11-25 09:00"), 0)

    @given(calendars, moments, st.integers(1, 60), st.integers(1, 60))
    def test_is_additive_and_ends_at_a_close(self, calendar, start, first, second):
        end = calendar.add_days(start, first + second)
        assert calendar.add_days(calendar.add_days(start, first), second) == end
        assert not calendar.is_open(end)
        assert is_within(calendar, end)

    @given(calendars, moments, moments, st.integers(1, 60))
    def test_a_later_start_ends_no_earlier(self, calendar, one, other, days):
        earlier, later = sorted((one, other))
        assert calendar.add_days(earlier, days) <= calendar.add_days(later, days)
