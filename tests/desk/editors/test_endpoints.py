from __future__ import annotations

import uuid

import pytest
from fastapi import FastAPI

from app.wiring.editors import EDITORS_ROUTERS, editors_parts
from core.errors import Unavailable
from desk.editors.changed_meanwhile import answer_changed_drafts
from knowledge_base.models import Origin
from knowledge_base.publication import Publisher
from tests.desk.seats import NOBODY, desk_app, take_seat
from tests.knowledge_base.editing.conftest import BIRTH
from tests.knowledge_base.made_up import place

RECORD = "/editors/records/procedure/1.000001"
LAW = [{"document_number": "118/2025/NĐ-CP"}]
SHOWN = {
    "problems": [{"path": "name", "message": "Chưa nhập."}],
    "blocks": [{"kind": "heading", "text": "Khai sinh"}],
    "options": [{"label": "Xem tiếp", "value": "Xem tiếp"}],
    "text": "Khai sinh\n\n" + "a" * 1500 + "\n\n" + "b" * 1500,
    "phone": "Khai sinh.",
}


class Previewing:
    """Stands in for the action server."""

    def __init__(self):
        self.asked = []
        self.is_away = False

    async def preview(self, kind, record):
        if self.is_away:
            raise Unavailable("knowledge", "Chưa tra được kho thủ tục")
        self.asked.append((kind, record))
        return SHOWN


@pytest.fixture
def previewing():
    return Previewing()


@pytest.fixture
async def app(settings, database, previewing) -> FastAPI:
    await Publisher(database).publish([BIRTH, place()], origin=Origin.SHIPPED, author="hotline")
    made = desk_app(settings, database, EDITORS_ROUTERS[0], editors=editors_parts(settings, database, previewing))
    for router in EDITORS_ROUTERS[1:]:
        made.include_router(router)
    answer_changed_drafts(made)
    return made


@pytest.fixture
def seat(app, database):
    async def take(*roles):
        return await take_seat(app, database, *roles)

    return take


@pytest.fixture
async def lan(seat):
    return await seat("editor")


@pytest.fixture
async def minh(seat):
    return await seat("editor")


@pytest.fixture
async def chief(seat):
    return await seat("supervisor")


async def begin(who):
    answer = await who.ask("POST", "/editors/drafts", json={"kind": "procedure", "key": "1.000001"})
    return answer.json()


async def write(who, draft, reason="nghị định mới", **fields):
    body = {"revision": draft["revision"], "record": draft["record"] | fields, "reason": reason}
    return await who.ask("PUT", f"/editors/drafts/{draft['id']}", json=body)


async def step(who, draft, name, **body):
    return await who.ask("POST", f"/editors/drafts/{draft['id']}/{name}", json={"revision": draft["revision"], **body})


async def submitted(who, **fields):
    return (await step(who, (await write(who, await begin(who), **fields)).json(), "submit")).json()


