from __future__ import annotations

import uuid
from datetime import UTC, datetime

import psycopg
import pytest

from app.wiring.words import words_of
from core.db import libpq_url
from desk.operators.alerts import CHANNEL, Alert
from desk.operators.deadline_alerts import alert_deadlines
from staff.permissions import Permission
from tickets.deadlines import DeadlineWarning

LAN, TICKET = uuid.UUID(int=1), uuid.UUID(int=2)


@pytest.fixture
def rings(database, database_url, settings):
    """What rings for these warnings, as (kind, to, permission, text)."""

    async def rings(*warnings):
        async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listener:
            await listener.execute(f"LISTEN {CHANNEL}")
            await alert_deadlines(database, warnings, words_of(settings, "desk/operators/alerts.yml"))
            heard = [notice.payload async for notice in listener.notifies(timeout=0.5, stop_after=len(warnings) or None)]
        alerts = [Alert.model_validate_json(payload) for payload in heard]
        assert all(alert.ticket_id == TICKET for alert in alerts)
        return [(alert.kind, alert.to, alert.permission, alert.text) for alert in alerts]

    return rings


def warning(percent, assignee_id=LAN):
    return DeadlineWarning(TICKET, "A7K04T9XA2", percent, None, assignee_id, datetime(2026, 11, 25, tzinfo=UTC))


class TestAlertDeadlines:
    async def test_one_that_comes_near_rings_for_whoever_has_the_ticket(self, rings):
        assert await rings(warning(80)) == [("deadline", [LAN], None, "Phiếu A7K-04T-9XA2 đã dùng 80% thời hạn")]

    async def test_one_that_nobody_has_rings_for_the_supervisors(self, rings):
        assert await rings(warning(50, None)) == [
            ("deadline", [], Permission.SEE_REPORTS, "Phiếu A7K-04T-9XA2 đã dùng 50% thời hạn"),
        ]

    async def test_one_that_is_missed_rings_for_both(self, rings):
        assert await rings(warning(100)) == [("breach", [LAN], Permission.SEE_REPORTS, "Phiếu A7K-04T-9XA2 quá hạn")]

    async def test_each_warning_rings_and_none_is_silent(self, rings):
        assert len(await rings(warning(50), warning(80), warning(100))) == 3
        assert await rings() == []
