from __future__ import annotations

import uuid

import pytest
from sqlalchemy import text

from app.wiring.bench import bench_parts
from desk.bench.endpoints import router
from tests.desk.bench.conftest import BIRTH
from tests.desk.personas import at_the_desk
from tests.desk.seats import desk_app
from tests.knowledge_base.drafting import draft
from tests.knowledge_base.made_up import faq, procedure

BENCH = "/desk/api/editors/bench"
QUESTION = {"turns": [{"text": "làm giấy", "behaviour": "answer", "codes": [BIRTH], "aspects": []}], "note": ""}
TRACES = ("conversations", "messages", "tickets", "procrastinate_jobs")


@pytest.fixture
async def desk(database, settings, bot, town):
    app = desk_app(settings, database, router, desk_bench=bench_parts(settings, database, bot, waits=(0, 0)))
    async with at_the_desk(app, database) as people:
        yield people


async def asked(person, text_, **more):
    answer = await person.post(f"{BENCH}/ask", json={"text": text_} | more)
    assert answer.status_code == 200, answer.text
    return answer.json()


class TestAsk:
    async def test_shows_answer_candidates_reasons_and_the_record(self, desk, bot):
        bot.published = {"làm giấy": BIRTH}
        shown = await asked(desk.editor, "làm giấy")
        assert shown["answer"] == {
            "text": f"{BIRTH}: làm giấy",
            "blocks": None,
            "options": [],
            "behaviour": "answer",
            "handover": None,
        }
        record = {"kind": "procedure", "key": BIRTH, "title": "Đăng ký khai sinh", "is_draft": False}
        assert shown["record"] == record
        assert shown["candidates"] == [record | {"share": 0.9, "signals": {"line_both": 1.0, "held_name": 1.0, "union_recall": 1.0}}]
        assert shown["step"] == "answer_what_is_meant"
        assert any("«Đăng ký khai sinh»" in sentence for sentence in shown["why"])
        assert shown["understood"] == {"intent": "ask_procedure", "confidence": 0.9, "entities": [], "aspects": ["fee"]}

    async def test_goes_on_with_the_context_that_came_with_the_answer(self, desk, bot):
        bot.published = {"làm giấy": BIRTH}
        first = await asked(desk.editor, "làm giấy")
        await asked(desk.editor, "thế còn phí?", context=first["context"])
        assert bot.turns[1].context == {"procedure_codes": [BIRTH]}

    async def test_on_a_draft_the_title_is_the_drafts(self, desk, bot, database):
        bot.drafted = {"làm giấy": BIRTH}
        id_ = await draft(database, procedure(BIRTH, "Khai sinh, sửa"))
        shown = await asked(desk.editor, "làm giấy", draft_ids=[str(id_)])
        assert shown["record"] == {"kind": "procedure", "key": BIRTH, "title": "Khai sinh, sửa", "is_draft": True}
        assert bot.asked == [("làm giấy", True)]

    async def test_draft_that_is_gone_is_not_tried(self, desk, bot):
        answer = await desk.editor.post(f"{BENCH}/ask", json={"text": "làm giấy", "draft_ids": [str(uuid.uuid4())]})
        assert (answer.status_code, answer.json()["error"]["code"], bot.asked) == (404, "no_draft", [])

    @pytest.mark.parametrize(("typed", "code"), [(" \u200b\n", "text_needed"), ("a" * 2001, "too_long")])
    async def test_refuses_what_no_citizen_can_send(self, desk, typed, code):
        answer = await desk.editor.post(f"{BENCH}/ask", json={"text": typed})
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)

    async def test_bot_that_is_away_is_said_in_words(self, desk, bot):
        bot.is_away = True
        answer = await desk.editor.post(f"{BENCH}/ask", json={"text": "làm giấy"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "bot_unavailable")

    async def test_bot_that_is_back_in_a_moment_is_waited_for(self, desk, bot):
        bot.published, bot.is_away = {"làm giấy": BIRTH}, True

        async def come_back(_text):
            bot.is_away = len(bot.asked) < 3

        bot.before_answer = come_back
        assert (await asked(desk.editor, "làm giấy"))["record"]["key"] == BIRTH
        assert len(bot.asked) == 3

    async def test_leaves_no_trace_of_a_citizen(self, desk, bot, database):
        bot.published = {"làm giấy": BIRTH}
        await asked(desk.editor, "làm giấy")
        await asked(desk.editor, "gặp tổng đài viên")
        async with database.session() as session:
            counts = {table: await session.scalar(text(f"SELECT count(*) FROM {table}")) for table in TRACES}
        assert counts == dict.fromkeys(TRACES, 0)


class TestQuestions:
    async def test_are_added_changed_and_taken_away(self, desk):
        added = await desk.editor.post(f"{BENCH}/questions", json=QUESTION)
        assert added.status_code == 201
        path = f"{BENCH}/questions/{added.json()['id']}"
        changed = await desk.editor.put(path, json=QUESTION | {"note": "hay hỏi"})
        assert (changed.json()["note"], changed.json()["turns"]) == ("hay hỏi", QUESTION["turns"])
        listed = (await desk.supervisor.get(f"{BENCH}/questions")).json()
        assert [each["id"] for each in listed["questions"]] == [added.json()["id"]]
        assert listed["shipped"] > 200
        assert listed["titles"] == {BIRTH: "Đăng ký khai sinh"}
        assert (await desk.editor.delete(path)).status_code == 204
        assert (await desk.editor.delete(path)).status_code == 404

    async def test_are_the_editors_to_write(self, desk):
        assert (await desk.supervisor.post(f"{BENCH}/questions", json=QUESTION)).status_code == 403


class TestRuns:
    async def test_are_begun_looked_at_and_given_up(self, desk, database):
        id_ = await draft(database, faq())
        begun = await desk.editor.post(f"{BENCH}/runs", json={"draft_ids": [str(id_)]})
        assert begun.status_code == 202
        path = f"{BENCH}/runs/{begun.json()['id']}"
        run = (await desk.supervisor.get(path)).json()
        assert (run["state"], run["done"], run["before"], run["better"], run["started_by"]) == ("running", 0, None, [], "Editor")
        assert [each["title"] for each in run["drafts"]] == ["Mấy giờ xã làm việc?"]
        again = await desk.editor.post(f"{BENCH}/runs", json={"draft_ids": []})
        assert (again.status_code, again.json()["error"]["code"]) == (409, "run_under_way")
        assert (await desk.editor.post(f"{path}/cancel")).status_code == 204
        listed = (await desk.editor.get(f"{BENCH}/runs")).json()["runs"]
        assert [(each["id"], each["state"]) for each in listed] == [(run["id"], "cancelled")]

    async def test_without_saying_which_drafts_nothing_is_begun(self, desk):
        assert (await desk.editor.post(f"{BENCH}/runs", json={})).status_code == 422
        assert (await desk.editor.get(f"{BENCH}/runs")).json()["runs"] == []


async def test_who_neither_edits_nor_approves_is_turned_away(desk):
    for person in (desk.operator, desk.admin):
        assert (await person.post(f"{BENCH}/ask", json={"text": "làm giấy"})).status_code == 403
