from __future__ import annotations

import uuid

import psycopg
import pytest

from app.wiring.words import words_of
from core.db import libpq_url
from desk.operators.alerts import CHANNEL, Alert
from desk.operators.citizen_alerts import DeskBell
from staff.permissions import Permission
from tickets.models import Ticket

LAN, TICKET = uuid.UUID(int=1), uuid.UUID(int=2)


@pytest.fixture
def rings(database, database_url, settings):
    """What rings for an addition to a ticket of that person's, as (kind, to, permission, text)."""

    async def rings(assignee_id, *, was_asked):
        ticket = Ticket(id=TICKET, tracking_code="A7K04T9XA2", assignee_id=assignee_id)
        async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listener:
            await listener.execute(f"LISTEN {CHANNEL}")
            async with database.session() as session:
                await DeskBell(words_of(settings, "desk/operators/alerts.yml")).citizen_added(session, ticket, was_asked=was_asked)
            heard = [notice.payload async for notice in listener.notifies(timeout=0.5, stop_after=1)]
        alerts = [Alert.model_validate_json(payload) for payload in heard]
        assert all(alert.ticket_id == TICKET for alert in alerts)
        return [(alert.kind, alert.to, alert.permission, alert.text) for alert in alerts]

    return rings


async def test_an_answer_rings_for_whoever_asked(rings):
    assert await rings(LAN, was_asked=True) == [("citizen_answered", [LAN], None, "Người dân đã trả lời câu hỏi ở phiếu A7K-04T-9XA2")]


async def test_more_about_a_ticket_rings_for_whoever_has_it(rings):
    assert await rings(LAN, was_asked=False) == [("citizen_added", [LAN], None, "Người dân bổ sung vào phiếu A7K-04T-9XA2")]


async def test_an_answer_that_nobody_waits_for_any_more_rings_for_the_supervisors(rings):
    ((kind, to, permission, _),) = await rings(None, was_asked=True)
    assert (kind, to, permission) == ("citizen_answered", [], Permission.SEE_REPORTS)


async def test_more_about_a_ticket_that_nobody_has_is_seen_when_it_is_taken_up(rings):
    assert await rings(None, was_asked=False) == []
