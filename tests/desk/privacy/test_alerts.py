from __future__ import annotations

import psycopg

from app.wiring.privacy import desk_privacy
from app.wiring.words import words_of
from core.db import libpq_url
from desk.operators.alerts import CHANNEL, Alert
from desk.privacy.alerts import alert_requests
from privacy.deadlines import RequestDeadlines
from privacy.models import Origin, RequestKind
from staff.permissions import Permission
from tests.desk.histories import Thread
from tests.tickets.personas import at


async def test_what_runs_out_rings_once_for_who_may_settle_it(settings, database, database_url):
    parts, words = desk_privacy(settings, database), words_of(settings, "desk/operators/alerts.yml")
    thread = await Thread.begin(database)
    async with database.session() as session:
        request = (await parts.service.ask(session, thread.id, RequestKind.DELETE, Origin.CITIZEN)).request
    deadlines: RequestDeadlines = parts.deadlines
    async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listener:
        await listener.execute(f"LISTEN {CHANNEL}")
        for _ in range(2):
            await alert_requests(database, deadlines, words, clock=lambda: at("2030-01-01 09:00"))
        heard = [Alert.model_validate_json(one.payload) async for one in listener.notifies(timeout=0.5)]
    assert [(alert.kind, alert.permission) for alert in heard] == [("data_request", Permission.HANDLE_DATA_REQUESTS)]
    assert request.code in heard[0].text
