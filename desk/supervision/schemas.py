"""What supervisors get: the report of a period, and how things stand now. Times are seconds; None where nothing was counted."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from desk.operators.colleagues import Colleague


class PeriodOut(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    first: date = Field(alias="from", serialization_alias="from")
    last: date = Field(alias="to", serialization_alias="to")


class Totals(BaseModel):
    conversations: int
    bot_solved: int
    handed_over: int
    tickets: int
    resolved: int
    reopened: int
    breached: int
    rating_average: float | None
    rating_count: int


class Wait(BaseModel):
    p50: int | None
    p90: int | None


class Waits(BaseModel):
    first_response_seconds: Wait
    resolution_seconds: Wait
    queue_wait_seconds: Wait


class HourRow(BaseModel):
    """`hour` 0 to 23, Vietnam's time; all days of the period together."""

    hour: int
    conversations: int
    handed_over: int


class DayRow(BaseModel):
    day: date
    conversations: int
    handed_over: int
    bot_solved: int
    tickets: int
    resolved: int


class ChannelRow(BaseModel):
    channel: str
    conversations: int
    handed_over: int
    bot_solved: int


class SectorRow(BaseModel):
    """`sector` is empty for tickets without one."""

    sector: str
    tickets: int
    breached: int


class UnitRow(BaseModel):
    """`unit` is the unit's name, empty for tickets that no unit has."""

    unit: str
    tickets: int
    breached: int
    resolution_p50_seconds: int | None


class OperatorRow(BaseModel):
    display_name: str
    conversations: int
    replies: int
    first_response_p50_seconds: int | None
    rating_average: float | None


class RatingRow(BaseModel):
    rating: int
    count: int


class ReasonRow(BaseModel):
    reason: str
    count: int


class ReportOut(BaseModel):
    period: PeriodOut
    totals: Totals
    waits: Waits
    by_hour: list[HourRow]
    by_day: list[DayRow]
    by_channel: list[ChannelRow]
    by_sector: list[SectorRow]
    by_unit: list[UnitRow]
    by_operator: list[OperatorRow]
    ratings: list[RatingRow]
    by_reason: list[ReasonRow]


class NowOut(BaseModel):
    queue: int
    longest_wait_seconds: int | None
    with_operators: int
    on_duty: int
    away: int
    present: list[Colleague]
    tickets_open: int
    tickets_due_today: int
    tickets_overdue: int