class TestLifeOfARecord:
    async def test_written_sent_approved_and_live(self, lan, minh):
        draft = await submitted(lan, legal_bases=LAW)
        assert (draft["state"], draft["needs_approval"], draft["may"]["approve"], draft["may"]["return"]) == (
            "in_review",
            True,
            False,
            True,
        )
        assert [(change["path"], change["label"], change["after"]) for change in draft["changes"]] == [
            ("legal_bases", "Căn cứ pháp lý", ["118/2025/NĐ-CP"])
        ]
        assert (await step(lan, draft, "approve")).json()["error"]["code"] == "own_change"
        approved = await step(minh, draft, "approve")
        assert (approved.status_code, approved.json()["state"]) == (200, "published")
        shown = await lan.get(RECORD)
        assert (shown["published"]["version"], shown["draft"], [head["state"] for head in shown["versions"]]) == (
            2,
            None,
            ["published", "archived"],
        )
        assert shown["published"]["record"]["legal_bases"][0]["document_number"] == "118/2025/NĐ-CP"

    async def test_taken_down_and_put_back(self, chief):
        down = (await chief.ask("POST", f"{RECORD}/take-down", json={"reason": "phí sai"})).json()
        assert down["published"] is None
        taken = down["taken_down"]
        assert (taken["version"]["version"], bool(taken["by"]), taken["reason"]) == (1, True, "phí sai")
        assert (await chief.ask("POST", f"{RECORD}/take-down", json={"reason": "phí sai"})).status_code == 409
        back = (await chief.ask("POST", f"{RECORD}/restore", json={"reason": "đã xem"})).json()
        assert (back["taken_down"], back["published"]["version"]) == (None, 1)

    async def test_rolled_back_with_a_second_person(self, lan, minh):
        await step(minh, await submitted(lan, legal_bases=LAW), "approve")
        asked = (await minh.ask("POST", f"{RECORD}/rollback", json={"version": 1, "reason": "nhầm"})).json()
        assert (asked["published"]["version"], asked["draft"]["state"], asked["draft"]["may"]["approve"]) == (2, "in_review", False)
        await step(lan, asked["draft"], "approve")
        rolled = await minh.get(RECORD)
        assert (rolled["published"]["version"], rolled["published"]["reason"]) == (3, "Quay lại phiên bản 1: nhầm")
        assert (await minh.get(f"{RECORD}/versions/2"))["state"] == "archived"
        [change] = (await minh.get(f"{RECORD}/difference", **{"from": 2, "to": 3}))["changes"]
        assert (change["before"], change["after"]) == (["118/2025/NĐ-CP"], ["60/2014/QH13"])

    async def test_forced_by_a_supervisor(self, lan, chief):
        draft = (await write(lan, await begin(lan), legal_bases=LAW)).json()
        assert (await step(lan, draft, "publish")).json()["error"]["code"] == "needs_approval"
        assert (await step(chief, draft, "force")).status_code == 422
        assert (await step(chief, draft, "force", text="gấp")).json()["state"] == "published"
        assert (await chief.get(RECORD))["published"]["is_forced"]

    async def test_published_by_its_writer_where_nothing_needs_a_second_person(self, lan):
        draft = (await write(lan, await begin(lan), summary="Mới.")).json()
        assert (await step(lan, draft, "publish")).json()["state"] == "published"

    async def test_scheduled_and_called_off(self, lan, minh):
        draft = (await step(minh, await submitted(lan, legal_bases=LAW), "approve", publish_at="2126-01-01T00:00:00+07:00")).json()
        assert (draft["state"], draft["publish_at"]) == ("scheduled", "2125-12-31T17:00:00Z")
        returned = (await step(minh, draft, "return", text="chưa vội")).json()
        assert (returned["state"], returned["publish_at"], returned["events"][-1]["event"]) == ("writing", None, "unscheduled")

    async def test_an_hour_without_a_zone_is_refused(self, lan, minh):
        draft = await submitted(lan, legal_bases=LAW)
        assert (await step(minh, draft, "approve", publish_at="2126-01-01T00:00:00")).status_code == 422

    async def test_discarded(self, lan):
        draft = await begin(lan)
        assert (await step(lan, draft, "discard")).json()["state"] == "discarded"
        assert (await lan.get(RECORD))["draft"] is None


class TestDrafts:
    async def test_a_live_one_is_given_again(self, lan, minh):
        first = await lan.ask("POST", "/editors/drafts", json={"kind": "procedure", "key": "1.000001"})
        second = await minh.ask("POST", "/editors/drafts", json={"kind": "procedure", "key": "1.000001"})
        assert (first.status_code, second.status_code, first.json()["id"] == second.json()["id"]) == (201, 200, True)

    async def test_whoever_saves_over_somebody_is_shown_both(self, lan, minh):
        draft = await begin(lan)
        await write(lan, draft, summary="Lan viết.")
        refused = await write(minh, draft, summary="Minh viết.")
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "draft_changed")
        now = refused.json()["draft"]
        assert (now["record"]["summary"], now["revision"], now["may"]["return"]) == ("Lan viết.", 2, False)
        assert (await write(minh, now, summary="Cả hai viết.")).status_code == 200

    async def test_comments_and_company(self, lan, chief):
        draft = await begin(lan)
        assert (await chief.ask("POST", f"/editors/drafts/{draft['id']}/comment", json={"text": "Hỏi lại Sở"})).json()["events"][-1][
            "text"
        ] == "Hỏi lại Sở"
        assert (await lan.ask("POST", f"/editors/drafts/{draft['id']}/presence")).json() == {"others": []}
        [other] = (await chief.ask("POST", f"/editors/drafts/{draft['id']}/presence")).json()["others"]
        assert other.keys() == {"name", "since"}

    async def test_lists_by_state(self, lan, chief):
        await submitted(lan, legal_bases=LAW)
        [head] = (await chief.get("/editors/drafts", state="in_review"))["drafts"]
        assert (head["title"], head["kind"], "record" in head) == ("Đăng ký khai sinh", "procedure", False)
        assert (head["published_version"], head["published_author"]) == (1, "hotline")
        assert (await chief.get("/editors/drafts", state="writing"))["drafts"] == []
        assert len((await chief.get("/editors/drafts"))["drafts"]) == 1

    async def test_problems_have_places_and_words(self, lan):
        draft = (await write(lan, await begin(lan), submission_methods=[{"kind": "in_person", "fees": [{"amount_vnd": -1}]}])).json()
        [problem] = draft["problems"]
        assert problem["path"] == "submission_methods.0.fees.0.amount_vnd"
        assert problem["message"].startswith("Không được nhỏ hơn 0.")
        refused = (await step(lan, draft, "submit")).json()["error"]
        assert refused["code"] == "problems"
        assert "Chỗ đầu tiên: Cách nộp 1 › Khoản thu 1 › Số tiền: Không được nhỏ hơn 0." in refused["message"]

    async def test_what_is_doubtful_hinders_nobody(self, lan):
        draft = (await write(lan, await begin(lan), legal_bases=[])).json()
        assert "legal_bases" in {doubt["path"] for doubt in draft["doubts"]}
        assert draft["problems"] == []
        assert (await step(lan, draft, "submit")).status_code == 200

    async def test_what_nobody_knows_is_not_found(self, lan):
        assert (await lan.ask("GET", f"/editors/drafts/{uuid.uuid4()}")).status_code == 404
        assert (await lan.ask("GET", "/editors/records/procedure/9.999999")).status_code == 404
        assert (await lan.ask("GET", f"{RECORD}/versions/9")).status_code == 404
        assert (await lan.ask("GET", "/editors/records/poem/x")).status_code == 422


