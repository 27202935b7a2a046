from __future__ import annotations

import asyncio

import pytest

from knowledge_base.models import Origin
from knowledge_base.quality.decree_tasks import MOST_ENTRIES
from knowledge_base.quality.looking import look
from tests.desk.quality.conftest import ROOT
from tests.knowledge_base.made_up import faq, procedure
from tests.knowledge_base.quality.libraries import WORDS

DECREE = "123/2020/NĐ-CP"
BIRTH = procedure("1.000001", "Khai sinh", legal_bases=[{"document_number": DECREE}], steps=["Theo Nghị định 123/2020 thì nộp."])
HOURS = faq(answer=f"Giờ làm việc theo {DECREE}.")
DEATH = procedure("1.000002", "Khai tử", legal_bases=[{"document_number": "1/2021/NĐ-CP"}])
CHOSEN = [{"kind": "procedure", "key": "1.000001"}, {"kind": "faq", "key": "office-hours"}]
TASK = {"decree": "nghị định 123/2020", "replaced_by": "99/2026/NĐ-CP", "entries": CHOSEN}


async def counts(person):
    answer = (await person.get(f"{ROOT}/quality")).json()
    return {check["name"]: check["count"] for check in answer["checks"] if check["count"]}, answer


class TestChecks:
    async def test_before_the_first_look_nothing_is_claimed(self, desk):
        found, answer = await counts(desk.editor)
        assert (found, answer["looked_at"], answer["is_current"]) == ({}, None, False)
        assert all(check["label"] and check["explains"] for check in answer["checks"])

    async def test_counts_are_of_the_last_look_and_say_when_they_are_no_longer(self, desk, database, publish):
        await publish(BIRTH, DEATH)
        await look(database, WORDS)
        found, answer = await counts(desk.supervisor)
        assert found == {"missing_fees": 2, "missing_times": 2}
        assert answer["is_current"]
        await publish(HOURS)
        assert not (await counts(desk.editor))[1]["is_current"]

    async def test_findings_of_a_check(self, desk, database, publish):
        await publish(BIRTH, procedure("1.000003", "KHAI SINH"))
        await look(database, WORDS)
        answer = (await desk.editor.get(f"{ROOT}/quality/same_names")).json()
        assert (answer["total"], answer["page"], answer["page_size"]) == (1, 1, 50)
        [item] = answer["items"]
        assert {item["key"], item["other"]["key"]} == {"1.000001", "1.000003"}
        assert item["detail"]
        assert (await desk.editor.get(f"{ROOT}/quality/same_names?page=2")).json()["items"] == []

    async def test_a_check_that_is_none_is_not_found(self, desk):
        answer = await desk.editor.get(f"{ROOT}/quality/beauty")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "no_check")


class TestCites:
    async def test_whoever_cites_it_is_listed_with_where(self, desk, publish):
        await publish(BIRTH, HOURS, DEATH)
        answer = (await desk.editor.get(f"{ROOT}/quality/cites", params={"decree": "123/2020/nd-cp"})).json()
        assert answer["decree"] == "123/2020/ND-CP"
        assert [(item["kind"], item["key"], [each["field"] for each in item["citations"]]) for item in answer["items"]] == [
            ("faq", "office-hours", ["answer"]),
            ("procedure", "1.000001", ["steps", "legal_bases"]),
        ]
        assert [each["label"] for each in answer["items"][1]["citations"]] == ["Trình tự thực hiện", "Căn cứ pháp lý"]

    async def test_only_what_is_published_counts(self, desk, publish):
        await publish(HOURS)
        await publish(faq(answer="Giờ làm việc mới."), origin=Origin.EDITED)
        assert (await desk.editor.get(f"{ROOT}/quality/cites", params={"decree": DECREE})).json()["items"] == []

    @pytest.mark.parametrize("typed", ["", "luật đất đai", "%", "x" * 200])
    async def test_what_is_no_number_is_refused_in_words(self, desk, typed):
        answer = await desk.editor.get(f"{ROOT}/quality/cites", params={"decree": typed})
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad_decree")


