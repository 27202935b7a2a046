from __future__ import annotations

import uuid
from datetime import UTC, datetime

import psycopg
import pytest

from app.wiring.words import words_of
from core.db import libpq_url
from core.settings import PROJECT_ROOT
from core.words import Words
from desk.operators.alerts import CHANNEL, Alert, AlertKind, alert_of, alerts_of, send_alert
from desk.operators.rows import Row
from staff.notices import Notice, NoticeKind, Told
from staff.permissions import Permission

LAN, HOA, TICKET = uuid.UUID(int=1), uuid.UUID(int=2), uuid.UUID(int=3)
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

    @pytest.mark.parametrize(
        ("times", "is_live", "said"), [(1, True, "Có cuộc gọi"), (2, True, "Cuộc gọi quay lại"), (1, False, "Có người dân")]
    )
    def test_who_holds_a_telephone_is_told_as_a_call(self, settings, times, is_live, said):
        call = {"id": TICKET, "is_live": is_live, "may_be_sent": True, "caller_masked": "", "began_at": NOW}
        call |= {"ended_at": None, "ending": "", "is_recorded": False}
        waiting = row("queue", 1, times_queued=times, call=call)
        [alert] = alerts_of(None, waiting, words_of(settings, "desk/operators/alerts.yml"))
        assert alert.text.startswith(said)
        assert "Câu hỏi" in alert.text

    def test_a_claim_rings_nobody(self, kinds):
        assert kinds(row("queue", 1), row("operator", 2, owner_id=LAN, last_move="claim")) == []


class TestConcerns:
    def test_those_it_is_sent_to_whatever_they_may(self):
        alert = Alert(kind=NoticeKind.MENTIONED, text="", to=[LAN])
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
        assert not Alert(kind=NoticeKind.DEADLINE, text="").concerns(LAN, ANSWERS, "")


class TestSendAlert:
    async def test_is_heard_whole_once_the_transaction_is_committed(self, database, database_url):
        alert = Alert(kind=AlertKind.QUEUED, text="“Đất”\n' \\", to=[LAN], permission=Permission.ANSWER_CITIZENS, group="Đất đai", at=NOW)
        async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listener:
            await listener.execute(f"LISTEN {CHANNEL}")
            async with database.session() as session:
                await send_alert(session, alert)
            heard = [notice.payload async for notice in listener.notifies(timeout=5, stop_after=1)]
        assert [Alert.model_validate_json(payload) for payload in heard] == [alert]


class TestAlertOf:
    @pytest.fixture
    def said(self):
        words = Words(PROJECT_ROOT / "desk" / "operators" / "alerts.yml")

        def said(kind, **details):
            alert = alert_of(Told(to=[LAN], notice=Notice(kind=kind, details=details, ticket_id=TICKET)), words)
            assert alert is not None
            assert (alert.kind, alert.to, alert.ticket_id, alert.permission) == (kind, [LAN], TICKET, None)
            return alert.text

        return said

    @pytest.mark.parametrize(
        ("kind", "details", "text"),
        [
            (NoticeKind.DEADLINE, {"code": "A7K-04T-9XA2", "percent": 80}, "Phiếu A7K-04T-9XA2 đã dùng 80% thời hạn"),
            (NoticeKind.BREACH, {"code": "A7K-04T-9XA2", "percent": 100}, "Phiếu A7K-04T-9XA2 quá hạn"),
            (NoticeKind.ASSIGNED, {"by": "Lan", "code": "A7K", "subject": "Đèn tắt"}, "Lan giao cho bạn phiếu A7K: Đèn tắt"),
            (NoticeKind.REOPENED, {"code": "A7K", "said": "Chưa xong", "is_answer": False}, "Người dân mở lại phiếu A7K: Chưa xong"),
            (NoticeKind.REOPENED, {"code": "A7K", "said": "Ở ấp 3", "is_answer": True}, "Người dân trả lời phiếu A7K: Ở ấp 3"),
        ],
    )
    def test_says_what_happened(self, said, kind, details, text):
        assert said(kind, **details) == text

    def test_braces_in_what_people_wrote_stay_as_they_are(self, said):
        assert said(NoticeKind.MENTIONED, by="Lan", text="{code} {0}") == "Lan nhắc đến bạn trong ghi chú: {code} {0}"

    def test_none_when_something_was_only_read(self):
        assert alert_of(Told(to=[LAN]), Words(PROJECT_ROOT / "desk" / "operators" / "alerts.yml")) is None
