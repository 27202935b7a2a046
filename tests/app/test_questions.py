from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from app.cli import app
from core.clock import utc_now
from core.db import Database
from desk.questions.collecting import Collecting
from tests.desk.questions.talks import PATIENCE, UNSURE, Talk


async def _plant(url):
    database = Database(url, pool_size=1)
    talk = await Talk.begin(database, utc_now() - timedelta(hours=1))
    await talk.turn("làm căn cước ở đâu, gọi 0912345678", UNSURE, said="Nộp tại công an xã.")
    await Collecting(database, 0.6, PATIENCE).walk()
    async with database.session() as session:
        await session.execute(text("UPDATE question_clusters SET state = 'closed', closed_as = 'bot_fault', closed_at = now()"))
    await database.close()


@pytest.fixture
def run(database_url, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    # In a loop of its own, as the command has one.
    asyncio.run(_plant(database_url))
    return lambda *arguments: CliRunner().invoke(app, ["questions", "export", *arguments])


def test_faults_are_printed_one_a_line_and_masked(run):
    [line] = run().stdout.splitlines()
    assert json.loads(line)["question"] == "làm căn cước ở đâu, gọi [số điện thoại]"
    assert json.loads(line)["answer"] == "Nộp tại công an xã."


def test_or_written_to_a_file(run, tmp_path):
    assert run("--out", str(tmp_path / "loi.jsonl")).exit_code == 0
    assert len((tmp_path / "loi.jsonl").read_text(encoding="utf-8").splitlines()) == 1
