"""Puts the counted figures together to the report that supervisors see; counts nothing itself that the database could."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.supervision.conversation_figures_repository import ConversationCount
from desk.supervision.operator_figures_repository import OperatorCount
from desk.supervision.period import Period
from desk.supervision.schemas import (
    ChannelRow,
    DayRow,
    HourRow,
    OperatorRow,
    PeriodOut,
    RatingRow,
    ReasonRow,
    ReportOut,
    SectorRow,
    Totals,
    UnitRow,
    Wait,
    Waits,
)
from desk.supervision.ticket_figures_repository import BreachedCount, OpenedCount


@dataclass(frozen=True)
class ConversationFigures:
    """`queue_waits`: p50 and p90 in seconds."""

    spoken: Sequence[ConversationCount]
    handed_over: Sequence[ConversationCount]
    queue_waits: Sequence[float | None]


@dataclass(frozen=True)
class TicketFigures:
    """`first_responses`, `resolutions`: p50 and p90 in seconds; `resolution_by_unit`: p50."""

    opened: Sequence[OpenedCount]
    breached: Sequence[BreachedCount]
    resolved_by_day: Mapping[date, int]
    reopened: int
    first_responses: Sequence[float | None]
    resolutions: Sequence[float | None]
    resolution_by_unit: Mapping[str, float]
    ratings: Mapping[int, int]


def report_of(period: Period, conversations: ConversationFigures, tickets: TicketFigures, operators: Sequence[OperatorCount]) -> ReportOut:
    return ReportOut(
        period=PeriodOut(first=period.first, last=period.last),
        totals=_totals(conversations, tickets),
        waits=Waits(
            first_response_seconds=_wait(tickets.first_responses),
            resolution_seconds=_wait(tickets.resolutions),
            queue_wait_seconds=_wait(conversations.queue_waits),
        ),
        by_hour=_by_hour(conversations),
        by_day=_by_day(period, conversations, tickets),
        by_channel=_by_channel(conversations),
        by_sector=_by_sector(tickets),
        by_unit=_by_unit(tickets),
        by_operator=[_operator_row(operator) for operator in operators],
        ratings=[RatingRow(rating=rating, count=tickets.ratings.get(rating, 0)) for rating in range(1, 6)],
        by_reason=_by_reason(tickets),
    )


def _totals(conversations: ConversationFigures, tickets: TicketFigures) -> Totals:
    rated = sum(tickets.ratings.values())
    stars = sum(rating * count for rating, count in tickets.ratings.items())
    return Totals(
        conversations=sum(count.conversations for count in conversations.spoken),
        bot_solved=sum(count.bot_solved for count in conversations.spoken),
        handed_over=sum(count.handed_over for count in conversations.handed_over),
        tickets=sum(count.tickets for count in tickets.opened),
        resolved=sum(tickets.resolved_by_day.values()),
        reopened=tickets.reopened,
        breached=sum(count.tickets for count in tickets.breached),
        rating_average=_average(stars / rated if rated else None),
        rating_count=rated,
    )


def _by_hour(figures: ConversationFigures) -> list[HourRow]:
    begun = _summed((count.hour, count.conversations) for count in figures.spoken)
    handed = _summed((count.hour, count.handed_over) for count in figures.handed_over)
    return [HourRow(hour=hour, conversations=begun[hour], handed_over=handed[hour]) for hour in range(24)]


def _by_day(period: Period, conversations: ConversationFigures, tickets: TicketFigures) -> list[DayRow]:
    begun = _summed((count.day, count.conversations) for count in conversations.spoken)
    solved = _summed((count.day, count.bot_solved) for count in conversations.spoken)
    handed = _summed((count.day, count.handed_over) for count in conversations.handed_over)
    opened = _summed((count.day, count.tickets) for count in tickets.opened)
    return [
        DayRow(
            day=day,
            conversations=begun[day],
            handed_over=handed[day],
            bot_solved=solved[day],
            tickets=opened[day],
            resolved=tickets.resolved_by_day.get(day, 0),
        )
        for day in period.days()
    ]


def _by_channel(figures: ConversationFigures) -> list[ChannelRow]:
    begun = _summed((count.channel, count.conversations) for count in figures.spoken)
    solved = _summed((count.channel, count.bot_solved) for count in figures.spoken)
    handed = _summed((count.channel, count.handed_over) for count in figures.handed_over)
    return [
        ChannelRow(channel=channel, conversations=begun[channel], handed_over=handed[channel], bot_solved=solved[channel])
        for channel in _largest_first(begun, handed)
    ]


def _by_sector(figures: TicketFigures) -> list[SectorRow]:
    opened = _summed((count.sector, count.tickets) for count in figures.opened)
    breached = _summed((count.sector, count.tickets) for count in figures.breached)
    return [SectorRow(sector=sector, tickets=opened[sector], breached=breached[sector]) for sector in _largest_first(opened, breached)]


def _by_unit(figures: TicketFigures) -> list[UnitRow]:
    opened = _summed((count.unit, count.tickets) for count in figures.opened)
    breached = _summed((count.unit, count.tickets) for count in figures.breached)
    took = figures.resolution_by_unit
    return [
        UnitRow(unit=unit, tickets=opened[unit], breached=breached[unit], resolution_p50_seconds=_whole(took.get(unit)))
        for unit in _largest_first(opened, breached, took)
    ]


def _by_reason(figures: TicketFigures) -> list[ReasonRow]:
    counts = _summed((count.handover_reason, count.tickets) for count in figures.opened if count.handover_reason)
    return [ReasonRow(reason=reason, count=counts[reason]) for reason in _largest_first(counts)]


def _operator_row(operator: OperatorCount) -> OperatorRow:
    return OperatorRow(
        display_name=operator.display_name,
        conversations=operator.conversations,
        replies=operator.replies,
        first_response_p50_seconds=_whole(operator.first_response_seconds),
        rating_average=_average(operator.rating_average),
    )


def _summed[Key](counts: Iterable[tuple[Key, int]]) -> Counter[Key]:
    summed: Counter[Key] = Counter()
    for key, count in counts:
        summed[key] += count
    return summed


def _largest_first(first: Mapping[str, int], *others: Mapping[str, object]) -> list[str]:
    """Every key of any of them; by the first one's figures, equal ones by name."""
    return sorted(set(first).union(*others), key=lambda key: (-first.get(key, 0), key))


def _wait(halves_and_nine_tenths: Sequence[float | None]) -> Wait:
    p50, p90 = halves_and_nine_tenths
    return Wait(p50=_whole(p50), p90=_whole(p90))


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)


def _average(rating: float | None) -> float | None:
    return None if rating is None else round(rating, 2)
