"""The time, passed in so that tests can set it. Stored in UTC, shown in Vietnam's time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def vietnam_today(clock: Clock = utc_now) -> date:
    return clock().astimezone(VIETNAM).date()
