"""Each figure worked out by hand from calls that stand in the tables."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conversations.calls.calling import made_call
from tests.desk.histories import add_member, at

MONDAY, TUESDAY = "2026-11-02", "2026-11-03"
UNANSWERED, WAITING = {"left": "unanswered"}, {"left": "waiting"}
PERIOD = {"from": MONDAY, "to": TUESDAY}


@pytest.fixture
async def calls(database):
    lan = await add_member(database, display_name="Lan", username="lan")
    nine, ten = at(MONDAY, "09:00"), at(MONDAY, "10:00")

    def heard(began, seconds, **values):
        return {"began_at": began, "first_word_at": began + timedelta(milliseconds=seconds * 1000), **values}

    # Understood, answered, ended by the caller: not abandoned.
    await made_call(
        database,
        **heard(nine, 0.2, ended_at=nine + timedelta(seconds=60), ending="caller", caller="0912345678"),
        utterances=3,
        understood=2,
        words_heard=10,
        confidence_sum=9.0,
        response_ms=[500, 700, 900],
    )
    # Hung up before anything was answered.
    await made_call(database, **heard(ten, 0.4, ended_at=ten + timedelta(seconds=20), ending="caller"), utterances=1, details=UNANSWERED)
    # The same, within five seconds.
    await made_call(database, **heard(ten, 0.6, ended_at=ten + timedelta(seconds=4), ending="caller"), details=UNANSWERED)
    # Its process died while it waited for a person.
    await made_call(
        database, **heard(ten, 0.6, ended_at=ten + timedelta(seconds=40), ending="lost"), utterances=2, understood=1, was_handed_over=True
    )
    # Left while waiting for a person, whom it had asked for with a key.
    await made_call(
        database, **heard(ten, 0.6, ended_at=ten + timedelta(seconds=40), ending="caller"), was_handed_over=True, details=WAITING
    )
    # Was called back later, as it was promised.
    await made_call(database, **heard(ten, 0.6, ended_at=ten + timedelta(seconds=50), ending="caller"), was_handed_over=True)
    # Talked with a person.
    await made_call(
        database,
        **heard(at(TUESDAY, "23:59"), 0.8, ended_at=at(TUESDAY, "23:59") + timedelta(seconds=120), ending="caller"),
        utterances=1,
        was_handed_over=True,
        operator_id=lan,
        details=UNANSWERED,
        words_heard=10,
        confidence_sum=5.0,
        response_ms=[1500],
    )
    # Sent on; never heard a word; outside the period; a trial.
    await made_call(database, began_at=nine, ended_at=nine, ending="transferred")
    await made_call(database, began_at=at("2026-11-04", "00:00"))
    await made_call(database, began_at=nine, owner={"is_trial": True})


async def test_of_the_whole_period(supervisor, calls):
    totals = (await supervisor.get("/reports/calls", **PERIOD))["totals"]
    assert totals == {
        "calls": 8,
        "answered": 3,
        "abandoned": 3,
        "utterances": 7,
        "understood": 3,
        "handed_over": 4,
        "transferred": 1,
        "first_word_p50_ms": 600,
        "response_p50_ms": 800,
        "response_p95_ms": 1410,
        "length_average_seconds": 42,
        "confidence": 0.7,
    }


async def test_by_day_and_by_hour_of_vietnam(supervisor, calls):
    report = await supervisor.get("/reports/calls", **PERIOD)
    assert [(day["day"], day["calls"], day["abandoned"], day["response_p50_ms"]) for day in report["by_day"]] == [
        (MONDAY, 7, 3, 700),
        (TUESDAY, 1, 0, 1500),
    ]
    assert {hour["hour"]: (hour["calls"], hour["abandoned"]) for hour in report["by_hour"] if hour["calls"]} == {
        9: (2, 0),
        10: (5, 3),
        23: (1, 0),
    }
    assert len(report["by_hour"]) == 24


async def test_of_days_without_a_call(supervisor):
    report = await supervisor.get("/reports/calls", **PERIOD)
    assert (report["totals"]["calls"], report["totals"]["confidence"], len(report["by_day"])) == (0, None, 2)


async def test_the_file_has_a_line_a_call_and_no_number(supervisor, calls):
    answer = await supervisor.ask("GET", "/reports/calls.csv", params=PERIOD)
    assert answer.headers["content-disposition"] == 'attachment; filename="cuoc-goi_2026-11-02_2026-11-03.csv"'
    header, *lines = answer.content.decode("utf-8-sig").splitlines()
    assert header.startswith("Bắt đầu,Gọi từ,Số gọi đến")
    assert len(lines) == 8
    assert any(
        line.startswith("2026-11-02 09:00:00,Điện thoại,•••••••678,200,60,3,2,0.90,700,880,không,,không,Người gọi gác máy")
        for line in lines
    )
    assert "0912345678" not in answer.text


@pytest.mark.parametrize("path", ["/reports/calls", "/reports/calls.csv"])
async def test_are_for_those_who_see_reports(operator, path):
    assert (await operator.ask("GET", path, params=PERIOD)).status_code == 403


async def test_a_day_that_is_none_is_said_to_be(supervisor):
    assert (await supervisor.ask("GET", "/reports/calls", params={"from": "hôm qua", "to": TUESDAY})).status_code == 422
