"""What goes over the wire about calls."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class TalkOut(BaseModel):
    """Where the browser opens its line, and what it shows there."""

    model_config = ConfigDict(populate_by_name=True)

    url: str
    pass_: str = Field(alias="pass", serialization_alias="pass")


class HoldIn(BaseModel):
    on: bool


class CallerOut(BaseModel):
    """Empty for a number that was withheld."""

    caller: str


class CallTotals(BaseModel):
    """Times are milliseconds or seconds, None where nothing was counted; `confidence` from 0 to 1, the mean over all words."""

    calls: int
    answered: int
    abandoned: int
    utterances: int
    understood: int
    handed_over: int
    transferred: int
    first_word_p50_ms: int | None
    response_p50_ms: int | None
    response_p95_ms: int | None
    length_average_seconds: int | None
    confidence: float | None


class CallDay(CallTotals):
    day: date


class CallHour(BaseModel):
    hour: int
    calls: int
    abandoned: int


class CallsOut(BaseModel):
    totals: CallTotals
    by_day: list[CallDay]
    by_hour: list[CallHour]
