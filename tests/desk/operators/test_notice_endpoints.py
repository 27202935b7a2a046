from __future__ import annotations

import pytest

from staff.notices import Notice, NoticeKind, keep
from tests.desk.operators.personas import beat, go_on_duty, move
from tests.desk.operators.test_endpoints import following


async def notices(person, **asked):
    response = await person.get("/desk/api/notices", params=asked)
    assert response.status_code == 200, response.text
    return response.json()


async def read(person, **which):
    response = await person.post("/desk/api/notices/read", json=which)
    assert response.status_code == 200, response.text
    return response.json()["unread"]


@pytest.fixture
async def held(desk, citizen):
    """The operator has the conversation; the supervisor is on duty too."""
    await go_on_duty(desk.operator)
    await go_on_duty(desk.supervisor)
    await citizen.ask_for_person("Cho tôi gặp người về việc thuê mặt nước nuôi cá tra")
    assert (await move(desk.operator, citizen.id, "claim")).status_code == 200
    return citizen


class TestWhatIsKept:
    async def test_conversation_passed_on_for_the_receiver(self, desk, held):
        await move(desk.operator, held.id, "transfer", to_id=str(desk.supervisor.id))
        [kept] = (await notices(desk.supervisor))["notices"]
        assert (kept["kind"], kept["text"], kept["is_read"]) == ("transferred", "Operator chuyển cho bạn một cuộc trò chuyện", False)
        assert (kept["conversation_id"], "thuê mặt nước" in kept["subject"]) == (held.id, True)
        assert (await notices(desk.operator))["notices"] == []

    async def test_conversation_taken_away_for_whom_it_was_taken_from(self, desk, held):
        await move(desk.supervisor, held.id, "take_over")
        [kept] = (await notices(desk.operator))["notices"]
        assert (kept["kind"], kept["conversation_id"]) == ("taken_over", held.id)
        assert (await notices(desk.supervisor))["notices"] == []

    async def test_refused_move_is_nobodys_news(self, desk, held):
        assert (await move(desk.operator, held.id, "transfer", to_id=str(desk.editor.id))).status_code == 422
        assert (await notices(desk.supervisor))["unread"] == 0

    async def test_mention_on_a_ticket_leads_to_the_ticket(self, desk, held):
        [ticket] = (await desk.operator.get(f"/desk/api/conversations/{held.id}")).json()["tickets"]
        await desk.operator.post(f"/desk/api/tickets/{ticket['id']}/notes", json={"text": "Nhờ @supervisor xem giúp"})
        [kept] = (await notices(desk.supervisor))["notices"]
        assert (kept["kind"], kept["ticket_id"]) == ("mentioned", ticket["id"])
        assert kept["text"] == "Operator nhắc đến bạn trong ghi chú: Nhờ @supervisor xem giúp"

    async def test_ticket_given_to_a_colleague_and_not_one_taken_oneself(self, desk, held):
        [ticket] = (await desk.operator.get(f"/desk/api/conversations/{held.id}")).json()["tickets"]
        for person in (desk.supervisor, desk.operator):
            await desk.operator.patch(f"/desk/api/tickets/{ticket['id']}", json={"assignee_id": str(person.id)})
        [kept] = (await notices(desk.supervisor))["notices"]
        assert kept["text"].startswith(f"Operator giao cho bạn phiếu {ticket['tracking_code']}: ")
        assert (await notices(desk.operator))["notices"] == []

    async def test_ticket_reopened_by_its_citizen_says_what_they_said(self, desk, held, http):
        [ticket] = (await desk.operator.get(f"/desk/api/conversations/{held.id}")).json()["tickets"]
        await desk.operator.post(f"/desk/api/conversations/{held.id}/wrap-up", json={"outcome": "answered"})
        reopened = await http.post(f"/api/tickets/{ticket['tracking_code']}/reopen", json={"reason": "Xã không nhận"})
        assert reopened.status_code == 200
        [kept] = (await notices(desk.operator))["notices"]
        assert (kept["kind"], kept["ticket_id"]) == ("reopened", ticket["id"])
        assert kept["text"] == f"Người dân mở lại phiếu {ticket['tracking_code']}: Xã không nhận"


class TestReading:
    @pytest.fixture
    async def three(self, desk, held):
        for number in range(3):
            await desk.operator.post(f"/desk/api/conversations/{held.id}/notes", json={"text": f"{number} @supervisor"})
        return (await notices(desk.supervisor))["notices"]

    async def test_one_and_then_all_up_to_the_newest_seen(self, desk, three):
        assert await read(desk.supervisor, ids=[three[1]["id"]]) == 2
        assert [one["is_read"] for one in (await notices(desk.supervisor))["notices"]] == [False, True, False]
        assert await read(desk.supervisor, up_to=three[0]["id"]) == 0

    async def test_older_ones_come_in_pages(self, desk, three):
        older = await notices(desk.supervisor, before_id=three[0]["id"])
        assert (older["notices"], older["unread"], older["has_more"]) == (three[1:], 3, False)

    async def test_nobody_reads_for_another(self, desk, three):
        assert await read(desk.operator, up_to=three[0]["id"]) == 0
        assert (await notices(desk.supervisor))["unread"] == 3

    @pytest.mark.parametrize("body", [{"ids": [0]}, {"ids": ["x"]}, {"up_to": 2**63}, {"ids": [1] * 201}])
    async def test_refuses_what_is_no_notice(self, desk, body):
        assert (await desk.operator.post("/desk/api/notices/read", json=body)).status_code == 422


class TestEditors:
    @pytest.fixture
    async def told_of_both(self, desk, database):
        """The editor was an operator once."""
        of_citizens = Notice(kind=NoticeKind.MENTIONED, details={"by": "Lan", "text": "bà Tư gọi lại"})
        details = {"by": "Lan", "title": "Khai sinh", "text": "phí mới", "entry": "procedure:1.000001"}
        async with database.session() as session:
            await keep(session, [desk.editor.id], of_citizens)
            await keep(session, [desk.editor.id, desk.operator.id], Notice(kind=NoticeKind.DRAFT_SUBMITTED, details=details))

    async def test_read_what_is_said_of_drafts_and_nothing_of_citizens(self, desk, told_of_both):
        page = await notices(desk.editor)
        assert [(each["text"], each["entry"]) for each in page["notices"]] == [("Lan gửi duyệt «Khai sinh»: phí mới", "procedure:1.000001")]
        assert page["unread"] == 1
        assert await read(desk.editor, up_to=page["notices"][0]["id"]) == 0

    async def test_whoever_only_keeps_accounts_reads_none(self, desk):
        assert (await desk.admin.get("/desk/api/notices")).status_code == 403


class TestLive:
    async def test_rings_and_the_list_of_every_browser_of_that_person_is_told(self, live, database):
        _, people = live
        await beat(people.operator)
        ticket = (await people.operator.post("/desk/api/tickets", json={"subject": "Hỏi lịch", "kind": "enquiry"})).json()
        async with following(people.supervisor) as hears:
            await people.operator.patch(f"/desk/api/tickets/{ticket['id']}", json={"assignee_id": str(people.supervisor.id)})
            assert await hears("notices") == {}
            alert = await hears("alert", kind="assigned")
            assert (alert["ticket_id"], "to" in alert) == (ticket["id"], False)
            await people.supervisor.post("/desk/api/notices/read", json={"up_to": (await notices(people.supervisor))["notices"][0]["id"]})
            assert await hears("notices") == {}
