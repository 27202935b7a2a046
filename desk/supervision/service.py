"""The report of a period, and how things stand now.

A period is whole days of Vietnam's time. Conversations of the program's own trials, and their tickets, never count.

conversations   with at least one citizen's message in the period; each once, under the day and hour of its first such message
handed_over     given to people in the period: moved to the queue by `hand_over`, or, with nobody there, written down as a ticket with a
                reason for handing over; each conversation once, under the day and hour of the first time. A conversation whose last message
                came before midnight and whose hand-over came after it counts here on the second day only.
bot_solved      of `conversations`: not handed over in the period, and the last citizen's message of the period, small talk such as thanks
                apart, got a reply with behaviour `answer`. It cannot know whether the citizen understood the answer, did what it says, or
                gave up and called; a thread that was handed over in another period does not spoil this one.
tickets         opened in the period
resolved        tickets that came to `resolved` in the period; each once, on the day of the last time
reopened        tickets that came to `reopened` in the period; each once
breached        tickets whose deadline, as it stands now, fell in the period and has passed, and that were open at that moment and not
                waiting for the citizen. A deadline that was moved counts where it was moved to.
ratings         tickets rated in the period, with the rating they have now; `rating_average` of them, None without one
waits           counted where they end: p50 and p90 in seconds of the clock on the wall, nights and holidays included
  first_response   from a ticket's opening to the first words of a person
  resolution       from a ticket's opening to its last resolution of the period
  queue_wait       from entering the queue until an operator had the conversation. Whoever left the queue another way, or still waits, is
                   not in it.
by_sector, by_unit   tickets opened and breached, under the sector and unit they have now; a unit's resolution as above
by_operator     conversations written in, messages written; first_response: from getting a conversation to the first own message in it,
                if there was one before it was given away; rating_average of tickets assigned to them now
by_reason       tickets opened in the period that came from a hand-over, by its reason

now: `queue`, `with_operators`: conversations; longest_wait from entering the queue; `present`: who answers citizens and whose heartbeat is
heard, counted as `on_duty` and `away`;
`tickets_due_today`: open, due before midnight, its clock running; `tickets_overdue`: open, deadline passed, or passed when its clock was
stopped. The two do not overlap.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from core.clock import Clock, utc_now, vietnam_today
from core.db import Database
from desk.operators.colleagues import colleagues_now
from desk.supervision.conversation_figures_repository import ConversationFiguresRepository
from desk.supervision.now_repository import NowRepository
from desk.supervision.operator_figures_repository import OperatorFiguresRepository
from desk.supervision.period import Period
from desk.supervision.report import ConversationFigures, TicketFigures, report_of
from desk.supervision.schemas import NowOut, ReportOut
from desk.supervision.ticket_figures_repository import TicketFiguresRepository
from staff.duty import OFF, SILENT_FOR


class ReportService:
    def __init__(self, database: Database, *, clock: Clock = utc_now, silent_for: timedelta = SILENT_FOR) -> None:
        """`silent_for`: without a heartbeat for so long, nobody is there."""
        self._database = database
        self._clock = clock
        self._silent_for = silent_for

    async def report(self, period: Period) -> ReportOut:
        async with self._database.session() as session:
            conversations = ConversationFiguresRepository(session, period)
            tickets = TicketFiguresRepository(session, period, self._clock())
            return report_of(
                period,
                ConversationFigures(
                    spoken=await conversations.list_spoken(),
                    handed_over=await conversations.list_handed_over(),
                    queue_waits=await conversations.get_queue_waits(),
                ),
                TicketFigures(
                    opened=await tickets.list_opened(),
                    breached=await tickets.list_breached(),
                    resolved_by_day=await tickets.count_resolved_by_day(),
                    reopened=await tickets.count_reopened(),
                    first_responses=await tickets.get_first_response_times(),
                    resolutions=await tickets.get_resolution_times(),
                    resolution_by_unit=await tickets.get_resolution_by_unit(),
                    ratings=await tickets.count_ratings(),
                ),
                await OperatorFiguresRepository(session, period).list_operators(),
            )

    async def now(self) -> NowOut:
        now = self._clock()
        today = vietnam_today(self._clock)
        async with self._database.session() as session:
            figures = await NowRepository(session).get(now, Period(today, today).end)
            present = [one for one in await colleagues_now(session, self._silent_for, now) if one.duty != OFF]
        on_duty = sum(one.is_on_duty for one in present)
        longest = _seconds_since(figures.pop("waiting_since"), now)
        return NowOut(longest_wait_seconds=longest, present=present, on_duty=on_duty, away=len(present) - on_duty, **figures)


def _seconds_since(moment: datetime | None, now: datetime) -> int | None:
    return None if moment is None else max(0, round((now - moment).total_seconds()))