class TestList:
    async def test_rows_and_facets(self, lan):
        draft = await begin(lan)
        listed = await lan.get("/editors/records", kind="procedure", q="khai sinh")
        [row] = listed["items"]
        assert (listed["total"], listed["page"], listed["facets"]) == (1, 1, {"sectors": ["Hộ tịch"], "levels": []})
        assert (row["key"], row["origin"], row["version"], row["state"], row["draft"]["id"]) == (
            "1.000001",
            "shipped",
            1,
            "published",
            draft["id"],
        )

    async def test_a_key_with_slashes_is_one_key(self, lan):
        [row] = (await lan.get("/editors/records", kind="place"))["items"]
        assert row["key"].count("/") == 3
        assert (await lan.get(f"/editors/records/place/{row['key']}"))["published"]["version"] == 1
        assert (await lan.get(f"/editors/records/place/{row['key']}/versions/1"))["record"]["new_name"] == "Xã Tân Tiến"

    @pytest.mark.parametrize("query", [{"kind": "poem"}, {"page": 0}, {"due": "never"}, {"warning": "ugly"}, {"level": "village"}])
    async def test_a_filter_that_is_none_is_refused(self, lan, query):
        assert (await lan.ask("GET", "/editors/records", params=query)).status_code == 422


class TestPreview:
    async def test_shows_all_channels(self, lan, previewing):
        shown = (await lan.ask("POST", "/editors/preview", json={"kind": "procedure", "record": {"name": ""}})).json()
        assert previewing.asked == [("procedure", {"name": ""})]
        assert (shown["problems"], shown["web"], shown["phone"]) == (
            SHOWN["problems"],
            {"blocks": SHOWN["blocks"], "options": SHOWN["options"]},
            "Khai sinh.",
        )
        assert len(shown["zalo"]) == 2
        assert all(len(part) <= 2000 for part in shown["zalo"])
        assert shown["zalo"][-1].endswith("1. Xem tiếp")

    async def test_says_when_it_cannot(self, lan, previewing):
        previewing.is_away = True
        assert (await lan.ask("POST", "/editors/preview", json={"kind": "faq", "record": {}})).status_code == 503


class TestRulesAndGlossary:
    async def test_supervisors_say_what_needs_a_second_person(self, chief, lan):
        body = {"rules": [{"kind": "faq", "field": "answer", "needs_approval": False}]}
        assert (await lan.ask("PUT", "/editors/rules", json=body)).status_code == 403
        rules = (await chief.ask("PUT", "/editors/rules", json=body)).json()["rules"]
        [answer] = [rule for rule in rules if (rule["kind"], rule["field"]) == ("faq", "answer")]
        assert answer == {"kind": "faq", "field": "answer", "label": "Câu trả lời", "needs_approval": False}
        assert (await lan.get("/editors/rules"))["rules"] == rules

    async def test_a_rule_for_a_field_that_is_none_is_refused(self, chief):
        body = {"rules": [{"kind": "faq", "field": "colour", "needs_approval": True}]}
        assert (await chief.ask("PUT", "/editors/rules", json=body)).status_code == 422

    async def test_terms_have_meanings(self, lan):
        assert all(term["term"] and term["meaning"] for term in (await lan.get("/editors/glossary"))["terms"])

    async def test_fixed_sentences_come_with_what_must_stay(self, lan):
        sentences = {each["name"]: each for each in (await lan.get("/editors/fixed-sentences"))["sentences"]}
        assert "{hotline_number}" in sentences["utter_not_understood_again"]["required"]
        assert {"114", "115"} <= set(sentences["utter_emergency_fire"]["required"])
        assert all(each["texts"] and each["occasion"] for each in sentences.values())


@pytest.mark.parametrize("role", ["operator", "admin", NOBODY])
async def test_others_see_nothing(seat, role):
    assert (await (await seat(role)).ask("GET", "/editors/records")).status_code in {401, 403}