class TestTasks:
    async def test_each_chosen_entry_gets_a_draft_with_a_note_and_the_task_tells_how_far_it_is(self, desk, publish):
        await publish(BIRTH, HOURS, DEATH)
        answer = await desk.editor.post(f"{ROOT}/quality/tasks", json=TASK)
        assert answer.status_code == 201
        task = answer.json()
        assert (task["decree"], task["replaced_by"], task["created_by"], task["total"], task["done"]) == (
            DECREE,
            "99/2026/NĐ-CP",
            "Editor",
            2,
            0,
        )
        drafts = [(await desk.editor.get(f"{ROOT}/drafts/{item['draft_id']}")).json() for item in task["items"]]
        reasons = {draft["key"]: draft["reason"] for draft in drafts}
        assert reasons["1.000001"] == f"{DECREE} được thay bằng 99/2026/NĐ-CP. Xem lại: trình tự thực hiện, căn cứ pháp lý."
        assert {draft["state"] for draft in drafts} == {"writing"}
        discarded = drafts[0]
        body = {"revision": discarded["revision"], "text": "không cần sửa"}
        assert (await desk.editor.post(f"{ROOT}/drafts/{discarded['id']}/discard", json=body)).status_code == 200
        [listed] = (await desk.supervisor.get(f"{ROOT}/quality/tasks")).json()["tasks"]
        assert (listed["id"], listed["total"], listed["done"]) == (task["id"], 2, 1)

    async def test_an_entry_that_is_being_written_keeps_its_draft_and_gets_the_note_as_a_comment(self, desk, publish):
        await publish(HOURS)
        begun = (await desk.editor.post(f"{ROOT}/drafts", json={"kind": "faq", "key": "office-hours"})).json()
        body = TASK | {"entries": [CHOSEN[1]]}
        task = (await desk.editor.post(f"{ROOT}/quality/tasks", json=body)).json()
        assert [item["draft_id"] for item in task["items"]] == [begun["id"]]
        events = (await desk.editor.get(f"{ROOT}/drafts/{begun['id']}")).json()["events"]
        assert events[-1]["event"] == "commented"
        assert "99/2026/NĐ-CP" in events[-1]["text"]

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"entries": []}, "no_entries"),
            ({"replaced_by": "nghị định mới"}, "bad_decree"),
            ({"replaced_by": "0123/2020/nđ-cp"}, "same_decree"),
            ({"entries": [*CHOSEN, {"kind": "procedure", "key": "1.000002"}]}, "not_cited"),
            ({"entries": [{"kind": "faq", "key": f"q-{number}"} for number in range(MOST_ENTRIES + 1)]}, "too_many_entries"),
        ],
    )
    async def test_what_cannot_be_given_leaves_nothing_behind(self, desk, publish, changed, code):
        await publish(BIRTH, HOURS, DEATH)
        answer = await desk.editor.post(f"{ROOT}/quality/tasks", json=TASK | changed)
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
        assert (await desk.editor.get(f"{ROOT}/drafts", params={"state": "writing"})).json()["drafts"] == []
        assert (await desk.editor.get(f"{ROOT}/quality/tasks")).json()["tasks"] == []

    async def test_the_same_entry_twice_is_one(self, desk, publish):
        await publish(HOURS)
        answer = await desk.editor.post(f"{ROOT}/quality/tasks", json=TASK | {"entries": [CHOSEN[1], CHOSEN[1]]})
        assert answer.json()["total"] == 1

    async def test_two_editors_at_once_share_the_drafts(self, desk, publish):
        await publish(BIRTH, HOURS)
        both = await asyncio.gather(*(desk.editor.post(f"{ROOT}/quality/tasks", json=TASK) for _ in range(2)))
        assert [answer.status_code for answer in both] == [201, 201]
        one, other = ({item["draft_id"] for item in answer.json()["items"]} for answer in both)
        assert one == other

    async def test_whoever_may_not_write_gives_none(self, desk):
        for person in (desk.operator, desk.admin, desk.stranger):
            assert (await person.post(f"{ROOT}/quality/tasks", json=TASK)).status_code in (401, 403)
