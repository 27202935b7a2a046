from __future__ import annotations

import json
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from core.clock import VIETNAM, utc_now
from desk.questions.closing import Closing
from desk.questions.endpoints import QuestionParts, router
from desk.questions.models import QuestionCluster
from knowledge_base.editing.models import EntryDraft
from staff.models import AuditEntry
from tests.clocks import SetClock
from tests.desk.questions.talks import MISSED, SURE, UNSURE, Talk, clusters, items, thumb
from tests.desk.seats import NOBODY, desk_app, take_seat

QUESTIONS = "/editors/questions"
LAMP = ["đèn đường bị hư", "den duong bi hu", "đèn đường hư lâu rồi", "đèn đường bị hư tối quá", "đèn đường hư"]
CODE = "1.001193"


@pytest.fixture
def app(settings, database, drafting, words):
    parts = QuestionParts(database, Closing(database, drafting, words), words)
    return desk_app(settings, database, router, desk_questions=parts)


@pytest.fixture
async def editor(app, database):
    return await take_seat(app, database, "editor")


@pytest.fixture
async def learned(database, collecting):
    """Five citizens with a dark street, two days running, and one with a number for the house."""
    for number, said in enumerate(LAMP):
        talk = await Talk.begin(database, utc_now() - timedelta(hours=30 - number))
        await talk.turn(said, MISSED, said="Máy chưa hiểu ý bạn.")
    talk = await Talk.begin(database, utc_now() - timedelta(hours=1))
    await talk.turn("xin cấp số nhà, gọi 0912345678", UNSURE)
    await collecting.walk()
    return await clusters(database)


class TestTheList:
    async def test_what_many_ask_comes_first(self, editor, learned):
        found = await editor.get(QUESTIONS)
        assert [(one["label"], one["count"]) for one in found["clusters"]] == [
            ("đèn đường bị hư", 5),
            ("xin cấp số nhà, gọi [số điện thoại]", 1),
        ]
        assert found["total"] == 2
        assert found["clusters"][0]["reasons"] == {"not_understood": 5}

    async def test_the_trend_is_of_days_in_vietnam(self, database, collecting, settings, drafting, words):
        night = utc_now().astimezone(VIETNAM).replace(hour=0, minute=30)
        for days in (0, 1, 13, 14):
            await (await Talk.begin(database, night - timedelta(days=days))).turn("đèn đường bị hư", MISSED)
        await collecting.walk()
        parts = QuestionParts(database, Closing(database, drafting, words), words, clock=SetClock(night + timedelta(hours=1)))
        seat = await take_seat(desk_app(settings, database, router, desk_questions=parts), database, "editor")
        [cluster] = (await seat.get(QUESTIONS))["clusters"]
        assert cluster["count"] == 4
        assert cluster["trend"] == [1, *[0] * 11, 1, 1]

    async def test_by_reason_and_by_words_without_accents(self, editor, learned):
        unsure = await editor.get(QUESTIONS, reason="low_confidence")
        assert [one["count"] for one in unsure["clusters"]] == [1]
        lamps = await editor.get(QUESTIONS, q="toi qua")
        assert [one["label"] for one in lamps["clusters"]] == ["đèn đường bị hư"]
        assert (await editor.get(QUESTIONS, q="máy bay"))["clusters"] == []

    async def test_page_by_page(self, editor, database, collecting, talk):
        names = [
            "karaoke",
            "cúp điện",
            "xe tải",
            "vỉa hè",
            "heo dịch",
            "wifi",
            "mồ côi",
            "đốt rác",
            "số nhà",
            "thẻ học nghề",
            "bò thả rông",
        ]
        for name in names:
            for other in ("ồn ban đêm", "trước chợ", "cuối tháng"):
                await talk.turn(f"{name} {uuid.uuid4().hex[:6]} {other}", MISSED)
        await collecting.walk()
        total = len(await clusters(database))
        seen = [one["id"] for page in (1, 2) for one in (await editor.get(QUESTIONS, page=page))["clusters"]]
        assert len(seen) == len(set(seen)) == total > 1


