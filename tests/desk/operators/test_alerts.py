from __future__ import annotations

import uuid
from datetime import UTC, datetime

import psycopg
import pytest

from app.wiring.words import words_of
from core.db import libpq_url
from core.settings import PROJECT_ROOT
from core.words import Words
from desk.operators.alerts import CHANNEL, Alert, AlertKind, alerts_of, send_alert
from desk.operators.assigned_alerts import assigned_alert
from desk.operators.rows import Row
from staff.permissions import Permission
from tickets.models import Ticket

LAN, HOA = uuid.UUID(int=1), uuid.UUID(int=2)
NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
ANSWERS = frozenset({Permission.ANSWER_CITIZENS})


def row(owner, number, **values):
    usual = {
        "id": uuid.UUID(int=9),
        "channel": "webchat",
        "owner": owner,
        "owner_id": None,
        "owner_name": "",
        "ownership_number": number,
        "last_move": "",
        "last_move_by": "",
        "queue_group": "",
        "citizen_name": "",
        "preview": "Câu hỏi",
        "last_seq": 1,
        "last_message_at": NOW,
        "last_sender": "citizen",
        "waiting_since": NOW,
        "queued_at": NOW,
        "times_queued": 1,
    }
    return Row(**usual | values)


@pytest.fixture
def kinds(settings):
    words = words_of(settings, "desk/operators/alerts.yml")
    return lambda before, after: [(alert.kind, alert.to) for alert in alerts_of(before, after, words)]


class TestAlertsOf:
    def test_the_same_owner_rings_nobody(self, kinds):
        assert kinds(row("queue", 1), row("queue", 1, last_seq=2)) == []

    @pytest.mark.parametrize("before", [None, row("bot", 0)])
    def test_a_citizen_new_in_the_queue_rings(self, kinds, before):
        assert kinds(before, row("queue", 1)) == [(AlertKind.QUEUED, [])]

    def test_one_that_is_back_rings_as_such(self, kinds):
        assert kinds(row("operator", 2, owner_id=LAN), row("queue", 3, times_queued=2)) == [(AlertKind.REQUEUED, [])]

    def test_a_transfer_rings_for_the_receiver(self, kinds):
        passed_on = row("operator", 3, owner_id=HOA, last_move="transfer", last_move_by="Lan")
        assert kinds(row("operator", 2, owner_id=LAN), passed_on) == [(AlertKind.TRANSFERRED, [HOA])]

    def test_a_take_over_rings_for_whom_it_was_taken_from_and_from_the_queue_for_nobody(self, kinds):
        taken = row("operator", 3, owner_id=HOA, last_move="take_over", last_move_by="Hoa")
        assert kinds(row("operator", 2, owner_id=LAN), taken) == [(AlertKind.TAKEN_OVER, [LAN])]
        assert kinds(row("queue", 2), taken) == []
        assert kinds(None, taken) == []

    def test_a_claim_rings_nobody(self, kinds):
        assert kinds(row("queue", 1), row("operator", 2, owner_id=LAN, last_move="claim")) == []


class TestConcerns:
    def test_those_it_is_sent_to_whatever_they_may(self):
        alert = Alert(kind=AlertKind.MENTIONED, text="", to=[LAN])
        assert alert.concerns(LAN, frozenset(), "")
        assert not alert.concerns(HOA, ANSWERS, "")

    def test_all_who_hold_the_permission(self):
        alert = Alert(kind=AlertKind.QUEUED, text="", permission=Permission.ANSWER_CITIZENS)
        assert alert.concerns(LAN, ANSWERS, "Hộ tịch")
        assert not alert.concerns(LAN, frozenset({Permission.EDIT_CONTENT}), "Hộ tịch")

    def test_of_a_group_those_alone(self):
        alert = Alert(kind=AlertKind.REQUEUED, text="", permission=Permission.ANSWER_CITIZENS, group="Đất đai")
        assert alert.concerns(LAN, ANSWERS, "Đất đai")
        assert not alert.concerns(LAN, ANSWERS, "Hộ tịch")
        assert not alert.concerns(LAN, frozenset(), "Đất đai")

    def test_nobody_when_it_names_nobody(self):
        assert not Alert(kind=AlertKind.DEADLINE, text="").concerns(LAN, ANSWERS, "")


class TestSendAlert:
    async def test_is_heard_whole_once_the_transaction_is_committed(self, database, database_url):
        alert = Alert(kind=AlertKind.QUEUED, text="“Đất”\n' \\", to=[LAN], permission=Permission.ANSWER_CITIZENS, group="Đất đai", at=NOW)
        async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listener:
            await listener.execute(f"LISTEN {CHANNEL}")
            async with database.session() as session:
                await send_alert(session, alert)
            heard = [notice.payload async for notice in listener.notifies(timeout=5, stop_after=1)]
        assert [Alert.model_validate_json(payload) for payload in heard] == [alert]


class TestAssigned:
    def test_is_for_whoever_is_given_the_ticket_and_names_it(self):
        words = Words(PROJECT_ROOT / "desk" / "operators" / "alerts.yml")
        ticket = Ticket(id=uuid.uuid4(), tracking_code="A7K04T9XA2", subject="Đèn đường tắt, gọi 0912345678")
        to = uuid.uuid4()
        alert = assigned_alert(ticket, "Lan", to, words)
        assert alert.text == "Lan giao cho bạn phiếu A7K-04T-9XA2: Đèn đường tắt, gọi [số điện thoại]"
        assert (alert.to, alert.ticket_id) == ([to], ticket.id)
