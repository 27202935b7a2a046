from __future__ import annotations

from datetime import date, time

import pytest

from core.working_hours import BadWorkingHours, parse_dates, parse_week


class TestParseWeek:
    def test_reads_ranges_lists_and_groups(self):
        week = parse_week(" t2-t4,T6  07:30-11:30 13:00-17:00 ; CN 08:00-09:00 ")
        assert sorted(week) == [0, 1, 2, 4, 6]
        assert week[0] == ((time(7, 30), time(11, 30)), (time(13), time(17)))
        assert week[6] == ((time(8), time(9)),)

    @pytest.mark.parametrize(
        "text",
        [
            "T1 07:30-11:30",
            "T6-T2 07:30-11:30",
            "T2",
            "07:30-11:30",
            "T2 7:30-11:30",
            "T2 07:30-25:00",
            "T2 07:30 - 11:30",
            "Mon 07:30-11:30",
        ],
    )
    def test_what_is_not_understood_is_shown_with_a_right_example(self, text):
        with pytest.raises(BadWorkingHours) as caught:
            parse_week(text)
        assert text in caught.value.message
        assert "T2-T6 07:30" in caught.value.message

    def test_a_hotline_may_be_open_round_the_clock(self):
        ((opens, closes),) = parse_week("T2-CN 00:00-24:00")[6]
        assert (opens, closes.hour, closes.minute) == (time(0), 23, 59)
        assert closes > time(23, 59, 59, 999)

    @pytest.mark.parametrize("text", ["T2 11:30-07:30", "T2 07:30-11:30 11:00-17:00", "T2 13:00-17:00 07:30-11:30", "T2 07:30-07:30"])
    def test_hours_that_cross_are_refused(self, text):
        with pytest.raises(BadWorkingHours, match="chồng"):
            parse_week(text)

    def test_a_day_named_twice_is_refused(self):
        with pytest.raises(BadWorkingHours, match="T3"):
            parse_week("T2-T4 07:30-11:30; T3 08:00-09:00")

    @pytest.mark.parametrize("text", ["", " ; ; "])
    def test_a_week_without_hours_is_refused(self, text):
        with pytest.raises(BadWorkingHours):
            parse_week(text)


class TestParseDates:
    def test_reads_days_between_commas(self):
        assert parse_dates("2027-01-02, 2027-08-31,", "EXTRA_DAYS_OFF") == {date(2027, 1, 2), date(2027, 8, 31)}

    @pytest.mark.parametrize("text", ["2/9/2027", "2027-02-30", "Tết"])
    def test_names_the_setting_and_what_is_no_day(self, text):
        with pytest.raises(BadWorkingHours) as caught:
            parse_dates(text, "EXTRA_DAYS_OFF")
        assert "EXTRA_DAYS_OFF" in caught.value.message
        assert text in caught.value.message
