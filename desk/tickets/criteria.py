"""The filters of a list of tickets as they stand in an address."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from core.clock import VIETNAM
from tickets.filters import TicketFilter
from tickets.models import Priority, TicketKind, TicketState
from tickets.views import Order, SortBy, View, Viewer
from vntext import normalise


def _given(value: Any) -> Any:
    """`?state=&kind=` filters by nothing."""
    return None if value == "" else value


_Empty = BeforeValidator(_given)
_Text = Annotated[str, Field(max_length=200), AfterValidator(normalise)]
_Sort = Annotated[str, Field(pattern=rf"^(-?({'|'.join(SortBy)}))?$")]
_Day = Annotated[date | None, Field(ge=date(2000, 1, 1), le=date(2200, 1, 1)), _Empty]


class Criteria(BaseModel):
    """`from` and `to` are days of Vietnam's calendar, both included; `sort` begins with "-" for the other way round."""

    view: Annotated[View | None, _Empty] = None
    sort: _Sort = ""
    state: Annotated[TicketState | None, _Empty] = None
    kind: Annotated[TicketKind | None, _Empty] = None
    priority: Annotated[Priority | None, _Empty] = None
    unit_id: Annotated[uuid.UUID | None, _Empty] = None
    assignee_id: Annotated[uuid.UUID | None, _Empty] = None
    sector: _Text = ""
    channel: _Text = ""
    overdue: Annotated[bool | None, _Empty] = None
    q: _Text = ""
    first_day: _Day = Field(default=None, alias="from")
    last_day: _Day = Field(default=None, alias="to")
    page: Annotated[int, Field(ge=1, le=100_000)] = 1

    def wanted(self, viewer: Viewer) -> TicketFilter:
        return TicketFilter(
            state=self.state or "",
            kind=self.kind or "",
            priority=self.priority or "",
            unit_id=self.unit_id,
            assignee_id=self.assignee_id,
            sector=self.sector,
            channel=self.channel,
            overdue_at=viewer.now if self.overdue else None,
            text=self.q,
            opened_from=_midnight(self.first_day) if self.first_day else None,
            opened_until=_midnight(self.last_day + timedelta(days=1)) if self.last_day else None,
            view=self.view or View.ALL,
            viewer=viewer,
            order=Order(SortBy(self.sort.removeprefix("-")), descending=self.sort.startswith("-")) if self.sort else None,
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
