"""What desk, bot, worker and command line need of tickets: the working calendar, the services over it, the directory."""

from __future__ import annotations

from datetime import timedelta

from app.wiring.words import words_of
from core.clock import Clock, utc_now
from core.db import Database
from core.settings import Settings
from core.words import Words
from core.working_days import VietnamHolidays, WorkingCalendar
from core.working_hours import parse_dates, parse_week
from desk.operators.notes import Notes
from desk.tickets.parts import DeskTickets
from tickets.deadlines import Deadlines
from tickets.desk_reading import TicketReader
from tickets.directory import Directory
from tickets.models import TicketKind
from tickets.rules import TicketRules
from tickets.service import TicketService
from tickets.time_allowed import TimeAllowed


def working_calendar(settings: Settings) -> WorkingCalendar:
    """Raises BadWorkingHours, which says what is wrong with the setting."""
    off = parse_dates(settings.extra_days_off, "EXTRA_DAYS_OFF")
    working = parse_dates(settings.extra_working_days, "EXTRA_WORKING_DAYS")
    return WorkingCalendar(parse_week(settings.working_hours), VietnamHolidays(off, working))


def ticket_rules(settings: Settings) -> TicketRules:
    return TicketRules(
        hours={
            TicketKind.ENQUIRY: settings.ticket_hours_enquiry,
            TicketKind.CALLBACK: settings.ticket_hours_callback,
            TicketKind.CITIZEN_REPORT: settings.ticket_hours_citizen_report,
        },
        close_after=timedelta(days=settings.ticket_close_after_days),
        reopen_within=timedelta(days=settings.ticket_reopen_within_days),
    )


def time_allowed(settings: Settings) -> TimeAllowed:
    return TimeAllowed(working_calendar(settings), ticket_rules(settings))


def ticket_service(settings: Settings, database: Database, *, clock: Clock = utc_now) -> TicketService:
    silent_for = timedelta(seconds=settings.operator_silence_seconds)
    return TicketService(database, time_allowed(settings), _words(settings), clock=clock, silent_for=silent_for)


def ticket_reader(settings: Settings, database: Database, *, clock: Clock = utc_now) -> TicketReader:
    return TicketReader(database, time_allowed(settings), _words(settings), clock=clock)


def desk_tickets(settings: Settings, database: Database, *, clock: Clock = utc_now) -> DeskTickets:
    service, reader = ticket_service(settings, database, clock=clock), ticket_reader(settings, database, clock=clock)
    return DeskTickets(database, service, reader, Notes(_words(settings)), words_of(settings, "tickets/handover_words.yml"), clock)


def ticket_deadlines(settings: Settings, database: Database) -> Deadlines:
    return Deadlines(database, time_allowed(settings), _words(settings))


def unit_directory(database: Database) -> Directory:
    return Directory(database)


def _words(settings: Settings) -> Words:
    return words_of(settings, "tickets/words.yml")