class TestOneCluster:
    async def test_shows_the_citizens_words_with_the_answer_they_got(self, editor, learned):
        shown = await editor.get(f"{QUESTIONS}/{learned[0].id}")
        assert {item["text"] for item in shown["items"]} == set(LAMP)
        assert shown["items"][0]["answer_text"] == "Máy chưa hiểu ý bạn."
        assert shown["items"][0]["conversation_id"] is None
        # Two that differ in accents alone are one way of saying it.
        assert shown["phrasings"][0] in LAMP
        assert len(shown["phrasings"]) == 4

    async def test_whoever_answers_citizens_too_may_go_to_the_conversation(self, app, database, learned):
        both = await take_seat(app, database, "editor", "operator")
        shown = await both.get(f"{QUESTIONS}/{learned[0].id}")
        assert {item["conversation_id"] for item in shown["items"]} == {str(item.conversation_id) for item in await items(database)} - {
            str(next(item.conversation_id for item in await items(database) if item.cluster_id == learned[1].id))
        }

    async def test_names_those_that_may_be_about_the_same(self, editor, database, collecting, learned):
        talk = await Talk.begin(database, utc_now() - timedelta(minutes=10))
        await talk.turn("bóng đèn đường trước nhà văn hóa cháy mất", MISSED)
        await collecting.walk()
        shown = await editor.get(f"{QUESTIONS}/{learned[0].id}")
        labels = [near["label"] for near in shown["near"]]
        assert labels == ["bóng đèn đường trước nhà văn hóa cháy mất"]

    async def test_and_those_of_which_search_thinks_the_same(self, editor, database, learned):
        async with database.session() as session:
            await session.execute(update(QuestionCluster).values(suggested_kind="procedure", suggested_key=CODE, suggested_title="Sửa đèn"))
        shown = await editor.get(f"{QUESTIONS}/{learned[0].id}")
        assert shown["suggested"] == {"kind": "procedure", "key": CODE, "title": "Sửa đèn"}
        assert [near["id"] for near in shown["near"]] == [str(learned[1].id)]

    async def test_one_that_is_gone_is_said_to_be_gone(self, editor):
        answer = await editor.ask("GET", f"{QUESTIONS}/{uuid.uuid4()}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "no_cluster")


class TestClosing:
    async def test_everyday_names_go_into_the_draft_of_that_code(self, editor, database, learned):
        body = {"as": "everyday_name", "kind": "procedure", "key": CODE, "phrasings": ["sửa đèn đường", "đèn đường hư thì báo ai vậy"]}
        draft_id = (await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/close", json=body)).json()["draft_id"]
        draft = await _draft(database, draft_id)
        assert (draft.kind, draft.key, draft.state) == ("everyday_names", CODE, "writing")
        assert draft.record["names"] == ["sửa đèn đường"]
        assert draft.record["questions"] == ["đèn đường hư thì báo ai vậy"]
        assert draft.written_by == [str(editor.staff_id)]
        assert [one["label"] for one in (await editor.get(QUESTIONS))["clusters"]] == ["xin cấp số nhà, gọi [số điện thoại]"]
        [closed] = (await editor.get(QUESTIONS, state="closed"))["clusters"]
        assert (closed["closed_as"], closed["closed_key"], closed["draft_id"]) == ("everyday_name", CODE, draft_id)

    async def test_a_second_cluster_adds_to_the_same_draft_and_says_nothing_twice(self, editor, database, learned):
        for cluster, phrasings in zip(learned, (["đèn đường", "Đèn đường!"], ["den duong", "số nhà"]), strict=True):
            body = {"as": "everyday_name", "kind": "procedure", "key": CODE, "phrasings": phrasings}
            answer = await editor.ask("POST", f"{QUESTIONS}/{cluster.id}/close", json=body)
        assert (await _draft(database, answer.json()["draft_id"])).record["names"] == ["đèn đường", "số nhà"]

    async def test_a_new_common_question_is_prefilled(self, editor, database, learned):
        answer = await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/close", json={"as": "faq"})
        draft = await _draft(database, answer.json()["draft_id"])
        assert (draft.kind, draft.key) == ("faq", "den-duong-bi-hu")
        assert draft.record["question"] == "Đèn đường bị hư?"
        assert "đèn đường hư lâu rồi" in draft.record["aliases"]

    async def test_chosen_questions_alone_are_taken(self, editor, database, learned):
        chosen = [str(item.id) for item in await items(database) if item.text == "đèn đường hư lâu rồi"]
        body = {"as": "everyday_name", "kind": "faq", "key": "den-duong", "items": chosen}
        answer = await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/close", json=body)
        draft = await _draft(database, answer.json()["draft_id"])
        assert (draft.kind, draft.record["aliases"]) == ("faq", ["đèn đường hư lâu rồi"])

    async def test_masks_are_never_put_into_what_is_published(self, editor, database, learned):
        answer = await editor.ask("POST", f"{QUESTIONS}/{learned[1].id}/close", json={"as": "faq"})
        assert (await _draft(database, answer.json()["draft_id"])).record["question"] == "Xin cấp số nhà, gọi?"

    async def test_what_no_database_takes_is_left_out(self, editor, database, learned):
        body = {"as": "out_of_scope", "kind": "faq\x00", "key": "a\x00b"}
        assert (await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/close", json=body)).status_code == 200
        [closed] = (await editor.get(QUESTIONS, state="closed"))["clusters"]
        assert (closed["closed_kind"], closed["closed_key"]) == ("faq", "ab")

    @pytest.mark.parametrize("way", ["out_of_scope", "bot_fault"])
    async def test_the_other_ways_make_no_draft(self, editor, database, learned, way):
        answer = await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/close", json={"as": way})
        assert answer.json() == {"draft_id": None}
        async with database.session() as session:
            assert (await session.scalars(select(EntryDraft))).all() == []

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({"as": "everyday_name", "phrasings": ["đèn"]}, "no_target"),
            ({"as": "everyday_name", "kind": "place", "key": "x", "phrasings": ["đèn"]}, "no_target"),
            ({"as": "everyday_name", "kind": "procedure", "key": CODE, "phrasings": ["[tên]", " "]}, "no_phrasings"),
            ({"as": "everyday_name", "kind": "procedure", "key": CODE, "phrasings": [f"đèn {n}" for n in range(51)]}, "too_many_phrasings"),
            ({"as": "something"}, "invalid_request"),
        ],
    )
    async def test_what_cannot_be_done_is_refused_and_leaves_it_open(self, editor, database, learned, body, code):
        answer = await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/close", json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
        assert {cluster.state for cluster in await clusters(database)} == {"open"}

    async def test_the_second_who_closes_is_told_who_was_first(self, app, database, editor, learned):
        await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/close", json={"as": "out_of_scope"})
        other = await take_seat(app, database, "editor")
        answer = await other.ask("POST", f"{QUESTIONS}/{learned[0].id}/close", json={"as": "bot_fault"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "already_closed")
        [closed] = (await editor.get(QUESTIONS, state="closed"))["clusters"]
        assert closed["closed_as"] == "out_of_scope"
        assert closed["closed_by"] in answer.json()["error"]["message"]

    async def test_what_is_asked_once_more_joins_the_closed_cluster_and_is_counted(self, editor, database, collecting, learned):
        await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/close", json={"as": "out_of_scope"})
        async with database.session() as session:
            (await session.get_one(QuestionCluster, learned[0].id)).closed_at = utc_now() - timedelta(minutes=5)
        await (await Talk.begin(database, utc_now() - timedelta(minutes=1))).turn("đèn đường bị hư", MISSED)
        await collecting.walk()
        [closed] = (await editor.get(QUESTIONS, state="closed"))["clusters"]
        assert (closed["count"], closed["since_closed"]) == (6, 1)

    async def test_it_can_be_opened_again(self, editor, learned):
        await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/close", json={"as": "out_of_scope"})
        assert (await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/reopen", json={})).status_code == 204
        assert (await editor.get(QUESTIONS))["total"] == 2
        assert (await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/reopen", json={})).status_code == 409


class TestPuttingRight:
    async def test_merged_ones_are_one(self, editor, database, learned):
        body = {"into": str(learned[0].id)}
        assert (await editor.ask("POST", f"{QUESTIONS}/{learned[1].id}/merge", json=body)).status_code == 204
        [left] = await clusters(database)
        assert (left.id, left.items, left.reasons) == (learned[0].id, 6, ["low_confidence", "not_understood"])

    async def test_what_comes_later_finds_the_merged_one(self, editor, database, collecting, learned):
        await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/merge", json={"into": str(learned[1].id)})
        await (await Talk.begin(database, utc_now() - timedelta(minutes=1))).turn("đèn đường bị hư", MISSED)
        await collecting.walk()
        assert [cluster.items for cluster in await clusters(database)] == [7]

    async def test_split_ones_are_two(self, editor, database, learned):
        chosen = [str(item.id) for item in await items(database) if "lâu" in item.text]
        answer = await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/split", json={"items": chosen})
        assert {str(cluster.id): cluster.items for cluster in await clusters(database)} == {
            str(learned[0].id): 4,
            answer.json()["id"]: 1,
            str(learned[1].id): 1,
        }

    async def test_neither_all_nor_none_can_be_split_off(self, editor, database, learned):
        everything = [str(item.id) for item in await items(database)]
        for chosen in ([], everything, [str(uuid.uuid4())]):
            answer = await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/split", json={"items": chosen})
            assert answer.json()["error"]["code"] == "nothing_to_split"

    async def test_into_itself_or_into_nothing_is_refused(self, editor, learned):
        itself = await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/merge", json={"into": str(learned[0].id)})
        nothing = await editor.ask("POST", f"{QUESTIONS}/{learned[0].id}/merge", json={"into": str(uuid.uuid4())})
        assert (itself.status_code, nothing.status_code) == (422, 404)


class TestForDevelopers:
    async def test_the_bots_faults_one_a_line(self, editor, database, collecting, learned):
        talk = await Talk.begin(database, utc_now() - timedelta(minutes=5))
        understood = {"intent": {"name": "ask_fee", "confidence": 0.7}, "entities": [{"entity": "phone", "value": "0912345678"}]}
        reply = await talk.turn("làm căn cước ở đâu", SURE | {"understood": understood}, said="Nộp tại công an xã.")
        await thumb(database, talk, reply, is_helpful=False)
        await collecting.walk()
        [fault] = [cluster for cluster in await clusters(database) if cluster.reasons == ["thumbs_down"]]
        await editor.ask("POST", f"{QUESTIONS}/{fault.id}/close", json={"as": "bot_fault"})
        answer = await editor.ask("GET", f"{QUESTIONS}/export.jsonl")
        [line] = [json.loads(each) for each in answer.text.splitlines()]
        assert (line["question"], line["answer"], line["reasons"]) == ("làm căn cước ở đâu", "Nộp tại công an xã.", ["thumbs_down"])
        assert line["intent"]["name"] == "ask_fee"
        assert "0912345678" not in answer.text


class TestWhoMay:
    async def test_only_editors_and_approvers_see_it(self, app, database, learned):
        for roles, status in (((NOBODY,), 401), (("operator",), 403), (("admin",), 403), (("supervisor",), 200), (("editor",), 200)):
            seat = await take_seat(app, database, *roles)
            for path in (QUESTIONS, f"{QUESTIONS}/{learned[0].id}", f"{QUESTIONS}/export.jsonl"):
                assert (await seat.ask("GET", path)).status_code == status, (roles, path)

    async def test_whoever_only_approves_changes_nothing(self, app, database, learned):
        supervisor = await take_seat(app, database, "supervisor")
        bodies = {"close": {"as": "out_of_scope"}, "reopen": {}, "merge": {"into": str(learned[1].id)}, "split": {"items": []}}
        for what, body in bodies.items():
            assert (await supervisor.ask("POST", f"{QUESTIONS}/{learned[0].id}/{what}", json=body)).status_code == 403

    async def test_who_did_what_is_written_down_without_a_word_of_citizens(self, editor, database, learned):
        lamps, number = learned
        await editor.ask("POST", f"{QUESTIONS}/{lamps.id}/close", json={"as": "out_of_scope"})
        await editor.ask("POST", f"{QUESTIONS}/{lamps.id}/reopen", json={})
        chosen = [str(item.id) for item in await items(database) if "lâu" in item.text]
        await editor.ask("POST", f"{QUESTIONS}/{lamps.id}/split", json={"items": chosen})
        await editor.ask("POST", f"{QUESTIONS}/{number.id}/merge", json={"into": str(lamps.id)})
        await editor.ask("GET", f"{QUESTIONS}/export.jsonl")
        async with database.session() as session:
            entries = (await session.scalars(select(AuditEntry).order_by(AuditEntry.id))).all()
        assert [entry.action for entry in entries] == [
            "questions_closed",
            "questions_reopened",
            "questions_split",
            "questions_merged",
            "questions_exported",
        ]
        assert {entry.staff_id for entry in entries} == {editor.staff_id}
        assert "đèn" not in json.dumps([entry.details for entry in entries], ensure_ascii=False)


async def _draft(database, draft_id):
    async with database.session() as session:
        return await session.get_one(EntryDraft, uuid.UUID(draft_id))
