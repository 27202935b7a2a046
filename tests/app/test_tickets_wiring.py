from __future__ import annotations

import pytest

from app.wiring.tickets import ticket_rules, working_calendar
from core.working_hours import BadWorkingHours
from tests.tickets.personas import at
from tickets.models import TicketKind
from tickets.rules import TicketRules


class TestWorkingCalendar:
    def test_follows_the_settings(self, settings):
        calendar = working_calendar(
            settings.model_copy(
                update={"working_hours": "T7 08:00-10:00", "extra_days_off": "2026-11-28", "extra_working_days": "2026-11-29"}
            )
        )
        assert not calendar.is_open(at("2026-11-28 09:00"))
        assert calendar.is_open(at("2026-11-29 09:00"))

    @pytest.mark.parametrize("name", ["working_hours", "extra_days_off", "extra_working_days"])
    def test_a_setting_that_cannot_be_read_is_named(self, settings, name):
        with pytest.raises(BadWorkingHours) as caught:
            working_calendar(settings.model_copy(update={name: "thứ hai"}))
        assert name.upper() in caught.value.message


class TestTicketRules:
    def test_shipped_settings_are_the_rules_defaults(self, settings):
        assert ticket_rules(settings) == TicketRules()

    def test_five_days_are_forty_hours(self, settings):
        start = at("2026-11-25 09:00")
        hours = ticket_rules(settings).hours[TicketKind.CITIZEN_REPORT]
        assert working_calendar(settings).add_hours(start, hours) == at("2026-12-02 09:00")
