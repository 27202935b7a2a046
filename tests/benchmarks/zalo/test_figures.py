from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from benchmarks.desk.killing import Outage
from benchmarks.zalo.bad_luck import switches
from benchmarks.zalo.figures import as_said, quiet_webhooks, taken_at, webhook_figures
from benchmarks.zalo.reading import Answered
from benchmarks.zalo.sizes import FULL
from channels.zalo_fake.faults import Faults


def webhook(*attempts: tuple[int, float, int | None], event: str = "user_send_text") -> dict[str, Any]:
    tried = [{"at": at, "ms": ms, "status": status, "trouble": "" if status else "timeout"} for at, ms, status in attempts]
    return {"event_name": event, "message_id": "m1", "attempts": tried, "state": "delivered", "faults": []}


class TestWebhooks:
    def test_only_those_answered_count_and_the_others_are_told(self) -> None:
        figures = webhook_figures([webhook((0, 2000.0, None), (2000, 8.0, 200)), webhook((0, 4.0, 200))])
        assert (figures["p50_ms"], figures["p99_ms"], figures["max_ms"]) == (4.0, 8.0, 8.0)
        assert (figures["attempts"], figures["troubles"]) == (3, {"timeout": 1})

    def test_a_message_came_in_with_the_first_attempt_that_was_answered(self) -> None:
        doubled = webhook((0, 2000.0, None), (2500, 8.0, 200), (2400, 5.0, 200))
        assert taken_at([doubled, webhook((0, 1.0, 200), event="oa_send_text")]) == {"m1": 2405.0}

    def test_those_sent_while_a_process_was_away_are_not_quiet(self) -> None:
        outages = [Outage("web", killed_at=10.0, ready_at=12.0, ended_at=12.0)]
        within, after = webhook((111_000, 5.0, 200)), webhook((113_000, 5.0, 200))
        assert quiet_webhooks([within, after], outages, ahead=100.0) == [after]


def test_times_of_a_phone_become_times_of_the_run() -> None:
    (said,) = as_said([Answered("một", "m1", 1, asked_at=105_000, answered_at=106_500)], ahead=100.0)
    assert said.seen_at is not None
    assert [said.said_at, said.seen_at] == pytest.approx([5.0, 6.5])


def test_the_fake_takes_the_switches() -> None:
    assert TypeAdapter(Faults).validate_python(switches(1)).seed == 1


def test_fewer_webhooks_are_fewer_questions_of_fewer_citizens() -> None:
    small = FULL.for_webhooks(1000)
    assert (small.questions, small.citizens, small.rate) == (250, 12, FULL.rate)
