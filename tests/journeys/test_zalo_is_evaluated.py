"""`hotline evaluate --channel zalo` through the whole program: the same figures as over the web, and no work for people."""

from __future__ import annotations

import json
import subprocess
import sys

import psycopg
import pytest

from app.running import environment_of
from core.db import libpq_url

pytestmark = pytest.mark.journey

ANSWERED = {"text": "làm giấy khai sinh cho con cần giấy tờ gì?", "behaviour": "answer", "codes": ["1.001193"]}
HANDED_OVER = {"text": "cho tôi gặp tổng đài viên", "behaviour": "handover"}
THANKED = {"text": "cảm ơn nhé", "behaviour": "smalltalk"}
SET = ({"id": "a", "turns": [ANSWERED]}, {"id": "b", "turns": [HANDED_OVER, THANKED]})


def test_dialogues_are_asked_on_a_phone_and_judged_as_ever(program, tmp_path):
    dialogues = tmp_path / "set.jsonl"
    dialogues.write_text("\n".join(json.dumps(dialogue, ensure_ascii=False) for dialogue in SET), encoding="utf-8")
    before = tickets(program)
    command = [sys.executable, "-W", "ignore", "-m", "app.cli", "evaluate", str(dialogues), "--channel", "zalo", "--report", str(tmp_path)]
    environment = environment_of(program.settings, program.database_url)
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert results["facts"]["channel"] == "zalo"
    assert results["failures"] == []
    assert len(results["latencies_ms"]) == 3
    assert tickets(program) == before


def tickets(program) -> int:
    with psycopg.connect(libpq_url(program.database_url)) as connection:
        return len(connection.execute("SELECT id FROM tickets").fetchall())
