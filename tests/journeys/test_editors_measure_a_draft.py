"""An editor tries a draft through the real bot, and all questions before and after it; citizens hear nothing of it meanwhile."""

from __future__ import annotations

import os
import signal
import uuid

import httpx
import pytest
from sqlalchemy import select, text

from app.citizen import Citizen
from core.db import Database
from knowledge_base.editing.models import DraftState, EntryDraft
from knowledge_base.models import EntryKind
from knowledge_base.record_kinds import RECORD_OF
from knowledge_base.repository import KnowledgeRepository
from staff.models import Role
from tests.desk.personas import add_member, open_session
from tests.knowledge_base.drafting import draft
from tests.working import until

pytestmark = pytest.mark.journey

BENCH = "/desk/api/editors/bench"
BIRTH = "1.001193"
ASKED = "xin giấy mọc răng sữa thì lệ phí bao nhiêu"
RUN_WITHIN_SECONDS = 240.0
TRACES = ("conversations", "messages", "tickets")


@pytest.fixture
async def database(program):
    opened = Database(program.database_url, pool_size=2)
    yield opened
    await opened.close()


@pytest.fixture
async def editor(program, database):
    member = await add_member(database, f"bien.{uuid.uuid4().hex[:8]}", Role.EDITOR)
    shown = await open_session(database, member)
    async with httpx.AsyncClient(base_url=program.settings.web_url, timeout=30, trust_env=False, **shown) as client:
        yield client


@pytest.fixture
async def drafted(database):
    """The birth certificate under a name that nobody uses, for a fee that nobody asks."""
    async with database.session() as session:
        published = await KnowledgeRepository(session).find_published(EntryKind.PROCEDURE, BIRTH)
    assert published is not None
    record = published.record | {"aliases": [*published.record["aliases"], "giấy mọc răng sữa"]}
    record["submission_methods"] = [each | {"fees": [{"kind": "charge", "amount_vnd": 98_765}]} for each in record["submission_methods"]]
    id_ = await draft(database, RECORD_OF[EntryKind.PROCEDURE].model_validate(record))
    yield id_
    async with database.session() as session:
        (await session.scalars(select(EntryDraft).where(EntryDraft.id == id_))).one().state = DraftState.DISCARDED


async def tried(editor, text_, **more):
    answer = await editor.post(f"{BENCH}/ask", json={"text": text_} | more)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def traces(database):
    async with database.session() as session:
        return {table: await session.scalar(text(f"SELECT count(*) FROM {table}")) for table in TRACES}


async def test_draft_is_answered_from_on_the_bench_and_to_no_citizen(program, database, editor, drafted):
    before = await traces(database)
    on_draft = await tried(editor, ASKED, draft_ids=[str(drafted)])
    assert "98.765 đồng" in on_draft["answer"]["text"]
    assert (on_draft["record"]["key"], on_draft["record"]["is_draft"]) == (BIRTH, True)
    live = await tried(editor, "làm giấy khai sinh cần gì")
    follow_up = await tried(editor, "thế còn phí?", context=live["context"])
    assert follow_up["record"]["key"] == BIRTH
    assert "98.765" not in follow_up["answer"]["text"]
    assert await traces(database) == before
    with Citizen(program.settings.web_url) as citizen:
        assert "98.765" not in citizen.ask("lệ phí làm giấy khai sinh").text


async def test_run_outlives_its_worker_and_tells_what_the_draft_changes(program, database, editor, drafted):
    turns = [{"text": ASKED, "behaviour": "answer", "codes": [BIRTH], "aspects": ["fee"]}]
    assert (await editor.post(f"{BENCH}/questions", json={"turns": turns})).status_code == 201
    before = await traces(database)
    begun = await editor.post(f"{BENCH}/runs", json={"draft_ids": [str(drafted)]})
    path = f"{BENCH}/runs/{begun.json()['id']}"

    async def run_that(holds):
        run = (await editor.get(path)).json()
        return run if holds(run) else None

    await until(lambda: run_that(lambda run: run["done"] >= 20), within=60, every=0.2)
    os.kill(program.pid("worker"), signal.SIGKILL)
    run = await until(lambda: run_that(lambda run: run["state"] != "running"), within=RUN_WITHIN_SECONDS, every=1.0)
    assert (run["state"], run["done"]) == ("done", run["total"])
    assert run["before"]["turns"] == run["after"]["turns"] == run["total"] / 2
    assert ASKED in [each["said"][-1] for each in run["better"]]
    assert run["failing"] == []
    assert await traces(database) == before
